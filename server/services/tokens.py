"""Bearer tokens, for scripts and for phones: shown once, kept as a hash."""

from datetime import timedelta

from server.adapters.secrets import fingerprint, matches
from server.adapters.world import world
from server.policy.refusal import Refusal
from server.services.acting import log_administration
from server.services.greet_device import Report, greet_device
from server.store import people
from server.store.accounts import Token
from server.store.database import writing
from server.store.ledger import Ledger
from server.store.looking import looking
from server.store.passes import Pass, find_pass, note_pass
from sync.change import Actor

LIFETIME = timedelta(days=365)
USE_NOTED_EVERY = timedelta(hours=1)
MOST_OF_A_DEVICE = 5


def make_token(email: str, lifetime: timedelta = LIFETIME) -> str:
    """A new token for the person with this address. Raises Refusal not_found.

    It names its organisation and its row, so that it is found by a primary key.
    """
    now, secret = world().now(), world().new_secret()
    with writing() as session:
        account = people.by_email(email)
        if account is None or not account.active:
            raise Refusal("not_found", f"Nobody active has the address {email}.")
        token = Token(
            organisation=account.organisation,
            id=world().new_id(),
            account=account.id,
            sha256=fingerprint(secret),
            created=now,
            expires=now + lifetime,
        )
        session.add(token)
        log_administration(account, "token")
    return _text(token, secret)


def make_device_token(actor: Actor, device: str) -> str:
    """A new token for one of the actor's own phones; once it is used, it takes the place of the earlier ones.

    Not before: the request may have come twice, and the phone holds what the first one gave. With it the
    phone hands in its person's work while somebody else is signed in on it; it reads nothing.
    Raises Refusal device_revoked.
    """
    now, secret = world().now(), world().new_secret()
    with writing() as session:
        greet_device(Ledger(session, actor.organisation), actor, Report(device, now))
        people.keep_device_tokens(actor.organisation, actor.user, device, MOST_OF_A_DEVICE - 1)
        token = Token(
            organisation=actor.organisation,
            id=world().new_id(),
            account=actor.user,
            device=device,
            sha256=fingerprint(secret),
            created=now,
            expires=now + LIFETIME,
        )
        session.add(token)
    return _text(token, secret)


def _text(token: Token, secret: str) -> str:
    return f"doorstep.{token.organisation}.{token.id}.{secret}"


def bearer(text: str) -> Pass | None:
    """The valid token that this is, and whose."""
    match text.split("."):
        case ["doorstep", organisation, row, secret] if text.isascii() and text.isprintable():
            with looking() as look:
                found = find_pass(look, organisation, row)
        case _:
            return None
    if found is None or not matches(secret, found.sha256):
        return None
    if found.revoked or found.expires <= world().now():
        return None
    # What was typed before an account was closed must still come in: into the supervisor's tray.
    return found if found.active or found.device else None


def note_use(found: Pass) -> None:
    """Remember that the token was used, to the hour: a poll must not write."""
    now = world().now()
    if found.last_used is None or found.last_used <= now - USE_NOTED_EVERY:
        with writing():
            if found.device and found.last_used is None:
                people.drop_device_tokens(found.actor.organisation, found.actor.user, found.device, found.id)
            note_pass(found, now)
