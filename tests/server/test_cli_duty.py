"""`doorstep duty`: the first person on duty, in a house where nobody could put her there yet."""

from click.testing import CliRunner, Result

from server.cli import doorstep
from tests.server.house import open_house
from tests.support.data import Data


def type_in(data: Data, *words: str) -> Result:
    return CliRunner().invoke(doorstep, ("duty", *words), env=data.environment())


def test_somebody_is_put_on_duty_and_stands_in_the_list(data: Data) -> None:
    with open_house(data):
        pass
    assert type_in(data).output == "Northside\n"
    done = type_in(data, "mo@northside.example", "--hours", "12")
    assert done.output.startswith("Mo is on duty as monitor until "), done.output
    type_in(data, "sam@northside.example", "--post", "manager")
    listed = type_in(data).output.splitlines()
    assert [line.split()[:2] for line in listed[1:]] == [["monitor", "Mo"], ["manager", "Sam"]]


def test_who_may_not_answer_is_not_put_on_duty(data: Data) -> None:
    with open_house(data):
        pass
    for name in ("ada", "nobody"):
        refused = type_in(data, f"{name}@northside.example")
        assert refused.exit_code
    assert type_in(data).output == "Northside\n"


def test_who_has_the_post_already_is_told_why_it_is_refused(data: Data) -> None:
    with open_house(data):
        pass
    type_in(data, "mo@northside.example")
    assert "Mo has this post at that time already." in str(type_in(data, "mo@northside.example").exception)
