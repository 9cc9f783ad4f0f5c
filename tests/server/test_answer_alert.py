"""What people do about an alert: one has it, the others see who, and it ends with a word for what it was."""

import threading
from typing import Any

import pytest

from server.safety.words import AlertKind, Outcome
from server.store import boards
from server.store.database import reading
from tests.server.house import House
from tests.server.moments import Worker, stopped_before_commit
from tests.server.walks import Walker, new_id
from tests.server.watching import (
    add_watch,
    climb,
    hire_mel,
    hire_zoe,
    put_on_duty,
    raise_case,
    say,
    state_of,
    stored,
)

VERBS = ("acknowledge", "progress", "take_over", "resolve", "reopen")


def test_the_first_to_acknowledge_has_it_and_the_second_is_told_who(house: House) -> None:
    hire_mel(house)
    mo, mel, alert = house.browser_of("mo"), house.browser_of("mel"), raise_case(house)
    had = say(mo, alert, "acknowledge", "I have it.")
    assert had.status_code == 200
    assert (had.json["state"], had.json["owner"]["name"]) == ("owned", "Mo")
    late = say(mel, alert, "acknowledge")
    assert (late.status_code, late.json["code"], late.json["detail"]) == (409, "taken", "Mo")
    assert state_of(house, alert) == ("owned", "Mo")


def test_a_second_acknowledgement_that_waits_for_the_first_is_told_who(house: House) -> None:
    hire_mel(house)
    mo, mel, alert = house.browser_of("mo"), house.browser_of("mel"), raise_case(house)
    with stopped_before_commit(house, lambda: say(mo, alert, "acknowledge")) as first:
        second = Worker(lambda: say(mel, alert, "acknowledge"))
        second.join(0.3)
        assert second.is_alive()
    assert first.result().status_code == 200
    late = second.result()
    assert (late.status_code, late.json["detail"]) == (409, "Mo")


def test_of_two_monitors_in_the_same_second_one_has_it(house: House) -> None:
    hire_mel(house)
    browsers = {name: house.browser_of(name) for name in ("mo", "mel")}
    for _ in range(5):
        alert, start = raise_case(house), threading.Barrier(2)

        def take(name: str, alert: str = alert, start: threading.Barrier = start) -> Any:
            start.wait(10)
            return say(browsers[name], alert, "acknowledge")

        workers = {name: Worker(lambda name=name: take(name)) for name in browsers}
        answers = {name: worker.result() for name, worker in workers.items()}
        winners = [name.title() for name, answer in answers.items() if answer.status_code == 200]
        told = [answer.json["detail"] for answer in answers.values() if answer.status_code == 409]
        assert len(winners) == 1
        assert told == winners
        assert state_of(house, alert) == ("owned", winners[0])
        owner = browsers[winners[0].lower()]
        assert say(owner, alert, "resolve", outcome="safe_spoke").status_code == 200


def test_to_acknowledge_twice_changes_nothing(house: House) -> None:
    mo, alert = house.browser_of("mo"), raise_case(house)
    first = say(mo, alert, "acknowledge").json
    assert say(mo, alert, "acknowledge").json["events"] == first["events"]


def test_ownership_lapses_and_the_ladder_goes_on(house: House) -> None:
    put_on_duty(house, house.accounts["sam"], "manager")
    mo, sam, alert = house.browser_of("mo"), house.browser_of("sam"), raise_case(house)
    say(mo, alert, "acknowledge")
    house.clock.pass_by(minutes=9)
    climb(house, alert)
    assert state_of(house, alert) == ("owned", "Mo")
    house.clock.pass_by(minutes=1)
    assert sam.get("/api/v1/board").status_code == 200
    climb(house, alert)
    state, owner = state_of(house, alert)
    assert (state in ("open", "broadcast"), owner) == (True, None)
    with house.app.app_context(), reading():
        types = [line.type for line in boards.timelines(house.organisation, [alert])]
    assert types[-2:] == ["lapsed", "step"]


def test_who_records_progress_keeps_it(house: House) -> None:
    mo, alert = house.browser_of("mo"), raise_case(house)
    say(mo, alert, "acknowledge")
    house.clock.pass_by(minutes=9)
    assert say(mo, alert, "progress", "Ringing her a second time.").status_code == 200
    house.clock.pass_by(minutes=9)
    climb(house, alert)
    assert state_of(house, alert) == ("owned", "Mo")


def test_a_call_for_help_is_one_line_and_another_one_is_told_apart(house: House) -> None:
    alert = raise_case(house, AlertKind.PANIC)
    house.clock.pass_by(seconds=5)
    assert raise_case(house, AlertKind.PANIC) == alert
    lines = say(house.browser_of("mo"), alert, "acknowledge").json["events"]
    calls = [line["text"] for line in lines if "called for help" in line["text"]]
    assert calls == ["Ada called for help at 10:00.", "Ada called for help again at 10:00."]


