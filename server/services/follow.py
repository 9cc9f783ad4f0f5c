"""What follows from a record that was written: who holds what, what is watched, and who is asked."""

from server.services.batch import Batch
from server.services.grants import share_client, welcome_client
from server.services.plans import follow_plan
from server.services.reviews import follow_review
from server.services.supervisions import share_supervision
from sync.change import Change
from sync.reconcile import Record


def follow_kind(batch: Batch, change: Change, record: Record, *, new: bool) -> None:
    """Do what a record of this kind brings with it, whether it was sent, accepted or chosen."""
    follow_plan(batch, record)
    follow_review(batch, change, record)
    if record.kind == "client" and new:
        welcome_client(batch, change, record.id)
    elif record.kind == "supervision" and new:
        share_supervision(batch, record)
    elif record.kind == "caseload" and record.client:
        share_client(batch, record.client)
