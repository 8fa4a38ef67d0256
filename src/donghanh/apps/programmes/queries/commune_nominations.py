"""The nominations of one commune, for whoever named them: where each stands, and why it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When

from donghanh.apps.evidence.queries import evidence_counts
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import BenefitMove
from donghanh.apps.programmes.queries.frames import benefits_seen
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.text import fold

PAGE_SIZE = 50


@dataclass(frozen=True)
class NominationLine:
    """
    One nomination as its commune sees it in a list.

    why         : what was written at its last move; of a refusal the reason
    proof_count : documents that stand with it
    """

    reference: str
    name: str
    activity_code: str
    activity_vi: str
    activity_en: str
    state: str
    scheduled_on: date | None
    why: str
    proof_count: int


@dataclass(frozen=True)
class NominationPage:
    """Some nominations, and how many there are in all."""

    lines: tuple[NominationLine, ...]
    total: int
    page: int
    pages: int


def commune_nominations(
    *, actor: Actor, campaign_code: str, commune_code: str, text: str = "", state: str = "", page: int = 1
) -> NominationPage:
    """
    A page of a commune's nominations, those that go on first, the newest first; three queries.

    text  : words of the name, without diacritics, or the reference
    state : a state of the life of a benefit, or "ended" for those that left the path
    """
    rows = benefits_seen(actor=actor).filter(
        origin="nomination", activity__campaign__code=campaign_code, commune_code=commune_code
    )
    if state:
        rows = rows.filter(state__in=BENEFIT.exits if state == "ended" else [state])
    for word in fold(text).split():
        rows = rows.filter(Q(search_key__contains=word) | Q(reference__iexact=text.strip()))
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = _in_order(rows)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    found = list(shown)
    counts = evidence_counts(subjects=[f"benefit:{row.reference}" for row in found])
    lines = tuple(
        NominationLine(
            reference=row.reference, name=row.beneficiary_name, activity_code=row.activity.code,
            activity_vi=row.activity.short_vi, activity_en=row.activity.short_en, state=row.state,
            scheduled_on=row.scheduled_on, why=row.last_why or "",
            proof_count=counts.get((f"benefit:{row.reference}", "proof"), 0),
        )
        for row in found
    )  # fmt: skip
    return NominationPage(lines, total, page, pages)


def _in_order(rows):  # type: ignore[no-untyped-def]
    last = BenefitMove.objects.filter(benefit=OuterRef("pk")).order_by("-id").values("why")[:1]
    ended = Case(When(state__in=BENEFIT.exits, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (
        rows.annotate(last_why=Subquery(last), is_ended=ended)
        .select_related("activity")
        .order_by("is_ended", "-pk")
    )
