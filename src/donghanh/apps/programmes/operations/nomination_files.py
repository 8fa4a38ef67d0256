"""
Takes a spreadsheet of nominations: every row is checked, and nobody is named before somebody says so.

The same bytes of the same commune are one file, however often they are sent. Loading is one transaction: all
rows, or, chosen on purpose, the good ones; a process that is killed leaves nothing or all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

import polars as pl
from django.db import transaction

from donghanh.adapters.nomination_sheets import VERSION, Mark, ReadSheet, parse_nomination_sheet
from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet
from donghanh.adapters.uploads import neutral_name
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import (
    Campaign,
    NominationFile,
    NominationFileEnd,
    NominationFinding,
)
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.operations.nominating import Beneficiary
from donghanh.apps.programmes.operations.nominating_many import Wanted, nominate_many
from donghanh.apps.programmes.permissions import check_act
from donghanh.apps.programmes.queries.nomination_sheets import Judged, judge_sheet
from donghanh.apps.programmes.queries.open_activities import (
    NominatingCommune,
    nominating_commune,
    open_activities,
)
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.intake import nomination_columns, nominations
from donghanh.kernel.digests import digest_of_rows

MOST_FINDINGS = 5_000
ENDINGS_OF_NAMES = (".xlsx", ".csv", ".xlsm", ".xls", ".txt", ".tsv")


class CannotTakeFile(Refused):
    """The file cannot be loaded or set aside as it stands."""


@dataclass(frozen=True)
class Received:
    """
    A file that was handed in: its number, and whether the very same bytes came before under it.

    refused : rule of a refusal of the file as a whole, else empty
    """

    number: int
    is_again: bool = False
    refused: str = ""


@dataclass(frozen=True)
class FileLoaded:
    """What became of a file's rows; `is_again` when it had been loaded before and nothing was done."""

    number: int
    references: Mapping[str, str]
    left_out: Mapping[str, str]
    is_again: bool = False


@transaction.atomic
def receive_nominations(
    *, actor: Actor, campaign_code: str, commune_code: str, name: str, content: bytes, at: datetime
) -> Received:
    """
    Keep a file and check every row of it; nobody is named yet.

    name   : as it came; a neutral part of it is kept
    raises : Forbidden; NotFound, for a campaign that is not there and a commune that is not the actor's
    """
    staff_id = check_act(actor=actor)
    day = at.astimezone(COMPANY_ZONE).date()
    commune = nominating_commune(actor=actor, commune_code=commune_code, day=day)
    campaign = _locked_campaign(campaign_code)
    digest = sha256(content).hexdigest()
    before = _before(campaign, commune_code, digest)
    if before is not None:
        return Received(before.pk, is_again=True)
    row = NominationFile(
        campaign=campaign, commune_code=commune_code, unit_id=commune.unit_code, file_name=_neutral(name),
        sha256=digest, byte_count=len(content), staff_id=staff_id, product_at=at,
    )  # fmt: skip
    findings = _looked_into(row=row, actor=actor, commune=commune, name=name, content=content, day=day)
    row.save()
    NominationFinding.objects.bulk_create(_finding_rows(row, findings), batch_size=1000)
    told = {"name": row.file_name, "sha256": digest, "rows": row.row_count, "refused": row.refused}
    record_act(actor=actor, act="nominations.receive", subject=f"nomination_file:{row.pk}", facts=told, at=at)
    return Received(row.pk, refused=row.refused)


