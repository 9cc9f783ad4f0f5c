"""What an administrator looks after: who works here, and the rules of the desk."""

from typing import Any

from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs
from server.audit.words import Purpose, Verb
from server.schemas.organisation import DeskRulesSchema, NewDeskRulesSchema, PeopleSchema
from server.services.organisations import change_desk_rules
from server.services.people import see_people
from server.store.accounts import Organisation

blueprint = Blueprint("organisation", __name__, url_prefix="/api/v1", description="People and rules")


@blueprint.at("/people", "GET")
@requires("people.see")
@blueprint.answers(200, PeopleSchema)
@logs(Verb.VIEWED, Purpose.ADMINISTRATION)
def people() -> dict[str, Any]:
    """Everybody with an account here; for a supervisor, in her team."""
    return {"people": see_people(actor())}


@blueprint.at("/desk/rules", "PUT")
@requires("desk.rule")
@blueprint.takes(NewDeskRulesSchema)
@blueprint.answers(200, DeskRulesSchema)
@logs(Verb.ADMINISTERED, Purpose.ADMINISTRATION)
def desk_rules(given: dict[str, Any]) -> Organisation:
    """Set when what waits is late, and how many clients are enough for one case manager."""
    was = given.pop("was")
    return change_desk_rules(actor().organisation, given, was)
