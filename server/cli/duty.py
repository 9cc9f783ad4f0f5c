"""The command about who is on duty, for a house in which nobody is yet."""

from datetime import timedelta

import click

from server.adapters.world import world
from server.cli.house import in_app
from server.services.duty import list_duty, take_duty
from server.services.people import find_account
from server.store.duty import Post

A_YEAR = 366 * 24


@click.command()
@click.argument("email", required=False)
@click.option("--post", type=click.Choice([post.value for post in Post]), default=Post.MONITOR.value)
@click.option("--hours", default=8, show_default=True, type=click.IntRange(1, A_YEAR))
@in_app
def duty(email: str | None, post: str, hours: int) -> None:
    """List who is on duty and who will be. With EMAIL, put that person on duty from now on."""
    if email:
        turn = take_duty(
            find_account(email).actor(), None, post, None, world().now() + timedelta(hours=hours)
        )
        click.echo(f"{turn['name']} is on duty as {post} until {turn['ends']}.")
        return
    for organisation, turns in list_duty():
        click.echo(organisation.name)
        for turn in turns:
            click.echo(f"  {turn['post']:8} {turn['name']:20} {turn['begins']} to {turn['ends']}")


COMMANDS = (duty,)
