"""Questions about spreadsheets of nominations: which came, what was found, who would be or was named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from donghanh.apps.customers.queries import masks
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import NominationFile, NominationFinding
from donghanh.apps.programmes.refusals import NotFound

LISTED = 100
FINDINGS_A_PAGE = 200


@dataclass(frozen=True)
class FileCard:
    """
    A file as lists show it.

    state : refused, waiting (checked, nobody named yet), loaded or discarded
    """

    number: int
    commune_code: str
    commune: str
    campaign_code: str
    file_name: str
    sha256: str
    rows_digest: str
    byte_count: int
    state: str
    refused: str
    facts: Mapping[str, object]
    row_count: int
    error_count: int
    good_count: int
    named_count: int
    is_partial: bool
    by: str
    at: datetime
    ended_by: str
    ended_at: datetime | None


@dataclass(frozen=True)
class FindingLine:
    """One finding at its row and column."""

    severity: str
    rule: str
    row: int | None
    column: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class RowLine:
    """A row that would be named, or was: telephone and address covered."""

    row: int
    activity_code: str
    name: str
    customer_code: str
    kind: str
    social_class: str
    quantity: int
    phone: str
    address: str
    why: str
    reference: str
    left_out: str


@dataclass(frozen=True)
class FileStory:
    """A file whole: what was found, and the rows that would be named or were."""

    card: FileCard
    findings: tuple[FindingLine, ...]
    rows: tuple[RowLine, ...]


def nomination_files(
    *, actor: Actor, day: date, campaign_code: str = "", commune_code: str = ""
) -> tuple[FileCard, ...]:
    """The files in sight, latest first, at most a hundred."""
    rows = _seen(actor=actor, day=day)
    if campaign_code:
        rows = rows.filter(campaign__code=campaign_code)
    if commune_code:
        rows = rows.filter(commune_code=commune_code)
    communes = organisation.commune_names()
    return tuple(_card(row, communes) for row in rows.defer("content", "rows")[:LISTED])


def nomination_file(*, actor: Actor, number: int, day: date) -> FileStory:
    """
    One file with its findings and rows.

    raises : NotFound, also for one of a commune out of sight
    """
    row = _seen(actor=actor, day=day).defer("content").filter(pk=number).first()
    if row is None:
        raise NotFound("nomination file", number)
    end = getattr(row, "end", None)
    references = end.references if end else {}
    left_out = end.left_out if end else {}
    return FileStory(
        card=_card(row, organisation.commune_names()),
        findings=tuple(_finding(one) for one in row.findings.order_by("id")),
        rows=tuple(_row(one, references, left_out) for one in row.rows),
    )


def _seen(*, actor: Actor, day: date) -> QuerySet[NominationFile]:
    rows = NominationFile.objects.select_related("campaign", "staff", "end", "end__staff").order_by("-id")
    if actor.sees_all:
        return rows
    of_units = {
        code
        for code, unit in organisation.units_of_communes(day=day).items()
        if unit in (actor.unit_codes or ())
    }
    return rows.filter(Q(commune_code__in=of_units | set(actor.commune_codes or ())))


def _card(row: NominationFile, communes: Mapping[str, str]) -> FileCard:
    end = getattr(row, "end", None)
    return FileCard(
        number=row.pk,
        commune_code=row.commune_code,
        commune=communes.get(row.commune_code, ""),
        campaign_code=row.campaign.code,
        file_name=row.file_name,
        sha256=row.sha256,
        rows_digest=row.rows_digest,
        byte_count=row.byte_count,
        state="refused" if row.refused else end.end if end else "waiting",
        refused=row.refused,
        facts={name: value for name, value in row.facts.items() if name != "columns"},
        row_count=row.row_count,
        error_count=row.error_count,
        good_count=int(row.facts.get("good", 0)),
        named_count=len(end.references) if end else 0,
        is_partial=bool(end and end.is_partial),
        by=row.staff.full_name,
        at=row.product_at,
        ended_by=end.staff.full_name if end else "",
        ended_at=end.product_at if end else None,
    )


def _finding(one: NominationFinding) -> FindingLine:
    facts = {name: str(value) for name, value in one.facts.items()}
    return FindingLine(one.severity, one.rule, one.row, one.column, facts)


def _row(one: Mapping[str, object], references: Mapping[str, str], left_out: Mapping[str, str]) -> RowLine:
    said = {name: str(one.get(name, "")) for name in ("name", "customer_code", "kind", "social_class", "why")}
    key = str(one["row"])
    return RowLine(
        row=int(key),
        activity_code=str(one["activity"]),
        quantity=int(str(one.get("quantity", 1))),
        phone=masks.masked_phone(str(one.get("phone", ""))) or "",
        address=masks.masked_address(str(one.get("address", ""))),
        reference=references.get(key, ""),
        left_out=left_out.get(key, ""),
        **said,
    )
