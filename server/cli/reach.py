"""Commands about how people are told."""

import sys

import click

from server.adapters.channels import channels_set_up
from server.adapters.delivery import Result
from server.cli.house import in_app
from server.services.reach import ADDRESSED, set_address, try_channels


@click.command()
@click.argument("email")
@click.argument("channel", type=click.Choice(ADDRESSED))
@click.argument("address")
@in_app
def reach(email: str, channel: str, address: str) -> None:
    """Tell the person with the account EMAIL over this channel at ADDRESS, a number or a mailbox."""
    account = set_address(email, channel, address)
    click.echo(
        f"{account.name} is told by {channel} there from now on. Try it: doorstep tell {account.email}"
    )
    if channel not in channels_set_up():
        missing = {"email": "DOORSTEP_MAIL"}.get(channel, f"DOORSTEP_{channel.upper()}")
        click.echo(f"{missing} is not set here; where the engine has none either, nobody is.", err=True)


@click.command()
@click.argument("email")
@in_app
def tell(email: str) -> None:
    """Send the person with the account EMAIL a test over every channel, and say what came of each."""
    results = []
    for channel, where, delivery in try_channels(email):
        click.echo(f"  {channel:6} {where:40} {delivery.result} {delivery.why}".rstrip())
        results.append(delivery.result)
    if not results:
        sys.exit(
            "doorstep: Nothing was sent: no channel is set up but push, which no browser of hers has on."
        )
    click.echo("A push counts only once her phone has shown it: ask her.", err=True)
    sys.exit(0 if set(results) == {Result.SENT} else 1)


COMMANDS = (reach, tell)
