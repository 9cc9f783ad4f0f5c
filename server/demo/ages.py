"""Ages as published: known for 55 of 62, with the mean of each group."""

from random import Random

from server.demo.figures import FIGURES

AGE = FIGURES["age"]
SPREAD = 9.9  # the published standard deviation


def invent_ages(chance: Random) -> list[int | None]:
    """Give an age for each referral, in the order continued, limited, none, not recorded.

    Those whose age is not known are among the people whom nobody ever met.
    """
    counts = FIGURES["engagement"]
    unknown = FIGURES["referrals"] - AGE["known"] - 1
    ages: list[int | None] = []
    for group in ("continued", "limited", "none"):
        known = counts[group] - (unknown if group == "none" else 0)
        ends = [AGE["youngest"], AGE["oldest"]] if group == "continued" else []
        ages += _with_mean(chance, known, AGE["mean_of"][group], ends)
    return [*ages, *[None] * (unknown + 1)]


def _with_mean(chance: Random, count: int, mean: float, ends: list[int]) -> list[int]:
    """Give `count` ages, `ends` among them, that have this mean as it was printed."""
    low, high = AGE["youngest"], AGE["oldest"]
    ages = [
        *ends,
        *(min(max(round(chance.gauss(mean, SPREAD)), low), high) for _ in range(count - len(ends))),
    ]
    # The largest total that still rounds to this mean: with smaller ones the mean of all comes out too low.
    missing = int((mean + 0.049) * count) - sum(ages)
    while missing:
        one = chance.randrange(len(ends), count)
        step = 1 if missing > 0 else -1
        if low <= ages[one] + step <= high:
            ages[one] += step
            missing -= step
    chance.shuffle(ages)
    return ages
