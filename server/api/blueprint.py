"""Blueprints that validate and document with one schema: flask-smorest, with our reading of JSON."""

import threading
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import flask_smorest  # type: ignore[import-untyped]  # it publishes no types
from flask import Flask, Request
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser

from server.api.bodies import LIMIT, read_json_body
from server.policy.refusal import Refusal

View = TypeVar("View", bound=Callable[..., Any])


class StrictParser(FlaskParser):
    """Reads a body as SYNC.md has it, and says what is wrong with it as a problem."""

    def load_json(self, _request: Request, schema: Schema) -> Any:
        return read_json_body(getattr(schema, "largest_body", LIMIT))

    def handle_error(self, error: ValidationError, *_args: Any, **_options: Any) -> NoReturn:
        found = error.messages if isinstance(error.messages, dict) else {"body": error.messages}
        raise Refusal("not_valid", errors=_flat(found.get("json", found.get("query", found))))


def _flat(messages: Any) -> dict[str, list[str]]:
    """Marshmallow's messages by field, without the name of the place that it nests them under."""
    return {str(field).strip("_"): list(map(str, words)) for field, words in messages.items()}


class Document:
    """The OpenAPI document, written when somebody first asks: that takes as long as the rest of a start."""

    def __init__(self, app: Flask) -> None:
        self.api = flask_smorest.Api(app)
        self._writing = threading.Lock()
        self._unwritten: list[Callable[[], None]] = []

    def put_off(self, chapter: Callable[[], None]) -> None:
        """Write this part of it later."""
        self._unwritten.append(chapter)

    def read(self) -> dict[str, Any]:
        """The whole document."""
        with self._writing:
            while self._unwritten:
                self._unwritten.pop(0)()
            found: dict[str, Any] = self.api.spec.to_dict()
            return found


def register(app: Flask, *blueprints: "Blueprint") -> None:
    """Put the blueprints into the app and into its OpenAPI document."""
    document = app.extensions["doorstep.document"] = Document(app)
    for blueprint in blueprints:
        document.api.register_blueprint(blueprint)


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # so its class is Any
    """A group of routes; `takes` and `answers` are its typed decorators."""

    ARGUMENTS_PARSER = StrictParser()

    def register_views_in_doc(self, api: Any, app: Flask, spec: Any, **about: Any) -> None:
        """Describe the routes when somebody asks for the document."""
        write = super().register_views_in_doc
        app.extensions["doorstep.document"].put_off(lambda: write(api, app, spec, **about))

    def takes(self, schema: type[Schema]) -> Callable[[View], View]:
        """Read the JSON body by this schema and hand it to the view."""
        # Made once: building it for each request costs more than loading a small body through it.
        decorator: Callable[[View], View] = self.arguments(schema())
        return decorator

    def asks(self, schema: type[Schema]) -> Callable[[View], View]:
        """Read what stands behind the question mark by this schema and hand it to the view."""
        decorator: Callable[[View], View] = self.arguments(schema(), location="query")
        return decorator

    def answers(self, status: int, schema: type[Schema] | None = None) -> Callable[[View], View]:
        """Answer with this status and, through the schema, with what the view returns."""
        decorator: Callable[[View], View] = self.response(status, schema)
        return decorator

    def streams(self, mimetype: str, description: str) -> Callable[[View], View]:
        """Document an answer that is no JSON."""
        content = {mimetype: {"schema": {"type": "string"}}}
        decorator: Callable[[View], View] = self.doc(
            responses={200: {"description": description, "content": content}}
        )
        return decorator

    def at(self, rule: str, method: str) -> Callable[[View], View]:
        """Answer this method at this address."""
        decorator: Callable[[View], View] = self.route(rule, methods=[method])
        return decorator
