"""The demo: invented people, whose year adds up to the published figures of one real service."""

from server.demo.filling import fill

__all__ = ["fill"]
