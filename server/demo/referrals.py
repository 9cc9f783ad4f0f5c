"""Who was referred and what became of it: cases without names, adding up to what was published."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from server.demo.ages import invent_ages
from server.demo.chance import shuffled
from server.demo.diary import is_working
from server.demo.figures import FIGURES
from server.demo.issues import invent_issues

# Days that a case lasted. The print gives median, quartiles and range, which these have; the rest
# is invented.
CURRENT = (16, 58, 103, 139, 164, 164, 203, 251, 302, 331, 336, 341, 347, 352, 352, 359, 364, 369, 374)
DISCHARGED = (121, 180, 229)  # in print: three cases, 176.7 days on average
BEYOND_CONTROL = (7, 44, 98, 290)
DISENGAGED = (21, 65, 65, 147, 282, 282, 301, 313)
LIMITED = (0, 0, 1, 20, 50, 72, 85, 100, 110, 130, 164)
NEVER_MET = (0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 21, 42, 42, 88, 140, 252)
OUR_REASONS = ("moved_away", "died", "outside_remit", "threat_to_staff")


@dataclass(frozen=True, slots=True)
class Course:
    """How a case went: from when to when, how far, and why it ended where it has."""

    engagement: str | None
    since: date
    until: date
    stage: str
    reason: str | None = None

    @property
    def days(self) -> int:
        """How long it lasted."""
        return (self.until - self.since).days


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral: its course and the person's figures; `age` in years on the day of referral."""

    course: Course
    source: str
    gender: str
    ethnicity: str | None
    age: int | None
    issues: tuple[str, ...]


def published_referrals(chance: Random, today: date) -> list[Referral]:
    """Give the 62 referrals of the published year, shifted so that the year ends today."""
    courses = _courses(chance, today)
    sources = shuffled(chance, FIGURES["source_of_referral"])
    genders = _genders(chance)
    ages = invent_ages(chance)
    issues = invent_issues(chance)
    ethnicities = _ethnicities(chance, [age is not None for age in ages])
    columns = zip(courses, sources, genders, ethnicities, ages, issues, strict=True)
    return [Referral(*column) for column in columns]


def small_caseload(chance: Random, today: date, size: int) -> list[Referral]:
    """Give an invented caseload outside the published figures."""
    referrals = []
    for place in range(size):
        since = today - timedelta(days=chance.randint(30, 350))
        met = place % 6
        engagement = "none" if met == 5 else "limited" if met == 4 else "continued"
        stage = "open" if engagement == "continued" else "engaging"
        until = today if stage == "open" else min(today, since + timedelta(days=chance.randint(1, 90)))
        issues = chance.sample(("social", "housing", "money", "physical_health", "alcohol", "employment"), 3)
        referrals.append(
            Referral(
                Course(engagement, since, until, stage),
                chance.choice(tuple(FIGURES["source_of_referral"])),
                chance.choice(("male", "female")),
                "white_scottish" if chance.random() < 0.85 else "white_british",
                chance.randint(21, 67),
                ("mental_health", *issues),
            )
        )
    return referrals


def _courses(chance: Random, today: date) -> list[Course]:
    """The 34 who went on, the 11 met once, the 16 never met, and the one not recorded: new, and waiting."""
    courses = [Course("continued", today - timedelta(days=days), today, "open") for days in CURRENT]
    ended = [(days, "no_longer_requires_input") for days in DISCHARGED]
    ended += zip(BEYOND_CONTROL, chance.sample(OUR_REASONS, 4), strict=True)
    ended += [(days, "disengaged") for days in DISENGAGED]
    for days, reason in ended:
        courses.append(_within_the_year(chance, today, "continued", days, "ended", reason))
    courses += [_within_the_year(chance, today, "limited", days, "engaging") for days in LIMITED]
    courses += [_within_the_year(chance, today, "none", days, "engaging") for days in NEVER_MET]
    courses.append(Course(None, today - timedelta(days=1), today, "waiting"))
    return courses


def _within_the_year(
    chance: Random, today: date, engagement: str, days: int, stage: str, reason: str | None = None
) -> Course:
    """A case somewhere in the year, begun and ended on days on which she is at work."""
    lasted = timedelta(days=days)
    while True:
        since = today - lasted - timedelta(days=chance.randint(3, FIGURES["days"] - days))
        if is_working(since) and is_working(since + lasted):
            return Course(engagement, since, since + lasted, stage, reason)


def _genders(chance: Random) -> list[str]:
    of_continued = FIGURES["gender_of_continued"]
    of_others = {word: count - of_continued[word] for word, count in FIGURES["gender"].items()}
    return shuffled(chance, of_continued) + shuffled(chance, of_others)


def _ethnicities(chance: Random, registered: list[bool]) -> list[str | None]:
    """Who has told us her age has told us this too. `other` is one word in print; two in the record."""
    known = shuffled(
        chance, {"white_scottish": 48, "white_british": 3, "white_irish": 2, "white_other": 1, "mixed": 1}
    )
    return [known.pop() if told else None for told in registered]
