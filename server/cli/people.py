"""Commands about people, their tokens and their devices."""

from datetime import timedelta

import click

from server.cli.house import in_app, settings
from server.demo.staff import PASSWORD
from server.services import people as services
from server.services.handovers import begin_leaving
from server.services.invitations import invite as make_invitation
from server.services.invitations import renew_password
from server.services.organisations import find_organisation
from server.services.tokens import make_token
from server.store.columns import write_time
from sync.change import Role


@click.command()
@click.argument("email")
@click.option("--name", required=True, help="As colleagues know her.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--team", help="Made when there is none of that name.")
@click.option("--organisation", help="Name or id; needed only where there are several.")
@in_app
def invite(email: str, name: str, role: str, team: str | None, organisation: str | None) -> None:
    """Make an account for EMAIL and print a one-time link. With the link she sets her password."""
    where = find_organisation(organisation)
    click.echo(settings().url + make_invitation(where.id, email, name, Role(role), team))
    click.echo("It works once, within seven days. Hand it over yourself.", err=True)


@click.command()
@click.argument("email")
@in_app
def password(email: str) -> None:
    """Print a one-time link with which EMAIL, who has forgotten her password, sets a new one."""
    click.echo(settings().url + renew_password(email))
    click.echo("It works once, within one day, and signs her out everywhere.", err=True)
    click.echo("Hand it over yourself, when you are sure that it is she who asks.", err=True)


@click.command()
@click.option("--demo", is_flag=True, help="Only the demo's people, with their password.")
@in_app
def people(demo: bool) -> None:
    """List who has an account."""
    for organisation, found in services.list_people(demo=demo):
        click.echo(f"{organisation.name}" + (f" (password of all: {PASSWORD})" if demo else ""))
        for account, team in found:
            state = "" if account.active else "closed"
            team_name = team.name if team else ""
            row = f"  {account.email:28} {account.name:20} {account.role:14} {team_name:14} {state}"
            click.echo(row.rstrip())


@click.command()
@click.argument("email")
@click.option(
    "--now", is_flag=True, help="At once: what her phones still hold goes to the supervisor's tray."
)
@in_app
def close(email: str, now: bool) -> None:
    """Close the account of EMAIL, once her phones have handed in what they hold."""
    if now:
        account = services.close_account(email)
        click.echo(f"{account.name} can no longer sign in. What her phones still send waits in the tray.")
    else:
        account, clients = begin_leaving(email)
        click.echo(
            f"{account.name} is handing over {clients} clients. Her account closes when her phones are empty."
        )


@click.command()
@click.argument("email")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650))
@click.option("--revoke", is_flag=True, help="Make every token of hers worthless instead.")
@in_app
def token(email: str, days: int, revoke: bool) -> None:
    """Print a bearer token with which a script acts as EMAIL. It is shown only now."""
    if revoke:
        click.echo(f"{services.revoke_tokens(email)} revoked.")
    else:
        click.echo(make_token(email, timedelta(days=days)))


@click.command()
@click.argument("email", required=False)
@in_app
def devices(email: str | None) -> None:
    """List devices and what each last said it had unsent. With EMAIL, only hers."""
    for device, name in services.list_devices(email):
        state = (
            "revoked"
            if device.revoked
            else "unsent not known"
            if device.unsent is None
            else f"{device.unsent} unsent"
        )
        copied = "  seems to be a copy of another" if device.copied else ""
        seen = write_time(device.last_seen)
        click.echo(f"{device.id}  {name:20} {device.name:20} seen {seen}  {state}{copied}")


@click.command()
@click.argument("device")
@in_app
def revoke(device: str) -> None:
    """Shut DEVICE out. Its unsent work stays on it."""
    click.echo(f"Shut out for {services.revoke_everywhere(device)} people.")


COMMANDS = (invite, password, people, close, token, devices, revoke)
