"""The API under whatever its own document allows and forbids: Schemathesis over `/openapi.json`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from server.adapters.world import world
from server.safety.words import AlertKind
from server.services.alerts import open_case
from server.store.database import writing
from server.store.watches import WatchRow
from tests.server.phones import Service, open_service
from tests.support.data import Data

STREAM = "/api/v1/events"  # never ends; it has tests of its own


@pytest.fixture
def signed_in(sqlite_data: Data) -> Iterator[Service]:
    with open_service(sqlite_data) as service:
        yield service


# Who gets furthest there; everywhere else it is Ada.
WHO = {
    "/api/v1/board": "mo",
    "/api/v1/alerts": "mo",
    "/api/v1/visits": "mo",
    "/api/v1/duty": "sam",
    "/api/v1/drills": "sam",
    "/api/v1/reports": "sam",
    "/api/v1/policy": "ann",
    "/api/v1/audit": "ann",
}


def something_to_watch(service: Service) -> dict[str, str]:
    """An alert and a visit; their ids by the path under which they are spoken of."""
    ada, now = service.users["ada"], datetime.now(UTC)
    with service.app.app_context(), writing() as session:
        visit = WatchRow(
            organisation=service.organisation, visit=world().new_id(), account=ada, worker_name="Ada",
            state="armed", due=now + timedelta(hours=1), alert_at=now + timedelta(hours=1),
        )  # fmt: skip
        session.add(visit)
        alert = open_case(
            service.organisation, AlertKind.PANIC, now, subject=ada, for_time=now, worker=ada,
            worker_name="Ada", visit=visit.visit,
        )  # fmt: skip
        return {"/api/v1/alerts": alert.id, "/api/v1/visits": visit.visit}


def try_out(operation: Any, headers: dict[str, str], place: dict[str, str] | None) -> None:
    """Send what the document of an operation allows, and what it does not, to this place where it has one."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        case.path_parameters = place or case.path_parameters
        response = case.call(headers=headers)
        case.validate_response(response, checks=(not_a_server_error, response_schema_conformance))

    send()


@pytest.mark.slow
def test_no_request_breaks_the_server_and_every_answer_is_as_described(signed_in: Service) -> None:
    api = schemathesis.openapi.from_wsgi("/openapi.json", signed_in.app).exclude(path=STREAM)
    known = something_to_watch(signed_in)
    tried = 0
    for found in api.get_all_operations():
        operation = found.ok()
        noun = "/".join(operation.path.split("/")[:4])
        token = signed_in.tokens[WHO.get(noun, "ada")]
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}

        place = {"id": known[noun]} if noun in known else None
        try_out(operation, headers, place)
        tried += 1
    assert tried >= 8


def test_the_document_describes_what_other_clients_need(signed_in: Service) -> None:
    document = signed_in.app.test_client().get("/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    assert {"/api/v1/sync", "/api/v1/verify", "/api/v1/kinds", STREAM} <= document["paths"].keys()
