"""What was measured, beside what it is compared with and what was hoped for; as a table."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Result:
    """One line: two medians in milliseconds, and how many times the second the first may be."""

    name: str
    ours: float
    other: float | None
    goal: float | None
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as long it takes as what it is compared with."""
        return self.ours / self.other if self.other else None

    @property
    def verdict(self) -> str:
        """Whether the goal was met."""
        if self.goal is None or self.ratio is None:
            return ""
        return "met" if self.ratio <= self.goal else "MISSED"

    def cells(self) -> list[str]:
        """The line as text."""
        ratio = f"{self.ratio:.2f}" if self.ratio else ""
        other = f"{self.other:,.1f}" if self.other else ""
        goal = f"≤ {self.goal:.1f}" if self.goal else ""
        return [self.name, f"{self.ours:,.1f}", other, ratio, goal, self.verdict, self.remark]


HEADINGS = ["", "Doorstep ms", "compared ms", "ratio", "goal", "", "remark"]


def compare(name: str, ours: list[float], other: list[float], goal: float | None, remark: str = "") -> Result:
    """The medians of two lists of seconds."""
    return Result(name, 1000 * median(ours), 1000 * median(other), goal, remark)


def as_table(results: list[Result]) -> str:
    """A table for people and for Markdown alike."""
    rows = [HEADINGS, *(result.cells() for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]

    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"

    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([line(rows[0]), rule, *(line(row) for row in rows[1:])])
