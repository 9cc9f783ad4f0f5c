"""Rosters for one round of the engine: read once for each organisation, not once for each alert."""

from datetime import datetime

from server.services.roster import Roster, load_roster


class RostersOnce:
    """The rosters as they were when this round first asked for each."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._known: dict[str, Roster] = {}

    def of(self, organisation: str) -> Roster:
        """The organisation's roster. In the caller's transaction."""
        if organisation not in self._known:
            self._known[organisation] = load_roster(organisation, self._now)
        return self._known[organisation]
