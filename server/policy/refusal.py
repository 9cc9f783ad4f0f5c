"""A refusal: why a request as a whole cannot be done, as one of a closed set of words."""

from collections.abc import Mapping


class Refusal(Exception):
    """Raised by services and guards; `code` is a word of `server.api.problems`, `detail` is for a person."""

    def __init__(
        self, code: str, detail: str | None = None, errors: Mapping[str, list[str]] | None = None
    ) -> None:
        super().__init__(
            detail or " ".join(word for said in (errors or {}).values() for word in said) or code
        )
        self.code = code
        self.detail = detail
        self.errors = errors
