"""What a person does about an alert."""

from datetime import timedelta

from server.safety.answers import Person, acknowledge, take_over
from server.safety.policy import Policy
from server.safety.raising import open_alert
from server.safety.words import AlertKind
from tests.safety.makers import after

MO, MEL = Person("mo", "Mo"), Person("mel", "Mel")


def test_whoever_has_an_alert_keeps_it_no_longer_by_taking_it_over_from_herself() -> None:
    opened = open_alert("1", AlertKind.OVERDUE, after(0), Policy(), for_time=after(0), worker="ada").alert
    owned = acknowledge(opened, MO, after(1), Policy()).alert
    again = take_over(owned, MO, after(9), Policy())
    assert (again.alert.owned_until, again.events) == (after(11), ())
    taken = take_over(owned, MEL, after(9), Policy()).alert
    assert (taken.owner, taken.owned_until) == ("mel", after(9) + timedelta(minutes=10))
