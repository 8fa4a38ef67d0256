"""The billing law over the API: its releases, the texts of one, what it changes, what it would have cost."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import StringConstraints

from donghanh.apps.tariffs import queries
from donghanh.faces.api.asked import Day
from donghanh.faces.api.house import REFUSALS, actor_of

router = Router(tags=["tariffs"])

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ReleaseText(Schema):
    """A release with the texts that it keeps for ever."""

    release: queries.ReleaseRow
    texts: list[queries.LawText]


class MonthsWanted(Schema):
    """Bill months, by any day of theirs; half-open."""

    from_month: Day
    until_month: Day


class CostAnswer(Schema):
    """Both laws, the months, and the sums by unit and category. [đồng]"""

    base: str
    digest: str
    from_month: date
    until_month: date
    rows: list[queries.LawCostRow]
    not_counted: list[str]


@router.get("/law/releases", response={200: list[queries.ReleaseRow]} | REFUSALS)
def law_releases(request: HttpRequest) -> object:
    """All releases of the billing law, newest first."""
    return list(queries.releases(actor=actor_of(request)))


@router.get("/law/releases/{digest}", response={200: ReleaseText} | REFUSALS)
def law_release(request: HttpRequest, digest: Digest) -> object:
    """One release with its texts."""
    row, texts = queries.release(actor=actor_of(request), digest=digest)
    return {"release": row, "texts": list(texts)}


@router.get("/law/releases/{digest}/changes/{base}", response={200: list[queries.LawChange]} | REFUSALS)
def law_changes(request: HttpRequest, digest: Digest, base: Digest) -> object:
    """What a release changes of another, document by document and line by line."""
    return list(queries.changes_between(actor=actor_of(request), digest=digest, base=base))


@router.get("/law/releases/{digest}/cost", response={200: CostAnswer} | REFUSALS)
def law_cost(request: HttpRequest, digest: Digest, wanted: Query[MonthsWanted]) -> object:
    """The bills of some months, rated by a release and by the release that it was made from."""
    return queries.cost_of(
        actor=actor_of(request), digest=digest, from_month=wanted.from_month.replace(day=1),
        until_month=wanted.until_month.replace(day=1),
    )  # fmt: skip
