"""The year as records: each caseload put down by its case manager, and read by the supervisor."""

from datetime import date, timedelta

from server.demo.caseload import PUBLISHED, Caseload, Maker, workload_for
from server.demo.chance import Chance
from server.demo.people import People
from server.demo.recording import Recorder
from server.demo.referrals import published_referrals, small_caseload
from server.demo.staff import STRANGER, SUPERVISOR, WORKER, WORKER2
from server.demo.storyline import Library
from server.demo.supervision import decide, disagree, read_notes
from server.demo.timeline import Entry, Timeline


def make_year(today: date, seed: int) -> list[Entry]:
    """Give everything that the demo's people wrote in the year up to `today`, in order of time.

    The same day and seed give the same entries, to the last byte.
    """
    chance = Chance(seed)
    maker = Maker(chance, People(chance), Library(chance), today)
    timeline = Timeline(chance)
    morag = SUPERVISOR.first_name
    hers = maker.make(WORKER, published_referrals(chance, today), PUBLISHED, morag)
    beside = maker.make(WORKER2, small_caseload(chance, today, 16), workload_for(16), morag)
    elsewhere = maker.make(STRANGER, small_caseload(chance, today, 4), workload_for(4), "my supervisor")
    recorders = [_record(timeline, caseload, today, maker.people) for caseload in (hers, beside, elsewhere)]
    for recorder in recorders[:2]:
        read_notes(timeline, recorder, today)
    disagree(timeline, recorders[:2], maker.people, today)
    decide(timeline, recorders[0], today)
    return timeline.in_order()


def _record(timeline: Timeline, caseload: Caseload, today: date, people: People) -> Recorder:
    recorder = Recorder(timeline, caseload, today - timedelta(days=1), people)
    recorder.record()
    return recorder
