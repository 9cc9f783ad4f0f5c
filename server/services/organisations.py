"""Organisations and their teams."""

from typing import TypedDict

from server.adapters.world import world
from server.audit.words import Verb
from server.policy.refusal import Refusal
from server.services.acting import log_change
from server.store import people
from server.store.accounts import Organisation, Team
from server.store.database import reading, session, writing


class DeskRules(TypedDict, total=False):
    """In how many days a note is to be read and a return answered; None is no limit to a caseload."""

    read_days: int
    answer_days: int
    caseload_limit: int | None


def create_organisation(name: str, time_zone: str = "Europe/London", *, demo: bool = False) -> Organisation:
    """A new organisation without people."""
    made = Organisation(
        id=world().new_id(),
        name=name,
        demo=demo,
        time_zone=time_zone,
        seq=0,
        epoch=world().new_id(),
        created=world().now(),
    )
    with writing() as session:
        session.add(made)
        session.flush()
        log_change(Verb.ADMINISTERED, organisation=made.id, kind="organisation", record=made.id)
    return made


def change_desk_rules(name: str | None, rules: DeskRules) -> Organisation:
    """Set when what waits is late, and how many clients are enough; what is not named stays.

    Raises Refusal not_found.
    """
    found = find_organisation(name)
    with writing() as session:
        kept = session.merge(found)
        for rule, value in rules.items():
            setattr(kept, rule, value)
        log_change(Verb.ADMINISTERED, organisation=found.id, kind="organisation", record=found.id)
    return kept


def find_organisation(name: str | None) -> Organisation:
    """The organisation of that name or id, or the only one there is. Raises Refusal not_found."""
    with reading():
        found = people.organisations()
    fitting = [one for one in found if name is None or name in (one.id, one.name)]
    if len(fitting) == 1:
        return fitting[0]
    known = ", ".join(one.name for one in found) or "none; make one with `doorstep organisation NAME`"
    raise Refusal("not_found", f"Say which organisation. There is: {known}.")


def begin_new_epoch(name: str | None) -> Organisation:
    """Say that the database went back in time, so that every phone compares what it holds. Raises Refusal."""
    found = find_organisation(name)
    with writing() as session:
        session.merge(found).epoch = world().new_id()
        log_change(Verb.ADMINISTERED, organisation=found.id, kind="organisation", record=found.id)
    return found


def team_of(organisation: str, name: str) -> Team:
    """The team of that name, made when there is none yet. In the caller's `writing`."""
    team = people.team_named(organisation, name)
    if team is None:
        team = Team(organisation=organisation, id=world().new_id(), name=name)
        session().add(team)
        session().flush()
    return team
