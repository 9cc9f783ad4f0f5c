"""The rules of the watch: seen, changed, and agreed to by a second person."""

from typing import Any

from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs, logs_nothing
from server.audit.words import Purpose, Verb
from server.schemas.policy import PolicyAnswerSchema, PolicyChangeSchema
from server.services.acting import log_look
from server.services.policies import change_policy, confirm_policy, see_policy, try_policy

blueprint = Blueprint("policy", __name__, url_prefix="/api/v1/policy", description="The rules of the watch")


@blueprint.at("", "GET")
@requires("policy.see")
@blueprint.answers(200, PolicyAnswerSchema)
@logs_nothing("rules, which say nothing of anybody")
def see() -> dict[str, Any]:
    """What is in force, what waits for a second person, and how it came to be."""
    return see_policy(actor())


@blueprint.at("", "PUT")
@requires("policy.change")
@blueprint.takes(PolicyChangeSchema)
@blueprint.answers(200, PolicyAnswerSchema)
@logs(Verb.ADMINISTERED, Purpose.WATCH)
def change(wanted: dict[str, Any]) -> dict[str, Any]:
    """Change some fields. What makes anyone less safe waits for a second person.

    With `only_try` nothing is stored, and the answer says what it would be.
    """
    if wanted["only_try"]:
        log_look()
        return try_policy(actor(), wanted["policy"])
    return change_policy(actor(), wanted["policy"], wanted["version"])


@blueprint.at("/<int:version>/confirm", "POST")
@requires("policy.confirm")
@blueprint.answers(200, PolicyAnswerSchema)
@logs(Verb.ADMINISTERED, Purpose.WATCH, "policy")
def confirm(version: int) -> dict[str, Any]:
    """Agree, as a second person, to a version that makes somebody less safe."""
    return confirm_policy(actor(), version)
