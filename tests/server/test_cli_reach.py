"""`doorstep reach` and `doorstep tell`: setting up how people are told, and trying it."""

import pytest
from click.testing import CliRunner, Result

from server.cli import doorstep
from tests.server.house import open_house
from tests.server.post import browser_of
from tests.support.data import Data
from tests.support.mail_server import MailServer, mail_server
from tests.support.push_service import PushService, push_service

MO = "mo@northside.example"


class Office:
    """A house whose administrator types commands."""

    def __init__(self, data: Data, push: PushService, mail: MailServer) -> None:
        self.data = data
        self.push = push
        self.mail = mail
        self.settings = {"DOORSTEP_PUSH_HOSTS": "127.0.0.1", "DOORSTEP_MAIL": mail.setting()}

    def type_in(self, *words: str) -> Result:
        return CliRunner().invoke(doorstep, words, env=self.data.environment(**self.settings))


@pytest.fixture
def office(sqlite_data: Data):
    with push_service() as push, mail_server() as mail:
        office = Office(sqlite_data, push, mail)
        with open_house(sqlite_data, **office.settings) as house:
            browser_of(house, "mo", push)
        yield office


def test_every_channel_is_tried_and_what_came_of_it_is_said(office: Office) -> None:
    done = office.type_in("tell", MO)
    assert done.exit_code == 0, done.output
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["email", "push"]
    assert all(" sent" in line for line in done.stdout.splitlines())
    assert len(office.mail.to(MO)) == len(office.push.to("mo")) == 1


def test_a_channel_that_does_not_work_is_said_to_fail(office: Office) -> None:
    office.push.behaviour["mo"] = 410
    done = office.type_in("tell", MO)
    assert done.exit_code == 1
    assert "dead The push service answered 410." in done.stdout


def test_a_person_is_told_at_the_address_that_was_set(office: Office) -> None:
    assert office.type_in("reach", MO, "email", "on-call@northside.example").exit_code == 0
    office.type_in("tell", MO)
    assert len(office.mail.to("on-call@northside.example")) == 1
    assert not office.mail.to(MO)


def test_a_number_may_be_typed_as_people_write_it_and_set_anew(office: Office) -> None:
    office.settings["DOORSTEP_TEXT"] = office.settings["DOORSTEP_MAIL"]
    for number in ("+44 7700 900001", "+44 7700 900002"):
        assert office.type_in("reach", MO, "text", number).exit_code == 0
    told = office.type_in("tell", MO).stdout
    assert "+447700900002" in told
    assert "900001" not in told


@pytest.mark.parametrize(("channel", "address"), [("text", "mo@x.example"), ("voice", "12"), ("email", "mo")])
def test_what_is_no_address_is_refused(office: Office, channel: str, address: str) -> None:
    done = office.type_in("reach", MO, channel, address)
    assert done.exit_code == 1
    assert "is not an address" in str(done.exception)


def test_somebody_unknown_is_said_to_be_unknown(office: Office) -> None:
    assert "Nobody has the address" in str(office.type_in("tell", "nobody@x.example").exception)


def test_where_nothing_reaches_somebody_that_is_no_success(office: Office) -> None:
    del office.settings["DOORSTEP_MAIL"]
    done = office.type_in("tell", "ada@northside.example")
    assert done.exit_code == 1
    assert "Nothing was sent" in done.output


def test_an_address_over_a_channel_that_is_not_set_up_is_not_said_to_work(office: Office) -> None:
    said = office.type_in("reach", MO, "text", "+44 7700 900001")
    assert "DOORSTEP_TEXT is not set here" in said.stderr
    done = office.type_in("tell", MO)
    assert done.exit_code == 1
    assert "refused This channel is not set up." in done.stdout
