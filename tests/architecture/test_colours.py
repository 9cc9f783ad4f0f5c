"""Every colour stands in one file, so that none is forgotten when the light goes."""

import re

import pytest

from tests.architecture.house import written_in

HOME = "pwa/src/styles/colours.scss"
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(|:[^;]*\b(black|white)\b(?![-\w])", re.IGNORECASE)


def colours(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if COLOUR.search(line.split("//")[0])]


def test_every_colour_stands_in_one_file() -> None:
    styles = written_in(".scss", under=("pwa/src/",))
    assert not [f"{path}: {line}" for path, text in styles if path != HOME for line in colours(text)]


@pytest.mark.parametrize(
    "line", ["  background: #fff;", "  border: 1px solid white;", "  background: rgb(0 0 0 / 35%);"]
)
def test_a_colour_elsewhere_is_caught(line: str) -> None:
    assert colours(line)


def test_what_only_looks_like_a_colour_is_let_through() -> None:
    assert not colours("  white-space: nowrap;\n  @media #{$desk} {\n  color: $text; // as #fff\n")
