"""Finding people and what is theirs; each function runs inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from server.store.accounts import Account, Device, Invitation, Organisation, Team, Token
from server.store.database import hold, session
from sync.change import Actor


def epoch(organisation: str) -> str:
    """The name that its database has until it is restored from a backup."""
    return session().scalars(select(Organisation.epoch).where(Organisation.id == organisation)).one()


def organisation(id: str) -> Organisation | None:
    return session().get(Organisation, id)


def lock_organisation(id: str) -> None:
    """Let nobody else who asks for this decide anything about the organisation until the transaction ends.

    Whatever only names the organisation, as a call for help does, is written meanwhile.
    """
    session().execute(select(Organisation.id).where(Organisation.id == id).with_for_update(key_share=True))
    hold(id)


def organisation_of(account: Account) -> Organisation:
    """Where the person works."""
    return session().get_one(Organisation, account.organisation)


def organisations() -> Sequence[Organisation]:
    """All of them, by name."""
    return session().scalars(select(Organisation).order_by(Organisation.name, Organisation.id)).all()


def team(organisation: str, id: str) -> Team | None:
    return session().get(Team, (organisation, id))


def teams(organisation: str) -> Sequence[Team]:
    """All of an organisation's teams, by name."""
    mine = Team.organisation == organisation
    return session().scalars(select(Team).where(mine).order_by(Team.name, Team.id)).all()


def team_named(organisation: str, name: str) -> Team | None:
    """The team of that name, whatever its capitals."""
    named = func.lower(Team.name) == name.lower()
    return session().scalars(select(Team).where(Team.organisation == organisation, named)).first()


def account(organisation: str, id: str) -> Account | None:
    return session().get(Account, (organisation, id))


def account_of(actor: Actor) -> Account:
    """All that is known of somebody who acts."""
    return session().get_one(Account, (actor.organisation, actor.user))


def by_email(email: str) -> Account | None:
    """The account with this sign-in name; addresses are stored in small letters."""
    return session().scalars(select(Account).where(Account.email == email.strip().lower())).first()


def people(organisation: str) -> Sequence[Account]:
    """Everyone with an account, by name."""
    where = Account.organisation == organisation
    return session().scalars(select(Account).where(where).order_by(Account.name, Account.id)).all()


def keep_device_tokens(organisation: str, account: str, device: str, most: int) -> None:
    """Forget the tokens of a phone but for the newest."""
    mine = (Token.organisation == organisation, Token.account == account, Token.device == device)
    newest = session().scalars(select(Token.id).where(*mine).order_by(Token.id.desc()).limit(most)).all()
    session().execute(delete(Token).where(*mine, Token.id.not_in(newest)))


def drop_device_tokens(organisation: str, account: str, device: str, before: str) -> None:
    """Forget the tokens of a phone that were made before one of them."""
    mine = (Token.organisation == organisation, Token.account == account, Token.device == device)
    session().execute(delete(Token).where(*mine, Token.id < before))


def revoke_tokens(account: Account, now: datetime) -> int:
    """Make the account's valid tokens worthless, but for its phones' own; how many there were."""
    mine = (Token.organisation == account.organisation, Token.account == account.id, Token.device.is_(None))
    valid = session().scalars(select(Token).where(*mine, Token.revoked.is_(None), Token.expires > now)).all()
    for token in valid:
        token.revoked = now
    return len(valid)


def invitation(organisation: str, id: str) -> Invitation | None:
    return session().get(Invitation, (organisation, id))


def forget_invitations(organisation: str, account: str) -> int:
    """Make every link of this person worthless; how many there were."""
    where = (Invitation.organisation == organisation, Invitation.account == account)
    gone = session().scalars(delete(Invitation).where(*where).returning(Invitation.id))
    return len(gone.all())


def device(organisation: str, account: str, id: str) -> Device | None:
    return session().get(Device, (organisation, account, id))


def devices(
    organisation: str, *, account: str | None = None, team: str | None = None, id: str | None = None
) -> Sequence[tuple[Device, str]]:
    """Devices with their user's name, the last seen first; of one account, one team, or everyone."""
    wanted = (
        select(Device, Account.name)
        .join(Account, (Account.organisation == Device.organisation) & (Account.id == Device.account))
        .where(Device.organisation == organisation)
        .order_by(Device.last_seen.desc(), Device.id)
    )
    if account is not None:
        wanted = wanted.where(Device.account == account)
    if team is not None:
        wanted = wanted.where(Account.team == team)
    if id is not None:
        wanted = wanted.where(Device.id == id)
    return [(row[0], row[1]) for row in session().execute(wanted)]


def heads(organisations: Sequence[str]) -> dict[str, int]:
    """How far each organisation's counter has come."""
    wanted = select(Organisation.id, Organisation.seq).where(Organisation.id.in_(organisations))
    return {row[0]: row[1] for row in session().execute(wanted)}


def drop_expired(now: datetime) -> int:
    """Delete tokens and invitations that nobody can use any more; how many there were."""
    gone = 0
    for table in (Token, Invitation):
        expired = session().scalars(delete(table).where(table.expires <= now).returning(table.id))
        gone += len(expired.all())
    return gone
