"""Organisations and their teams."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from server.adapters.world import world
from server.audit.words import Verb
from server.policy.refusal import Refusal
from server.services.acting import log_change
from server.store import people
from server.store.accounts import Organisation, Team
from server.store.database import reading, session, writing

SET_SINCE = "Another administrator has set this since. Look at it, and save again."

DeskRules = Mapping[str, int | None]
"""`read_days`, `answer_days`: until a note is read and a return answered; `caseload_limit`, None for none."""


def create_organisation(name: str, time_zone: str = "Europe/London", *, demo: bool = False) -> Organisation:
    """A new organisation without people. Raises Refusal not_valid."""
    named = name.strip()
    if not named:
        raise Refusal("not_valid", "An organisation needs a name.")
    try:
        ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError) as problem:
        detail = f"There is no time zone “{time_zone}”. One is “Europe/London”."
        raise Refusal("not_valid", detail) from problem
    made = Organisation(
        id=world().new_id(),
        name=named,
        demo=demo,
        time_zone=time_zone,
        seq=0,
        epoch=world().new_id(),
        created=world().now(),
    )
    with writing() as session:
        if any(one.name == named for one in people.organisations()):
            raise Refusal("not_valid", f"There is an organisation {named} already.")
        session.add(made)
        session.flush()
        log_change(Verb.ADMINISTERED, organisation=made.id, kind="organisation", record=made.id)
    return made


def change_desk_rules(name: str | None, rules: DeskRules, was: DeskRules | None = None) -> Organisation:
    """Set when what waits is late, and how many clients are enough; what is not named stays.

    `was` is what whoever sets them has seen: what is the same there is not set either. Raises Refusal
    not_found, and not_valid for each rule that somebody else has set since.
    """
    found = find_organisation(name)
    with writing() as session:
        people.lock_organisation(found.id)
        kept = session.merge(found)
        session.refresh(kept)
        seen = was or {}
        new = {rule: value for rule, value in rules.items() if rule not in seen or value != seen[rule]}
        unseen = [rule for rule in new if rule in seen and getattr(kept, rule) not in (seen[rule], new[rule])]
        if unseen:
            raise Refusal("not_valid", errors={rule: [SET_SINCE] for rule in unseen})
        for rule, value in new.items():
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
