"""Issues of each referral: two to nine, 4.5 on average, with the three that were published by share."""

from random import Random

from server.demo.figures import FIGURES

# The means that were printed by engagement (5.3, 4.2, 3.6) do not combine to the 4.5 printed for
# all. The total stands; the groups keep their order.
GROUPS = ((34, 176, 9), (11, 44, None), (16, 56, 2), (1, 3, None))
"""How many referrals, how many issues among them, and one number that must occur."""

WEIGHTS = {
    "money": 9,
    "physical_health": 8,
    "employment": 8,
    "alcohol": 7,
    "daily_structure": 5,
    "bereavement": 5,
    "drugs": 5,
    "smoking": 4,
    "caring": 3,
    "literacy": 3,
    "offending": 3,
    "domestic_abuse": 2,
}


def invent_issues(chance: Random) -> list[tuple[str, ...]]:
    """Give the issues of each referral, in the order continued, limited, none, not recorded."""
    room = [count for group in GROUPS for count in _counts(chance, *group)]
    issues: list[list[str]] = [[] for _ in room]
    for issue, percent in FIGURES["issues"]["percent"].items():
        roomy = [one for one, left in enumerate(room) if left]
        places = sorted(roomy, key=lambda one: chance.random() - room[one] * 0.4)
        for one in places[: round(percent * len(room) / 100)]:
            issues[one].append(issue)
            room[one] -= 1
    for one, left in enumerate(room):
        names = sorted(WEIGHTS, key=lambda name: chance.random() ** (1 / WEIGHTS[name]), reverse=True)
        issues[one] += names[:left]
    return [tuple(found) for found in issues]


def _counts(chance: Random, people: int, total: int, pinned: int | None) -> list[int]:
    low, high = FIGURES["issues"]["fewest"], FIGURES["issues"]["most"]
    counts = [low] * people
    if pinned is not None:
        counts[0] = pinned
    free = range(0 if pinned is None else 1, people)
    while sum(counts) < total:
        one = chance.choice(free)
        if counts[one] < high:
            counts[one] += 1
    chance.shuffle(counts)
    return counts
