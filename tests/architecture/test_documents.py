"""What the documents say is what the code does."""

import re
import shlex

import click

from server.api.problems import PROBLEMS
from server.cli import doorstep
from server.settings import SETTINGS
from tests.architecture.house import ROOT, documents, files


def table_row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def test_every_setting_is_in_the_readme() -> None:
    told = re.findall(r"^\| `[A-Z_]+` \|.*$", (ROOT / "README.md").read_text(), re.MULTILINE)
    rows = [
        table_row(f"`{setting.name}`", f"`{setting.default}`" if setting.default else "", setting.meaning)
        for setting in SETTINGS
    ]
    assert [re.sub(r" +", " ", row) for row in told] == [re.sub(r" +", " ", row) for row in rows]


def test_every_error_code_is_in_a_document_with_its_status() -> None:
    told = documents()
    assert not {code for code, problem in PROBLEMS.items() if f"| `{code}` | {problem.status} |" not in told}


def test_every_command_is_in_the_readme() -> None:
    told = (ROOT / "README.md").read_text()
    assert not {name for name in doorstep.commands if f"| `doorstep {name}" not in told}


def test_no_command_in_a_document_is_invented() -> None:
    told = set(re.findall(r"`doorstep ([a-z]+)", documents()))
    assert told <= doorstep.commands.keys()


def unknown_in(page: str) -> list[str]:
    """The commands in a page's blocks that could not be typed so."""
    typed = [
        shlex.split(line)
        for line in re.findall(r"^    (?:sudo -u doorstep )?doorstep (.+)$", page, re.MULTILINE)
    ]
    assert typed
    return [" ".join(words) for words in typed if not understood(words)]


def understood(words: list[str]) -> bool:
    try:
        with doorstep.commands[words[0]].make_context(words[0], words[1:]):
            return True
    except (KeyError, click.UsageError):
        return False


def test_every_command_that_an_operator_is_told_to_type_is_understood() -> None:
    page = (ROOT / "docs" / "operating.md").read_text()
    assert unknown_in(page) == []
    assert len(unknown_in(page.replace("--role monitor", "--role guard").replace("migrate", "upgrade"))) == 3


def test_every_room_has_a_line_on_the_map() -> None:
    told = (ROOT / "docs" / "map.md").read_text()
    rooms = {
        "/".join(path.parts[:depth])
        for top, depth in (("server", 2), ("sync", 1), ("pwa/src", 3), ("tests", 2))
        for path in files()
        if path.as_posix().startswith(f"{top}/") and len(path.parts) > depth
    }
    assert not {room for room in rooms if f"`{room}/`" not in told}


def test_every_link_to_a_file_leads_somewhere() -> None:
    broken = set()
    for path in files():
        if path.suffix == ".md":
            for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / path).read_text()):
                if not (ROOT / path.parent / target).exists():
                    broken.add(f"{path}: {target}")
    assert not broken
