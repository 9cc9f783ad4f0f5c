"""The API under whatever its own document allows and forbids: Schemathesis over `/openapi.json`."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from tests.server.phones import Service, open_service
from tests.support.data import Data

STREAM = "/api/v1/events"  # never ends; it has tests of its own


@pytest.fixture
def signed_in(sqlite_data: Data) -> Iterator[Service]:
    with open_service(sqlite_data) as service:
        yield service


@pytest.mark.slow
def test_no_request_breaks_the_server_and_every_answer_is_as_described(signed_in: Service) -> None:
    headers = {"Authorization": f"Bearer {signed_in.tokens['ada']}", "Accept-Encoding": "identity"}
    api = schemathesis.openapi.from_wsgi("/openapi.json", signed_in.app).exclude(path=STREAM)
    tried = 0
    for found in api.get_all_operations():
        operation = found.ok()

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def try_out(case: Any) -> None:
            response = case.call(headers=headers)
            case.validate_response(response, checks=(not_a_server_error, response_schema_conformance))

        try_out()
        tried += 1
    assert tried >= 8


def test_the_document_describes_what_other_clients_need(signed_in: Service) -> None:
    document = signed_in.app.test_client().get("/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    assert {"/api/v1/sync", "/api/v1/verify", "/api/v1/kinds", STREAM} <= document["paths"].keys()
