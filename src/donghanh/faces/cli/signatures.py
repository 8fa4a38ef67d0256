"""`donghanh signatures`: documents to be signed, one with its evidence, and what stands behind a PDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from donghanh.engines.signatures.moves import DOCUMENT
from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import JSON, actor_named, console, explained, say, table

WHO = click.option("--as", "username", metavar="USERNAME", help="Who asks; without it the console.")
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
MOST_BYTES = 20 * 1024 * 1024


@click.group()
def signatures() -> None:
    """Documents signed on line, and the evidence of each signature."""


@signatures.command("list")
@click.option("--state", default="", type=click.Choice(["", *DOCUMENT.states]))
@click.option("--unit", default="", metavar="CODE")
@click.option("--page", default=1, show_default=True, type=click.IntRange(min=1))
@WHO
@JSON
@explained
def list_(state: str, unit: str, page: int, username: str | None, as_json: bool) -> None:
    """List documents, the newest first."""
    from donghanh.apps.signatures import queries

    found = queries.document_list(actor=_asked_by(username), state=state, unit_code=unit, page=page)
    rows = [
        [one.code, one.state, one.unit_code, one.subject, one.signer, f"{one.offered_at:%d/%m/%Y %H:%M}"]
        for one in found.rows
    ]
    heads = ["document", "state", "unit", "for", "signer", "offered (UTC)"]
    told = [f"{found.total} documents, page {found.page} of {found.pages}."]
    say(found, [*told, *table(heads, rows, left=frozenset(range(6)))], as_json)


@signatures.command()
@click.argument("code")
@WHO
@JSON
@explained
def show(code: str, username: str | None, as_json: bool) -> None:
    """Show document CODE with its evidence; exit status 1 when the evidence does not hold."""
    from donghanh.apps.signatures import queries

    found = queries.document_story(actor=_asked_by(username), code=code.upper())
    say(found, _lines(found), as_json)
    if found.broken_at:
        sys.exit(1)


@signatures.command()
@click.argument("file", type=FILE)
@JSON
@explained
def verify(file: Path, as_json: bool) -> None:
    """Say what stands behind the PDF in FILE: 0 signed by both, 1 anything else, 2 no PDF."""
    from donghanh.apps.signatures import queries
    from donghanh.faces import clock

    if file.stat().st_size > MOST_BYTES:
        raise BadInput(f"{file} is larger than 20 MB; no document is.")
    found = queries.told_of_file(content=file.read_bytes(), now=clock.now())
    if found.rule == "not-a-pdf":
        raise BadInput(f"{file} is no PDF. Next: give the file that was downloaded.")
    told = [f"{found.rule}  {found.code}  SHA-256 {found.sha256}"]
    if found.customer_signed_at:
        told.append(f"{found.signer} by one-time code, {found.customer_signed_at:%d/%m/%Y %H:%M} UTC")
    if found.signed_at:
        told.append(f"{found.company_signer} by certificate, {found.signed_at:%d/%m/%Y %H:%M} UTC")
    told += [found.is_not["en"]] if found.is_not else []
    say(found, told, as_json)
    if not found.holds:
        sys.exit(1)


def _asked_by(username: str | None) -> Any:
    return actor_named(username) if username else console()


def _lines(found: Any) -> list[str]:
    rows = [
        [str(one.number), one.event, f"{one.at:%d/%m/%Y %H:%M:%S}", one.by or "customer", one.digest[:16]]
        for one in found.evidence
    ]
    holds = f"broken at row {found.broken_at}" if found.broken_at else "holds"
    told = [f"{found.row.code} {found.row.state}: {found.row.subject}; evidence {holds}"]
    heads = ["row", "event", "at (UTC)", "by", "digest"]
    return [*told, *table(heads, rows, left=frozenset(range(5)))]
