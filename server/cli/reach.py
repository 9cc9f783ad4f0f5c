"""Commands about how people are told."""

import sys

import click

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


@click.command()
@click.argument("email")
@in_app
def tell(email: str) -> None:
    """Send the person with the account EMAIL a test over every channel, and say what came of each."""
    failed = False
    for channel, where, delivery in try_channels(email):
        click.echo(f"  {channel:6} {where:40} {delivery.result} {delivery.why}".rstrip())
        failed |= delivery.result is not Result.SENT
    click.echo("A push counts only once her phone has shown it: ask her.", err=True)
    sys.exit(1 if failed else 0)


COMMANDS = (reach, tell)