@transaction.atomic
def load_nominations(*, actor: Actor, number: int, at: datetime, is_partial: bool = False) -> FileLoaded:
    """
    Name everybody of a checked file: all or none. Loading it a second time changes nothing, and says so.

    is_partial : name the good rows although others have errors
    raises     : Forbidden; NotFound; CannotTakeFile `file-refused`, `file-has-errors`, `file-is-empty`,
                 `file-set-aside`; RowRefused, when since the check somebody else named one of them
    """
    staff_id = check_act(actor=actor)
    row = locked_file(actor=actor, number=number, at=at)
    end = NominationFileEnd.objects.filter(file=row).first()
    if end is not None and end.end == "loaded":
        return FileLoaded(row.pk, end.references, end.left_out, is_again=True)
    _check_loadable(row=row, end=end, is_partial=is_partial)
    named = nominate_many(
        actor=actor, campaign_code=row.campaign.code, wanted=[_wanted(row, one) for one in row.rows], at=at,
        is_partial=is_partial,
    )  # fmt: skip
    numbers = [str(one["row"]) for one in row.rows]
    references = {numbers[place]: reference for place, reference in named.references.items()}
    left_out = {
        numbers[place]: getattr(reason, "rule", getattr(reason, "key", "refused"))
        for place, reason in named.refused.items()
    }
    NominationFileEnd.objects.create(
        file=row, end="loaded", is_partial=is_partial, references=references, left_out=left_out,
        staff_id=staff_id, product_at=at,
    )  # fmt: skip
    told = {"sha256": row.sha256, "named": len(references), "partial": is_partial, "rows": row.rows_digest}
    record_act(actor=actor, act="nominations.load", subject=f"nomination_file:{number}", facts=told, at=at)
    return FileLoaded(row.pk, references, left_out)


@transaction.atomic
def set_file_aside(*, actor: Actor, number: int, at: datetime) -> None:
    """
    Say that a checked file will not be loaded; sent again, it is checked anew.

    raises : Forbidden; NotFound; CannotTakeFile `file-loaded`
    """
    staff_id = check_act(actor=actor)
    row = locked_file(actor=actor, number=number, at=at)
    end = NominationFileEnd.objects.filter(file=row).first()
    if end is not None:
        if end.end == "loaded":
            raise CannotTakeFile("file-loaded", f"File {number} was loaded already.", number=number)
        return
    NominationFileEnd.objects.create(file=row, end="discarded", staff_id=staff_id, product_at=at)
    subject = f"nomination_file:{number}"
    record_act(actor=actor, act="nominations.set_aside", subject=subject, facts={"sha256": row.sha256}, at=at)


def locked_file(*, actor: Actor, number: int, at: datetime) -> NominationFile:
    """Lock a file of a commune for which the actor may name people. raises : NotFound"""
    row = (
        NominationFile.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .filter(pk=number)
        .first()
    )
    if row is None:
        raise NotFound("nomination file", number)
    try:
        nominating_commune(actor=actor, commune_code=row.commune_code, day=at.astimezone(COMPANY_ZONE).date())
    except NotFound as reason:
        raise NotFound("nomination file", number) from reason
    return row


def _locked_campaign(code: str) -> Campaign:
    """One file at a time a campaign, so that the same bytes sent twice at once are one file."""
    found = Campaign.objects.select_for_update(of=("self",), no_key=True).filter(code=code).first()
    if found is None:
        raise NotFound("campaign", code)
    return found


def _before(campaign: Campaign, commune_code: str, digest: str) -> NominationFile | None:
    """The file of the same bytes that was loaded or still waits; refused and set-aside ones do not count."""
    return (
        NominationFile.objects.filter(
            campaign=campaign, commune_code=commune_code, sha256=digest, refused=""
        )
        .exclude(end__end="discarded")
        .order_by("-id")
        .first()
    )  # fmt: skip


def _neutral(name: str) -> str:
    """The name without folders and strange signs; its ending stays, for it is no promise here."""
    ending = next((one for one in ENDINGS_OF_NAMES if name.lower().endswith(one)), "")
    stem = neutral_name(name=name, ending="x").removesuffix(".x")
    return f"{stem}{ending}"


def _looked_into(
    *, row: NominationFile, actor: Actor, commune: NominatingCommune, name: str, content: bytes, day: date
) -> pl.DataFrame:
    """Fill the row with what the file holds, and answer the findings."""
    try:
        sheet = parse_nomination_sheet(content=content, name=name, known=nomination_columns.known_names())
        _check_meant_for(sheet=sheet, row=row)
    except CannotReadSpreadsheet as reason:
        row.refused, row.facts = reason.rule, json.loads(json.dumps(reason.facts, default=str))
        return nominations.FINDINGS.empty()
    judged = judge_sheet(
        sheet=sheet,
        activities=open_activities(
            actor=actor, campaign_code=row.campaign.code, commune_code=commune.code, day=day
        ),
        campaign_code=row.campaign.code, commune_code=commune.code, day=day,
    )  # fmt: skip
    _fill(row=row, sheet=sheet, judged=judged, content=content)
    return judged.findings


