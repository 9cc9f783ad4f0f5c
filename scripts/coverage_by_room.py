"""Check that each room of the Python code is tested as far as it must be."""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

# Lines and branches together, in per cent. What decides is proved whole; the rest may leave a corner out.
WHOLE = ("sync", "server/policy")
ELSEWHERE = 95.0

Totals = dict[str, list[int]]


def main() -> None:
    """Print each room's coverage, from the data that `coverage run` left; exit 1 where it is too low."""
    report = subprocess.run(
        [sys.executable, "-m", "coverage", "json", "-q", "-o", "-"], capture_output=True, check=True
    )
    files = json.loads(report.stdout)["files"]
    short = False
    for room, (covered, total) in sorted(by_room(files).items()):
        percent = 100 * covered / total if total else 100.0
        needed = 100.0 if room in WHOLE else ELSEWHERE
        low = percent < needed
        short = short or low
        complaint = f"  needs {needed:.0f} %: {gaps(files, room)}" if low else ""
        print(f"{room:<20} {percent:6.2f} %{complaint}")
    if short:
        sys.exit("Coverage is too low. To mend: test the lines named above.")


def by_room(files: dict[str, dict[str, dict[str, int]]]) -> Totals:
    """What is covered and what there is to cover, in lines and branches, by room."""
    rooms: Totals = defaultdict(lambda: [0, 0])
    for path, file in files.items():
        summary = file["summary"]
        rooms[room_of(path)][0] += summary["covered_lines"] + summary.get("covered_branches", 0)
        rooms[room_of(path)][1] += summary["num_statements"] + summary.get("num_branches", 0)
    return rooms


def room_of(path: str) -> str:
    """`server/store/feed.py` belongs to `server/store`, `server/cli.py` to `server`."""
    top, *rest = Path(path).parts
    return f"{top}/{rest[0]}" if top == "server" and len(rest) > 1 else top


def gaps(files: dict[str, dict[str, list[int]]], room: str) -> str:
    """The files of the room with the lines that no test ran."""
    return "; ".join(
        f"{path} {ranges(file['missing_lines']) or 'branches'}"
        for path, file in files.items()
        if room_of(path) == room and (file["missing_lines"] or file.get("missing_branches"))
    )


def ranges(lines: list[int]) -> str:
    """`3-5, 9` for 3, 4, 5 and 9."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] == line - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


if __name__ == "__main__":
    main()
