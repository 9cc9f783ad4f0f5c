"""Check what only the organisation knows of what a change says, by whichever way the change comes."""

from collections.abc import Callable

from server.services.batch import Batch, Stored
from server.services.grants import check_caseload
from server.services.reviews import check_review
from server.services.supervisions import check_supervision
from sync.change import Change, Errors
from sync.kinds import KINDS
from sync.reconcile import read_fields

Find = Callable[[str], Stored | None]


def check_said(batch: Batch, change: Change, stored: Stored | None, find: Find) -> Errors | None:
    """Check whom a change names and what it is about; `find` finds what its writer may name."""
    if change.kind == "caseload":
        return check_caseload(batch, change)
    if change.kind == "supervision":
        return check_supervision(batch, change, stored)
    if change.kind == "review" and stored is None:
        said, _ = read_fields(KINDS["review"], {"of_record": change.set.get("of_record")})
        return check_review(batch, change, find(said["of_record"]) if said.get("of_record") else None)
    return None
