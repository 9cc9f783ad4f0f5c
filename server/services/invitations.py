"""One-time links: an invited person sets her first password with one, and whoever forgot hers a new one.

Which of the two a link is, its account says: there is a password, or none yet.
"""

import re
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
LIFETIME_OF_NEW_PASSWORD = timedelta(days=1)
"""Shorter: this account has work in it, and whoever asked for the link is waiting for it."""


def new_account(organisation: str, email: str, name: str, role: Role, team: str | None = None) -> Account:
    """An account that cannot sign in yet; a supervisor's has her team's clients. In the caller's `writing`.

    Raises Refusal not_valid.
    """
    people.lock_organisation(organisation)
    address = email.strip().lower()
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        raise Refusal("not_valid", f"“{email}” is not an e-mail address.")
    if not name.strip():
        raise Refusal("not_valid", "An account needs a name.")
    if known := people.by_email(address):
        forgotten = "Where only the password is forgotten, use: doorstep password."
        left = f"{known.name} has left, and keeps it. Take another address."
        hint = forgotten if known.active else left
        raise Refusal("not_valid", f"Somebody already has the address {address}. {hint}")
    account = Account(
        organisation=organisation,
        id=world().new_id(),
        email=address,
        name=name.strip(),
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

    Raises Refusal not_valid for an address that is taken or no address, and for another name, role or team
    than hers: those an account keeps.
    """
    with writing():
        known = people.by_email(email)
        waiting = known and known.organisation == organisation and known.active and known.password is None
        account = known if known and waiting else new_account(organisation, email, name, role, team)
        if known and waiting:
            _check_the_same(account, name, role, team)
        log_administration(account, "invitation")
        return _new_link(account, LIFETIME)


def _check_the_same(account: Account, name: str, role: Role, team: str | None) -> None:
    known = people.team(account.organisation, account.team) if account.team else None
    other_team = team is not None and (known is None or known.name.lower() != team.lower())
    if (account.name, account.role) != (name.strip(), role.value) or other_team:
        invited = f"{account.name}, {account.role}" + (f", {known.name}" if known else "")
        raise Refusal("not_valid", f"{account.email} is invited as {invited}, and stays so.")


def renew_password(email: str) -> str:
    """The path of a one-time link with which this person sets a new password; until then the old one works.

    Raises Refusal not_found, or not_valid for a closed account and for one without a first password.
    """
    with writing():
        account = people.by_email(email)
        if account is None:
            raise Refusal("not_found", f"Nobody has the address {email}.")
        if not account.active:
            raise Refusal("not_valid", f"The account of {account.name} is closed.")
        if account.password is None:
            invitation = f"For a fresh invitation use: doorstep invite {account.email}."
            raise Refusal("not_valid", f"{account.name} has never set a first password. {invitation}")
        log_administration(account, "password")
        return f"{_new_link(account, LIFETIME_OF_NEW_PASSWORD)}?password"  # so that the page knows it, too


def accept(token: str, password: str) -> tuple[Account, bool]:
    """The account whose password was set by its one-time link, and whether it is the first one.

    A new one ends every session of hers. Her phones' own tokens go on handing in what is unsent. Tokens of
    scripts stay too: only a command makes one, so whoever knew her password has none.
    Raises Refusal link_spent.
    """
    with reading():
        if _open_invitation(token) is None:
            raise Refusal("link_spent")
    hashed = hash_password(password)  # slow, so outside the transaction; the link is looked at again in it
    with writing():
        invitation = _open_invitation(token)
        account = people.account(invitation.organisation, invitation.account) if invitation else None
        # It may have been used, or become worthless, since it was read a moment ago.
        if account is None or not people.forget_invitations(account.organisation, account.id):
            raise Refusal("link_spent")
        first = account.password is None
        account.password = hashed
        account.fs_uniquifier = world().new_secret()  # every session cookie names the old one
        if first:
            log_change(Verb.SIGNED_IN, by=account.actor(), kind="invitation")
        else:
            log_change(by=account.actor(), kind="password", record=account.id)
    return account, first


def _new_link(account: Account, lifetime: timedelta) -> str:
    """The path of a new link, which makes every earlier one worthless; in the caller's `writing`."""
    now, secret = world().now(), world().new_secret()
    people.forget_invitations(account.organisation, account.id)
    invitation = Invitation(
        organisation=account.organisation,
        id=world().new_id(),
        account=account.id,
        sha256=fingerprint(secret),
        created=now,
        expires=now + lifetime,
    )
    session().add(invitation)
    return f"/invitations/{invitation.organisation}.{invitation.id}.{secret}"


def _open_invitation(token: str) -> Invitation | None:
    match token.split("."):
        case [organisation, row, secret] if token.isascii() and token.isprintable():
            found = people.invitation(organisation, row)
            valid = found and matches(secret, found.sha256) and found.expires > world().now()
            return found if valid else None
    return None