def _fill(*, row: NominationFile, sheet: ReadSheet, judged: Judged, content: bytes) -> None:
    row.content = content
    row.rows = list(judged.rows)
    row.rows_digest = digest_of_rows(judged.rows)
    bad = judged.findings.filter(pl.col("severity") == "error")
    row.error_count = bad.height
    row.row_count = len(set(sheet.rows["row"]) | set(bad["row"].drop_nulls()))
    row.facts = {
        "columns": nomination_columns.columns_of(header=sheet.header),
        "is_unmarked": sheet.mark is None,
        "hidden_columns": sheet.hidden_columns,
        "findings": judged.findings.height,
        "good": len(judged.rows),
    }


def _check_meant_for(*, sheet: ReadSheet, row: NominationFile) -> None:
    """Refuse a file that says of itself that it is another commune's or campaign's, or a newer template."""
    mark = sheet.mark or Mark(VERSION, row.commune_code, row.campaign.code)
    for rule, found, expected in (
        ("file-of-another-commune", mark.commune_code, row.commune_code),
        ("file-of-another-campaign", mark.campaign_code, row.campaign.code),
    ):
        if found != expected:
            raise CannotReadSpreadsheet(rule, found=found, expected=expected)
    if mark.version > VERSION:
        raise CannotReadSpreadsheet("template-too-new", found=mark.version, expected=VERSION)
    if missing := nomination_columns.missing_columns(header=sheet.header):
        raise CannotReadSpreadsheet(
            "columns-missing", missing=", ".join(missing), found=", ".join(sheet.header)[:300]
        )
    if sheet.rows.is_empty() and not sheet.troubles:
        raise CannotReadSpreadsheet("no-rows", found=0)


def _finding_rows(row: NominationFile, findings: pl.DataFrame) -> Sequence[NominationFinding]:
    columns = row.facts.get("columns", {})
    return [
        NominationFinding(
            file=row, severity=one["severity"], rule=one["rule"], row=one["row"],
            column=columns.get(one["field"], one["field"] or ""),
            facts={name: one[name] for name in ("field", "found", "expected") if one[name] not in (None, "")},
        )
        for one in findings.head(MOST_FINDINGS).iter_rows(named=True)
    ]  # fmt: skip


def _check_loadable(*, row: NominationFile, end: NominationFileEnd | None, is_partial: bool) -> None:
    if row.refused:
        raise CannotTakeFile("file-refused", f"File {row.pk} was refused: {row.refused}.", number=row.pk)
    if end is not None:
        raise CannotTakeFile("file-set-aside", f"File {row.pk} was set aside. Send it again.", number=row.pk)
    if row.error_count and not is_partial:
        raise CannotTakeFile(
            "file-has-errors",
            f"File {row.pk} has {row.error_count} errors. Correct the file, or load only the good rows.",
            number=row.pk, errors=row.error_count,
        )  # fmt: skip
    if not row.rows:
        raise CannotTakeFile("file-is-empty", f"File {row.pk} has no row to load.", number=row.pk)


def _wanted(row: NominationFile, one: Mapping[str, object]) -> Wanted:
    said = {
        name: str(one.get(name, ""))
        for name in ("name", "kind", "customer_code", "address", "phone", "social_class")
    }
    facts: dict[str, object] = {"file": row.pk, "row": one["row"]}
    if "reviewed_on" in one:
        facts["reviewed_on"] = one["reviewed_on"]
    who = Beneficiary(
        **said, commune_code=row.commune_code, quantity=int(str(one.get("quantity", 1))), facts=facts
    )  # type: ignore[arg-type]
    return Wanted(str(one["activity"]), who, why=str(one.get("why", "")))
