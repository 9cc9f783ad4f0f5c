"""Commands about the audit log: sealing it, keeping it elsewhere, and seeing that it is whole."""

import sys
from pathlib import Path

import click

from server.adapters.world import world
from server.audit.chain import Checkpoint, Fault
from server.cli.house import in_app
from server.policy.refusal import Refusal
from server.services.export_audit import export_audit, verify_export
from server.services.organisations import find_organisation
from server.services.seal_audit import make_checkpoint, seal_audit
from server.services.verify_audit import verify_audit

OF = click.option("--organisation", help="Name or id; needed only where there are several.")


@click.group()
def audit() -> None:
    """Who has seen what: seal, checkpoint, export and verify the log."""


@audit.command("seal")
@in_app
def audit_seal() -> None:
    """Seal what was written since the engine last did."""
    click.echo(f"{seal_audit(world().now())} entries sealed.")


@audit.command("checkpoint")
@OF
@in_app
def audit_checkpoint(organisation: str | None) -> None:
    """Print one line that says how the log stands. Keep it where nobody can change it."""
    click.echo(make_checkpoint(find_organisation(organisation).id).line())


@audit.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@OF
@in_app
def audit_export(file: Path, organisation: str | None) -> None:
    """Write the log to FILE, an entry in a line of JSON."""
    of = find_organisation(organisation).id
    with file.open("w", encoding="utf-8") as out:
        lines = sum(bool(out.write(f"{line}\n")) for line in export_audit(of))
    click.echo(f"{lines - 1} entries.")


@audit.command("verify")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--checkpoint", metavar="LINE", help="A line of `doorstep audit checkpoint`, kept elsewhere.")
@OF
@in_app
def audit_verify(file: Path | None, checkpoint: str | None, organisation: str | None) -> None:
    """See that no entry was altered, removed, moved or put in: of the database, or of the export FILE."""
    try:
        known = Checkpoint.read(checkpoint) if checkpoint else None
        if file:
            with file.open(encoding="utf-8") as lines:
                faults, told = verify_export(lines, known), file.name
        else:
            faults, sealed, waiting = verify_audit(find_organisation(organisation).id, known)
            told = f"{sealed} entries; {waiting} more are not sealed yet"
    except ValueError as problem:
        raise Refusal("not_valid", str(problem)) from problem
    _say(faults, told)


def _say(faults: list[Fault], told: str) -> None:
    for fault in faults:
        click.echo(fault.words)
    if faults:
        sys.exit(1)
    click.echo(f"The log is whole: {told}.")


COMMANDS = (audit,)
