"""What the phone of a change has sent before, and was not taken."""

from server.services.batch import Batch
from server.store.audit import were_held
from sync.change import Status


def refused_to_create(batch: Batch, client: str) -> bool:
    """Tell whether this phone tried to make a client, was refused, and its person never had them.

    Whether somebody else has them tells nobody who may not see them.
    """
    writer, house = batch.author.user, batch.actor.organisation
    if (writer, client) in batch.access or were_held(house, writer, [client]):
        return False
    tried = (client, Status.REFUSED.value, 0)
    here = any((row["record"], row["status"], row["base"]) == tried for row in batch.history)
    return here or batch.ledger.is_refused(writer, batch.own_names(), client)


def is_lent(batch: Batch, number: int) -> bool:
    """Tell whether this device's number is that of a change which could not be read.

    It may not have been said: then the change that comes under it is no second one.
    """
    here = any((row["record"], row["seq"]) == ("", number) for row in batch.history)
    return here or batch.ledger.is_unreadable((batch.author.user, batch.author.device), number)
