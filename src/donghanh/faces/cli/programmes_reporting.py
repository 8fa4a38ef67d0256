"""`donghanh programmes report, reports`: papers into a folder, issued ones, and whether one holds."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from donghanh.adapters.whole_files import write_whole
from donghanh.faces.cli.full_disk import disk_full_sentence
from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import (
    AS_OF,
    CAMPAIGN,
    JSON,
    LANGUAGE,
    actor_named,
    campaign_code,
    console,
    day_of,
    explained,
    say,
    table,
)

if TYPE_CHECKING:
    from donghanh.adapters.programme_reports.words import Language


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the papers.")
@CAMPAIGN
@AS_OF
@LANGUAGE
@click.option("--issue", is_flag=True, help="Number it and keep it for ever; needs --as.")
@click.option("--as", "username", metavar="USERNAME", help="Staff member who issues.")
@JSON
@explained
def report(
    out: Path, campaign: str | None, as_of: datetime | None, language: str, issue: bool, username: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Write the report of a day into a folder: PDF, spreadsheet, and its facts as JSON."""
    if issue != bool(username):
        raise BadInput("--issue and --as USERNAME belong together: a report is issued in somebody's name.")
    folder = _folder(out)
    day = day_of(as_of)
    code = campaign_code(campaign, day=day)
    made = _issued(code, day, language, username) if username else _draft(code, day, language)
    name = f"bao-cao-{code}-{day.isoformat()}" + (f"-so-{made['number']}" if made["number"] else "-nhap")
    files = {kind: folder / f"{name}.{kind}" for kind in ("pdf", "xlsx", "json")}
    for kind, path in files.items():
        _write(path, made[kind])
    document = {
        "campaign": code, "as_of": day, "number": made["number"], "digest": made["digest"],
        "files": {kind: str(path) for kind, path in files.items()},
    }  # fmt: skip
    what = f"Report no {made['number']}" if made["number"] else "Draft"
    say(document, [f"{what} as of {day:%d/%m/%Y}, {made['digest']}", *map(str, files.values())], as_json)


@click.command()
@CAMPAIGN
@JSON
@explained
def reports(campaign: str | None, as_json: bool) -> None:
    """List the issued reports, newest first."""
    from donghanh.apps.programmes.queries import reports as issued

    code = campaign_code(campaign, day=day_of(None))
    found = issued.issued_reports(actor=console(), campaign_code=code)
    rows = [[str(one.number), one.as_of.isoformat(), one.language, one.by, one.digest] for one in found]
    told = table(["no", "as of", "language", "issued by", "SHA-256"], rows, left=frozenset({1, 2, 3, 4}))
    say({"campaign": code, "reports": found}, told if rows else ["No report was issued yet."], as_json)


@explained
def verify_issued(number: int, file: Path | None, campaign: str | None, as_json: bool) -> None:
    """Recompute the digests of an issued report, compare a copy, and end: 0 it holds, 1 it does not."""
    from donghanh.apps.programmes.queries import reports as issued

    found = issued.verify_report(
        actor=console(), campaign_code=campaign_code(campaign, day=day_of(None)), number=number,
        file=file.read_bytes() if file else None,
    )  # fmt: skip
    parts = {"facts": found.facts, "PDF": found.pdf, "spreadsheet": found.workbook}
    told = [f"{name}: {'holds' if holds else 'does NOT hold'}" for name, holds in parts.items()]
    if found.file is not None:
        told.append(
            f"{file}: {f'is the {found.file} of this report' if found.file else 'is NOT of this report'}"
        )
    say({"number": number, **_verdict(found)}, told, as_json)
    sys.exit(0 if found.holds else 1)


def _verdict(found: Any) -> dict[str, Any]:
    return {
        "holds": found.holds, "facts": found.facts, "pdf": found.pdf, "workbook": found.workbook,
        "file": found.file,
    }  # fmt: skip


def _draft(code: str, day: date, language: str) -> dict[str, Any]:
    from donghanh.apps.programmes.operations.reporting import draft_paper
    from donghanh.apps.programmes.queries import reports as queries

    facts = queries.report_facts(actor=console(), campaign_code=code, as_of=day)
    chosen = cast("Language", language)
    return {
        "number": None,
        "digest": queries.facts_digest(facts=facts),
        "pdf": draft_paper(facts=facts, paper="pdf", language=chosen),
        "xlsx": draft_paper(facts=facts, paper="workbook", language=chosen),
        "json": queries.facts_text(facts=facts).encode(),
    }


def _issued(code: str, day: date, language: str, username: str) -> dict[str, Any]:
    from donghanh.apps.programmes.operations import reporting
    from donghanh.apps.programmes.queries import reports as queries
    from donghanh.faces import clock

    actor, at = actor_named(username), clock.now()
    number = reporting.issue_report(
        actor=actor, campaign_code=code, as_of=day, at=at, language=cast("Language", language)
    )
    wanted = {"actor": actor, "campaign_code": code, "number": number}
    return {
        "number": number,
        "digest": queries.issued_report(**wanted).digest,
        "pdf": reporting.take_report(**wanted, paper="pdf", at=at),
        "xlsx": reporting.take_report(**wanted, paper="workbook", at=at),
        "json": queries.facts_text(facts=queries.issued_facts(**wanted)).encode(),
    }


def _folder(out: Path) -> Path:
    """The folder, made when it is not there, and shown to take a file before anything is issued."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".bao-cao.part"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as reason:
        told = f"--out {out}: no file can be written there ({reason.strerror})."
        raise BadInput(disk_full_sentence(reason) or told) from reason
    return out


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path=path, content=content, may_replace=True)
    except OSError as reason:
        told = f"{path}: cannot be written ({reason.strerror})."
        raise BadInput(disk_full_sentence(reason) or told) from reason