def test_what_is_said_again_under_its_id_stands_in_the_timeline_once(house: House) -> None:
    mo, alert = house.browser_of("mo"), raise_case(house)
    say(mo, alert, "acknowledge")

    def rang(id: str, note: str = "Rang her, no answer.") -> list[str]:
        answer: Any = mo.post(f"/api/v1/alerts/{alert}/progress", json={"note": note, "id": id})
        assert answer.status_code == 200, answer.text
        return [line["text"] for line in answer.json["events"] if line["type"] == "progress"]

    first, second = new_id(), new_id()
    assert rang(first) == ["Rang her, no answer."]
    house.clock.pass_by(seconds=30)
    assert rang(first) == ["Rang her, no answer."]
    assert rang(second) == ["Rang her, no answer."] * 2
    answer = mo.post(f"/api/v1/alerts/{alert}/progress", json={"note": "x", "id": "no id"})
    assert answer.status_code == 422


def test_a_colleague_takes_over_by_name(house: House) -> None:
    hire_mel(house)
    mo, mel, alert = house.browser_of("mo"), house.browser_of("mel"), raise_case(house)
    say(mo, alert, "acknowledge")
    taken = say(mel, alert, "take_over", "Mo has gone home.").json
    assert taken["owner"]["name"] == "Mel"
    last = taken["events"][-1]
    assert (last["type"], last["name"], last["text"]) == ("taken_over", "Mel", "Mo has gone home.")
    assert last["detail"] == {"from": "Mo"}


def test_a_worker_cannot_answer_her_own(house: House) -> None:
    ada, sam = house.browser_of("ada"), house.browser_of("sam")
    alert, sams = raise_case(house), raise_case(house, about="sam")
    for verb in VERBS:
        outcome = "safe_spoke" if verb == "resolve" else None
        assert say(ada, alert, verb, "I am fine.", outcome).status_code == 403
        own = say(sam, sams, verb, "I am fine.", outcome)
        assert (own.status_code, own.json["code"]) == (403, "not_allowed")
    assert state_of(house, sams)[1] is None


def test_a_stranger_organisation_can_do_nothing(house: House) -> None:
    hire_zoe(house)
    zoe, alert = house.browser_of("zoe"), raise_case(house)
    for verb in VERBS:
        assert say(zoe, alert, verb, "x", "safe_spoke" if verb == "resolve" else None).status_code == 404
    assert state_of(house, alert)[1] is None


def test_an_alert_ends_with_a_word_for_what_it_was(house: House) -> None:
    mo, alert = house.browser_of("mo"), raise_case(house)
    missing = say(mo, alert, "resolve", "Fine.")
    assert (missing.status_code, list(missing.json["errors"])) == (422, ["outcome"])
    ended = say(mo, alert, "resolve", "She rang.\nAll is well.", "forgot_to_finish").json
    assert (ended["state"], ended["outcome"], ended["resolved_by"]) == ("resolved", "forgot_to_finish", "Mo")
    assert ended["events"][-1]["text"] == "She rang.\nAll is well."
    assert ended["next_action_at"] is None


def test_an_end_that_is_said_twice_is_one_end_and_another_end_is_none(house: House) -> None:
    hire_mel(house)
    mo, alert = house.browser_of("mo"), raise_case(house)
    first = say(mo, alert, "resolve", outcome="overran").json
    assert say(mo, alert, "resolve", outcome="overran").json["events"] == first["events"]
    other = say(house.browser_of("mel"), alert, "resolve", outcome="safe_spoke")
    closed = (409, "closed", "It has been closed by Mo.")
    assert (other.status_code, other.json["code"], other.json["detail"]) == closed


def test_whoever_does_not_have_it_does_not_end_it(house: House) -> None:
    hire_mel(house)
    alert = raise_case(house)
    say(house.browser_of("mo"), alert, "acknowledge")
    late = say(house.browser_of("mel"), alert, "resolve", outcome="safe_spoke")
    assert (late.status_code, late.json["code"], late.json["detail"]) == (409, "taken", "Mo")


@pytest.mark.parametrize("outcome", [one for one in Outcome if "drill" not in one and one != "near_miss"])
def test_every_outcome_can_be_named(small_house: House, outcome: Outcome) -> None:
    alert = raise_case(small_house)
    ended = say(small_house.browser_of("mo"), alert, "resolve", outcome=outcome.value)
    assert ended.json["outcome"] == outcome


def test_a_real_alert_does_not_end_as_a_drill_and_a_drill_as_nothing_else(house: House) -> None:
    mo, alert = house.browser_of("mo"), raise_case(house)
    assert say(mo, alert, "resolve", outcome="drill").json["code"] == "closed"
    assert say(mo, alert, "resolve", outcome="drill_missed").status_code == 422
    drill = raise_case(house, AlertKind.DRILL, "mo")
    assert say(mo, drill, "resolve", outcome="safe_spoke").json["code"] == "closed"
    assert say(mo, drill, "resolve", outcome="drill").json["outcome"] == "drill"


