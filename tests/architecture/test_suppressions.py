"""An escape hatch carries its reason on its line, and there are few."""

import re

import pytest

from tests.architecture.house import written_in

# Falls, never rises: a new one needs an old one mended.
ALLOWED = 6

HATCH = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no\s)|//\s*(biome-ignore|@ts-)|/\*\s*(v8|c8) ignore")
REASONED = re.compile(
    r"#\s*noqa: [A-Z0-9, ]+\s+(# )?\w.{9,}"
    r"|#\s*type: ignore\[[\w, -]+\]\s+# \w.{9,}"
    r"|#\s*pragma: no (cover|branch)\s+# \w.{9,}"
    r"|//\s*biome-ignore [\w/]+: \w.{9,}"
    r"|//\s*@ts-expect-error \w.{9,}"
)


def hatches(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if HATCH.search(line)]


def all_hatches() -> list[str]:
    code = written_in(".py", ".ts", ".tsx", under=("server/", "sync/", "scripts/", "tests/", "pwa/"))
    return [f"{path}: {line}" for path, text in code if path != OWN for line in hatches(text)]


OWN = "tests/architecture/test_suppressions.py"


def test_every_suppression_says_why() -> None:
    assert not [hatch for hatch in all_hatches() if not REASONED.search(hatch)]


def test_there_are_few_suppressions() -> None:
    assert len(all_hatches()) <= ALLOWED, "\n".join(all_hatches())


@pytest.mark.parametrize(
    "line",
    ["x = 1  # noqa", "x = 1  # noqa: E501", "y = f()  # type: ignore", "y = f()  # type: ignore[misc]",
     "if a:  # pragma: no cover", "// @ts-ignore", "// biome-ignore lint/style/useConst: x",
     "/* v8 ignore next */"],
)  # fmt: skip
def test_a_suppression_without_a_reason_is_caught(line: str) -> None:
    assert hatches(line)
    assert not REASONED.search(line)
