"""Time, chance, the environment and other people's libraries come in by one door each."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.architecture.house import python, written_in

# What may not be called, and the only places that may.
DOORS = {
    r"(datetime\.)?(datetime|date)\.(now|utcnow|today)|time\.\w+": ("server/adapters/", "server/engine.py"),
    r"(uuid\.)?uuid[1345]|secrets\.\w+|random\.(?!Random)\w+|os\.urandom": ("server/adapters/",),
    r"os\.environ.*|os\.getenv": ("server/settings.py",),
}

# On the phone the page hands them down at its start.
PHONE_DOORS = {"pwa/src/main.tsx", "pwa/src/state/browser.ts"}
PHONE_READS = re.compile(
    r"Date\.now\(|new Date\(\)|Math\.random\(|crypto\.(randomUUID|getRandomValues)|performance\.now\("
)

VENDORS = {"apprise", "limits", "py_vapid", "pywebpush", "zstandard"}


def reaches(path: str, tree: ast.Module) -> Iterator[str]:
    """What a module reads of the world that it should be given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            named = ast.unparse(node)
            for pattern, doors in DOORS.items():
                if re.fullmatch(pattern, named) and not path.startswith(doors):
                    yield f"{path}:{node.lineno} {named}"


def test_time_chance_and_environment_come_from_outside() -> None:
    found = [reach for path, tree in python("server/", "sync/") for reach in reaches(path, tree)]
    assert not found


@pytest.mark.parametrize(
    "line",
    ["datetime.now(UTC)", "time.time()", "time.monotonic()", "uuid.uuid4()", "secrets.token_hex()",
     "random.random()", "os.environ['HOME']", "os.getenv('HOME')", "date.today()"],
)  # fmt: skip
def test_a_read_of_the_world_is_caught(line: str) -> None:
    assert list(reaches("server/services/planted.py", ast.parse(line)))


def phone_reaches(path: str, text: str) -> list[str]:
    return [
        f"{path}:{number} {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if PHONE_READS.search(line)
    ]


def test_the_phone_reads_clock_and_chance_at_its_doors_only() -> None:
    readers = {
        path
        for path, text in written_in(".ts", ".tsx", under=("pwa/src/",))
        if ".test." not in path and phone_reaches(path, text)
    }
    assert readers <= PHONE_DOORS


@pytest.mark.parametrize("line", ["const at = Date.now();", "new Date()", "crypto.randomUUID()"])
def test_a_read_of_the_phones_clock_is_caught(line: str) -> None:
    assert phone_reaches("pwa/src/sync/planted.ts", line)


def imports_of(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_each_vendor_library_has_one_adapter() -> None:
    users = defaultdict(set)
    for path, tree in python("server/"):
        for name in {name.split(".")[0] for name in imports_of(tree)} & VENDORS:
            users[name].add(path)
    assert not {name: paths for name, paths in users.items() if len(paths) > 1}


def asks_flask(tree: ast.Module) -> bool:
    return bool(imports_of(tree) & {"flask.request"})


def test_only_the_api_reads_the_request() -> None:
    assert not [path for path, tree in python("server/") if asks_flask(tree) and "/api/" not in path]


def test_a_service_that_reads_the_request_is_caught() -> None:
    assert asks_flask(ast.parse("from flask import request"))
