"""docs/benchmarks.md: the text around the table stays, the table is written anew."""

from pathlib import Path

from tests.bench.results import Result, as_table

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def write_page(results: list[Result], rounds: int, machine: str) -> None:
    """Put the table between its marks. Raises ValueError where the page has lost them."""
    text = PAGE.read_text("utf-8")
    before, mark, rest = text.partition(BEGIN)
    _, other, after = rest.partition(END)
    if not mark or not other:
        raise ValueError(f"{PAGE.name} needs the lines {BEGIN} and {END}.")
    table = f"{machine}; medians of {rounds} rounds.\n\n{as_table(results)}"
    PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", "utf-8")