def test_a_call_for_help_is_ended_by_nobody_who_has_not_seen_it(house: House, ada: Walker) -> None:
    ada.set_pins("1234", "9999")
    hire_mel(house)
    visit, mo, mel = ada.start(minutes=30), house.browser_of("mo"), house.browser_of("mel")
    alert = raise_case(house)
    assert say(mo, alert, "acknowledge").status_code == 200
    house.clock.pass_by(minutes=1)
    ada.finish(visit, "9999")
    for kind in ("overdue", "drill", None):
        refused = say(mo, alert, "resolve", outcome="safe_spoke", kind=kind)
        assert (refused.status_code, refused.json["code"]) == (409, "graver")
        assert state_of(house, alert) == ("broadcast", None)
    assert say(mel, alert, "acknowledge").status_code == 200
    assert say(mel, alert, "resolve", outcome="safe_spoke", kind="duress").json["outcome"] == "safe_spoke"


def test_what_was_closed_can_be_opened_again_within_a_day(house: House) -> None:
    mo, alert = house.browser_of("mo"), raise_case(house)
    assert say(mo, alert, "reopen").json["code"] == "closed"
    say(mo, alert, "resolve", outcome="overran")
    house.clock.pass_by(hours=24)
    again = say(mo, alert, "reopen", "She is not home after all.").json
    assert (again["state"], again["outcome"], again["grade"]) == ("open", None, "red")
    climb(house, alert)
    assert state_of(house, alert)[0] in ("open", "broadcast")
    say(mo, alert, "resolve", outcome="overran")
    house.clock.pass_by(hours=24, seconds=1)
    late = say(mo, alert, "reopen")
    assert (late.status_code, late.json["code"]) == (409, "closed")


def test_what_was_closed_stays_so_beside_a_new_alert_about_the_same_person(house: House) -> None:
    mo, alert = house.browser_of("mo"), raise_case(house)
    say(mo, alert, "resolve", outcome="overran")
    raise_case(house, AlertKind.PANIC)
    late = say(mo, alert, "reopen")
    assert (late.status_code, late.json["code"]) == (409, "closed")


def test_nothing_more_can_be_said_about_what_is_closed(house: House) -> None:
    mo, alert = house.browser_of("mo"), raise_case(house)
    say(mo, alert, "resolve", outcome="overran")
    for verb in ("acknowledge", "progress", "take_over"):
        assert say(mo, alert, verb, "One more thing.").json["code"] == "closed"


def test_who_may_answer(small_house: House) -> None:
    alert = raise_case(small_house)
    for name, status in (("ada", 403), ("eve", 403), ("ann", 403), ("sam", 200)):
        assert say(small_house.browser_of(name), alert, "acknowledge").status_code == status


BODIES: list[Any] = [
    {"note": 5}, {"note": "\ud800"}, {"note": "a\0b"}, {"note": "x" * 2001}, {"outcome": "gone"},
    {"outcome": []}, {"colour": 1}, [], "x", {"note": None},
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=repr)
def test_what_cannot_be_meant_is_refused(small_house: House, body: Any) -> None:
    alert = raise_case(small_house)
    answer = small_house.browser_of("mo").post(f"/api/v1/alerts/{alert}/acknowledge", json=body)
    assert answer.status_code == 422
    assert state_of(small_house, alert)[1] is None


@pytest.mark.parametrize(
    ("verb", "said"),
    [("progress", {}), ("acknowledge", {"outcome": "overran"}), ("resolve", {"outcome": "near_miss"})],
)
def test_what_is_missing_or_does_not_belong_is_told(
    small_house: House, verb: str, said: dict[str, Any]
) -> None:
    alert = raise_case(small_house)
    answer: Any = small_house.browser_of("mo").post(f"/api/v1/alerts/{alert}/{verb}", json=said)
    assert answer.status_code == 422
    with stored(small_house, alert) as row:
        assert row.resolved is None


def test_an_alert_that_is_not_there_is_not_found(small_house: House) -> None:
    mo = small_house.browser_of("mo")
    assert say(mo, "nothing", "acknowledge").status_code == 404


def test_the_end_of_an_alert_ends_its_visit(house: House) -> None:
    now = house.clock.now()
    visit = add_watch(house, "visit-1", due=now, alert_at=now, state="overdue")
    alert = raise_case(house, visit=visit)
    say(house.browser_of("mo"), alert, "resolve", outcome="safe_spoke")
    with house.app.app_context(), reading():
        watch = boards.watch(house.organisation, visit)
    assert watch
    assert watch.next_action_at == now
