"""Commands about the database and what is in it."""

import click

from server.cli.house import in_app
from server.services.organisations import (
    begin_new_epoch,
    change_desk_rules,
    create_organisation,
)
from server.store.migrate import bring_up_to_date, take_back


@click.command()
@click.option("--back-to", metavar="REVISION", help="Undo every step after this one; `base` removes all.")
@in_app
def migrate(back_to: str | None) -> None:
    """Bring the tables up to date."""
    if back_to:
        take_back(back_to)
    else:
        bring_up_to_date()
    click.echo("The tables are up to date." if not back_to else f"The tables are those of {back_to}.")


@click.command()
@click.argument("name")
@click.option("--time-zone", default="Europe/London", show_default=True)
@in_app
def organisation(name: str, time_zone: str) -> None:
    """Create the organisation NAME. Invite its people next."""
    made = create_organisation(name, time_zone)
    click.echo(f"{made.name}: {made.id}")


@click.command()
@click.argument("organisation", required=False)
@click.option("--read-days", type=click.IntRange(1, 365), default=7, show_default=True)
@click.option("--answer-days", type=click.IntRange(1, 365), default=5, show_default=True)
@in_app
def reviews(organisation: str | None, read_days: int, answer_days: int) -> None:
    """Set in how many days a note is to be read, and a return answered; what takes longer is late."""
    changed = change_desk_rules(organisation, {"read_days": read_days, "answer_days": answer_days})
    click.echo(f"{changed.name}: notes within {read_days} days, answers within {answer_days}.")


@click.command()
@click.argument("organisation", required=False)
@click.option("--limit", type=click.IntRange(1, 1000), help="Leave it out for no limit.")
@in_app
def caseload(organisation: str | None, limit: int | None) -> None:
    """Set with how many clients a case manager has enough; who has more is marked on the team's page."""
    changed = change_desk_rules(organisation, {"caseload_limit": limit})
    click.echo(f"{changed.name}: {'no limit' if limit is None else f'at most {limit} clients'}.")


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when there is any organisation.")
@in_app
def demo(if_empty: bool) -> None:
    """Fill a demo organisation. Its people are invented; their year adds up to published figures."""
    from server.demo import fill

    click.echo(fill(if_empty=if_empty))


@click.command()
@click.argument("organisation", required=False)
@in_app
def restored(organisation: str | None) -> None:
    """Say that the database was restored from a backup: every phone then compares what it holds."""
    found = begin_new_epoch(organisation)
    click.echo(f"{found.name}: each phone compares at its next sync, and sends again what is missing here.")


@click.command()
@in_app
def openapi() -> None:
    """Print the API's OpenAPI document as JSON."""
    from server.api.openapi import document

    click.echo(document())


COMMANDS = (migrate, organisation, reviews, caseload, demo, restored, openapi)
