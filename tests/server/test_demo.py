"""The demo's year adds up to what was published, and nobody in it is real."""

import json
import re
from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta
from statistics import mean, quantiles

import pytest

from server.demo.figures import FIGURES
from server.demo.phrases import read_sections
from server.demo.supervision import name_workers
from server.demo.timeline import Entry
from server.demo.year import make_year
from sync.change import Change, Status
from sync.kinds import KINDS
from sync.reconcile import Record, reconcile

TODAY = date(2026, 11, 23)
DAYS = [TODAY, date(2027, 1, 2), date(2028, 2, 29), date(2027, 7, 26)]
AUTHORS, SOMEBODY = ("worker", "worker2"), "0197a0b0-0000-7000-8000-000000000001"
PHONES = re.compile(r"(0131 496 0\d{3}|07700 900\d{3})")


class Year:
    """The worker's records as they stand at the end."""

    def __init__(self, today: date, seed: int, author: str = "worker") -> None:
        self.today = today
        self.entries = name_workers(make_year(today, seed), dict.fromkeys(AUTHORS, SOMEBODY))
        records: dict[str, dict[str, object]] = {}
        for entry in self.entries:
            if entry.author == author:
                records.setdefault(entry.id, {"kind": entry.kind}).update(entry.data)
        self.clients = [one for one in records.values() if one["kind"] == "client"]
        self.contacts = [one for one in records.values() if one["kind"] == "contact"]
        self.notes = [one for one in records.values() if one["kind"] == "note"]
        self.meetings = [
            one for one in self.contacts if one["way"] == "meeting" and one["outcome"] != "planned"
        ]

    def days(self, stage: str) -> list[int]:
        lengths = []
        for client in self.clients:
            if client["stage"] == stage:
                end = date.fromisoformat(str(client.get("ended_on", self.today)))
                lengths.append((end - date.fromisoformat(str(client["referred_on"]))).days)
        return sorted(lengths)


@pytest.fixture(scope="module", params=[(day, seed) for seed, day in enumerate(DAYS)], ids=str)
def year(request: pytest.FixtureRequest) -> Year:
    return Year(*request.param)


def count(rows: list[dict[str, object]], field: str) -> Counter[object]:
    return Counter(row.get(field) for row in rows)


def test_there_are_as_many_referrals_as_were_published(year: Year) -> None:
    assert len(year.clients) == FIGURES["referrals"]
    assert count(year.clients, "referral_source") == FIGURES["source_of_referral"]
    assert count(year.clients, "engagement") == {**FIGURES["engagement"], None: 1}
    assert count(year.clients, "gender") == FIGURES["gender"]
    continued = [one for one in year.clients if one.get("engagement") == "continued"]
    assert count(continued, "gender") == FIGURES["gender_of_continued"]


def test_ethnicity_is_recorded_for_as_many_as_in_print(year: Year) -> None:
    found = count(year.clients, "ethnicity")
    figures = FIGURES["ethnicity"]
    assert found.pop("white_scottish") == figures["white_scottish"]
    assert found.pop("white_british") + found.pop("white_irish") == figures["white_british_or_irish"]
    assert found.pop(None) == figures["not_recorded"]
    assert found.total() == figures["other"]


def test_ages_are_those_published(year: Year) -> None:
    ages: dict[object, list[int]] = {}
    for client in year.clients:
        if born := client.get("date_of_birth"):
            on, born = date.fromisoformat(str(client["referred_on"])), date.fromisoformat(str(born))
            age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
            ages.setdefault(client["engagement"], []).append(age)
    everyone = [age for group in ages.values() for age in group]
    figures = FIGURES["age"]
    assert len(everyone) == figures["known"]
    assert (min(everyone), max(everyone)) == (figures["youngest"], figures["oldest"])
    assert round(mean(everyone), 1) == figures["mean"]
    assert {group: round(mean(found), 1) for group, found in ages.items()} == figures["mean_of"]


def test_everyone_has_two_to_nine_issues(year: Year) -> None:
    counts = [len(set(one["issues"])) for one in year.clients]
    figures = FIGURES["issues"]
    assert (min(counts), max(counts), mean(counts)) == (figures["fewest"], figures["most"], figures["mean"])
    for issue, percent in figures["percent"].items():
        assert round(100 * sum(issue in one["issues"] for one in year.clients) / 62, 1) == percent


def test_meetings_and_texts_add_up_to_the_last_one(year: Year) -> None:
    figures = FIGURES["meetings"]
    assert len(year.meetings) == figures["arranged"]
    assert count(year.meetings, "outcome") == {
        name: figures[name] for name in ("took_place", "cancelled", "did_not_attend")
    }
    held = [one for one in year.meetings if one["outcome"] == "took_place"]
    assert count(held, "place") == figures["place"]
    texts = count([one for one in year.contacts if one["way"] == "text"], "direction")
    assert texts == {"in": FIGURES["texts"]["received"], "out": FIGURES["texts"]["sent"]}


def test_cases_last_and_end_as_published(year: Year) -> None:
    reasons = count([one for one in year.clients if one["stage"] == "ended"], "ended_reason")
    figures = FIGURES["ended_reason"]
    assert reasons.pop("no_longer_requires_input") == figures["no_longer_requires_input"]
    assert reasons.pop("disengaged") == figures["disengaged"]
    assert reasons.total() == figures["beyond_control"]
    for stage, name in (("open", "current"), ("ended", "ended")):
        days, printed = year.days(stage), FIGURES[name]
        assert len(days) == printed["count"]
        assert (days[0], days[-1]) == (printed["shortest"], printed["longest"])
        low, middle, high = quantiles(days)
        assert (middle, [low, high]) == (printed["median"], printed["quartiles"])


