"""Bodies in and out: size, packing and JSON, before and after any schema."""

from typing import Any

from flask import Response, request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from server.adapters.compression import ENCODINGS, TooLarge, pack, unpack
from server.policy.refusal import Refusal
from server.schemas.strict import NotStrict, read_json

LIMIT = 2**20
"""The most bytes of a body, packed and unpacked alike."""

WORTH_PACKING = 512


def read_body(limit: int = LIMIT) -> bytes:
    """The request's body, unpacked. Raises Refusal: too_large, not_json (other packing), not_readable."""
    request.max_content_length = limit
    try:
        raw = request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise Refusal("too_large", f"More than {limit:,} bytes.") from error
    except ClientDisconnected as error:
        raise Refusal("not_readable", "The request broke off.") from error
    match request.headers.get("Content-Encoding", "identity").strip().lower():
        case "identity" | "":
            return raw
        case "gzip":
            try:
                return unpack(raw, limit)
            except TooLarge as error:
                raise Refusal("too_large", f"More than {limit:,} bytes when unpacked.") from error
            except ValueError as error:
                raise Refusal("not_readable", f"The gzip stream is damaged: {error}.") from error
        case _:
            raise Refusal("not_json")


def read_json_body(limit: int = LIMIT) -> Any:
    """The request's JSON value. Raises Refusal as `read_body`, and not_json for another content type."""
    if request.mimetype != "application/json":
        raise Refusal("not_json")
    try:
        return read_json(read_body(limit))
    except NotStrict as error:
        raise Refusal("not_readable", str(error)) from error


def packed(body: bytes, mimetype: str = "application/json") -> Response:
    """An answer with this body, packed as the client accepts when that is worth it."""
    answer = Response(body, mimetype=mimetype)
    answer.headers["Vary"] = "Accept-Encoding"
    encoding = request.accept_encodings.best_match(ENCODINGS) if len(body) > WORTH_PACKING else None
    if encoding:
        answer.set_data(pack(body, encoding))
        answer.headers["Content-Encoding"] = encoding
    return answer
