"""Supervisors come and go; what only they can decide is always with those who are there."""

from server.adapters.world import world
from server.services.grants import share_client
from server.services.house_batch import house_batch
from server.services.tray import share_tray
from server.store.accounts import Account
from sync.change import Role


def succeed(account: Account) -> None:
    """Share the clients and the tray anew after a supervisor came or left, in the caller's `writing`.

    The caller has locked the organisation before it touched the account: who needs both takes them so.
    """
    if account.role != Role.SUPERVISOR.value:
        return
    with house_batch(account.organisation, world().now()) as batch:
        for client in batch.ledger.find_clients_around(account.team):
            share_client(batch, client)
        share_tray(batch)