def test_who_never_came_was_never_met(year: Year) -> None:
    held = Counter(
        entry.client
        for entry in year.entries
        if entry.author == "worker" and entry.data.get("outcome") == "took_place"
    )
    last: dict[str, object] = {}
    for entry in year.entries:
        if entry.kind == "client" and entry.author == "worker":
            last[entry.id] = entry.data.get("engagement", last.get(entry.id))
    for client, engagement in last.items():
        assert (
            held[client] == 0
            if engagement in (None, "none")
            else held[client] == 1
            if engagement == "limited"
            else held[client] > 1
        )


def test_she_is_never_in_two_meetings_at_once(year: Year) -> None:
    assert max(count(year.meetings, "at").values()) == 1


def test_today_has_something_planned_and_nothing_is_written_ahead(year: Year) -> None:
    planned = [one for one in year.contacts if one.get("outcome") == "planned"]
    days = {str(one["at"])[:10] for one in planned}
    assert year.today.isoformat() in days
    assert len(days) > 2
    assert max(entry.at for entry in year.entries) < year.today.isoformat()


def test_the_same_seed_gives_the_same_year_to_the_last_byte() -> None:
    def as_bytes(entries: list[Entry]) -> bytes:
        return json.dumps([asdict(entry) for entry in entries]).encode()

    assert as_bytes(make_year(TODAY, 7)) == as_bytes(make_year(TODAY, 7))
    assert as_bytes(make_year(TODAY, 7)) != as_bytes(make_year(TODAY, 8))


def test_every_record_passes_the_checks_of_its_kind(year: Year) -> None:
    versions: dict[str, int] = {}
    for entry in year.entries:
        if entry.was is not None and entry.base != versions[entry.id]:
            continue  # one of the conflicts, which only the service can judge
        record = None
        if entry.was is not None:
            record = Record(entry.kind, entry.id, entry.client, entry.base, entry.was)
        change = Change(entry.change, 1, entry.kind, entry.id, entry.base, entry.at, entry.client,
                        set=entry.data, was=entry.was or {})  # fmt: skip
        verdict = reconcile(record, change)
        assert verdict.status is Status.APPLIED, (entry, verdict)
        for name, value in entry.data.items():
            assert verdict.record.data[name] == value, "written otherwise than in its canonical form"
        versions[entry.id] = versions.get(entry.id, 0) + 1


def test_the_order_of_time_is_the_order_of_cause(year: Year) -> None:
    seen: set[str] = set()
    assert [entry.at for entry in year.entries] == sorted(entry.at for entry in year.entries)
    for entry in year.entries:
        needs = {entry.client, *(entry.data.get(name) for name in ("contact", "note", "addendum_to"))}
        assert needs - {None, entry.id} <= seen
        seen.add(entry.id)


def test_no_telephone_number_could_be_anybodys(year: Year) -> None:
    phones = [str(entry.data["phone"]) for entry in year.entries if entry.data.get("phone")]
    assert len(phones) > 62
    assert all(PHONES.fullmatch(phone) for phone in phones)
    texts = " ".join(str(entry.data.get(name, "")) for entry in year.entries for name in ("text", "summary"))
    assert not re.search(r"\d{5,}", texts)


def test_no_postcode_is_on_any_map(year: Year) -> None:
    codes = [str(one["postcode"]) for one in year.clients if "postcode" in one]
    assert all(re.fullmatch(r"EH1[5-7] \d[CIKMOV]{2}", code) for code in codes)


def test_notes_read_like_notes(year: Year) -> None:
    texts = [str(note["text"]) for note in year.notes]
    words = [len(text.split()) for text in texts]
    assert len(texts) > 300
    assert min(words) >= 40
    assert max(words) <= 180
    assert not [text for text in texts if re.search(r"[{}\[\]|@]|  ", text)], "a gap was left unfilled"
    assert len(set(texts)) == len(texts)
    sentences = Counter(
        sentence for text in texts for sentence in set(re.split(r'(?<=[.?!"])\s', text)) if len(sentence) > 25
    )
    assert sentences.most_common(1)[0][1] < 0.03 * len(texts)
    assert sum("addendum_to" in note for note in year.notes) >= 5
    assert sum("source" in note for note in year.notes) >= 15


def test_the_colleagues_have_smaller_caseloads_of_their_own() -> None:
    beside, elsewhere = Year(TODAY, 1, "worker2"), Year(TODAY, 1, "stranger")
    assert 62 > len(beside.clients) > len(elsewhere.clients) > 2
    assert len(beside.notes) > 40
    assert elsewhere.notes


def test_every_issue_has_its_stories() -> None:
    for issue in KINDS["client"].fields["issues"].codes:
        assert len(read_sections(f"stories/{issue}.txt")) >= 2, issue


def test_the_supervisor_has_read_all_but_the_last_days(year: Year) -> None:
    notes = {
        entry.id: entry.at for entry in year.entries if entry.kind == "note" and entry.author != "stranger"
    }
    read = {entry.data["of_record"] for entry in year.entries if entry.kind == "review"}
    unread = [at for id, at in notes.items() if id not in read]
    assert unread
    assert min(unread) > (year.today - timedelta(days=8)).isoformat()
