"""Inviting people: an account without a password, and one link with which its owner sets one."""

from datetime import timedelta

from server.adapters.secrets import fingerprint, matches
from server.adapters.sign_in import hash_password
from server.adapters.world import world
from server.audit.words import Verb
from server.policy.refusal import Refusal
from server.services.acting import log_administration, log_change
from server.services.organisations import team_of
from server.services.succession import succeed
from server.store import people
from server.store.accounts import Account, Invitation
from server.store.database import reading, session, writing
from sync.change import Role

LIFETIME = timedelta(days=7)


def new_account(organisation: str, email: str, name: str, role: Role, team: str | None = None) -> Account:
    """An account that cannot sign in yet; a supervisor's has her team's clients. In the caller's `writing`.

    Raises Refusal not_valid.
    """
    people.lock_organisation(organisation)
    address = email.strip().lower()
    if "@" not in address.strip("@"):
        raise Refusal("not_valid", f"“{email}” is not an e-mail address.")
    if people.by_email(address):
        raise Refusal("not_valid", f"Somebody already has the address {address}.")
    account = Account(
        organisation=organisation,
        id=world().new_id(),
        email=address,
        name=name,
        role=role.value,
        team=team_of(organisation, team).id if team else None,
        active=True,
        password=None,
        fs_uniquifier=world().new_secret(),
        fs_webauthn_user_handle=world().new_secret(),
        created=world().now(),
    )
    session().add(account)
    session().flush()
    succeed(account)
    return account


def invite(organisation: str, email: str, name: str, role: Role, team: str | None = None) -> str:
    """The path of a one-time link for a new person, or a fresh one for somebody who never used hers.

    Raises Refusal not_valid for an address that is taken or no address.
    """
    now, secret = world().now(), world().new_secret()
    with writing():
        known = people.by_email(email)
        waiting = known is not None and known.organisation == organisation and known.password is None
        account = known if known and waiting else new_account(organisation, email, name, role, team)
        people.forget_invitations(organisation, account.id)
        invitation = Invitation(
            organisation=organisation,
            id=world().new_id(),
            account=account.id,
            sha256=fingerprint(secret),
            created=now,
            expires=now + LIFETIME,
        )
        session().add(invitation)
        log_administration(account, "invitation")
    return f"/invitations/{organisation}.{invitation.id}.{secret}"


def accept(token: str, password: str) -> Account:
    """The account whose password was set by its one-time link. Raises Refusal link_spent."""
    with reading():
        if _open_invitation(token) is None:
            raise Refusal("link_spent")
    hashed = hash_password(password)  # slow, so outside the transaction; the link is looked at again in it
    with writing():
        invitation = _open_invitation(token)
        account = people.account(invitation.organisation, invitation.account) if invitation else None
        if account is None:
            raise Refusal("link_spent")
        account.password = hashed
        account.fs_uniquifier = world().new_secret()
        people.forget_invitations(account.organisation, account.id)
        log_change(Verb.SIGNED_IN, by=account.actor(), kind="invitation")
    return account


def _open_invitation(token: str) -> Invitation | None:
    match token.split("."):
        case [organisation, row, secret] if token.isascii() and token.isprintable():
            found = people.invitation(organisation, row)
            valid = found and matches(secret, found.sha256) and found.expires > world().now()
            return found if valid else None
    return None
