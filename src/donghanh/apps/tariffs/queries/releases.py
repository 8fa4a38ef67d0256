"""The releases of the billing law, and the text of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.tariffs.models import LawPublication, LawRelease
from donghanh.apps.tariffs.permissions import check_see_law, may_publish_law
from donghanh.apps.tariffs.refusals import NotFound
from donghanh.lawbook.law_texts import parse_canonical


@dataclass(frozen=True)
class ReleaseRow:
    """
    One release.

    source      : shipped, proposed, what_if
    state       : in_force, past, proposed (waits for a second officer), stale (another came first), what_if
    may_publish : whether the actor who asks may publish it now
    """

    digest: str
    source: str
    state: str
    title: str
    why: str
    base: str | None
    proposed_by: str
    proposed_at: datetime
    published_by: str | None
    published_at: datetime | None
    may_publish: bool


@dataclass(frozen=True)
class LawText:
    """One document of a release."""

    name: str
    text: str


def releases(*, actor: Actor) -> tuple[ReleaseRow, ...]:
    """List all releases, newest first. raises : Forbidden"""
    check_see_law(actor=actor)
    latest = _latest()
    return tuple(_row(actor, one, latest) for one in _rows().order_by("-product_at", "-pk"))


def release(*, actor: Actor, digest: str) -> tuple[ReleaseRow, tuple[LawText, ...]]:
    """
    Answer one release and its documents; of a digest that was tried and proposed, the proposal.

    raises : Forbidden; NotFound
    """
    check_see_law(actor=actor)
    of_it = {one.source == "what_if": one for one in _rows().filter(digest=digest)}
    found = of_it.get(False) or of_it.get(True)
    if found is None:
        raise NotFound("release", digest)
    texts = parse_canonical(found.text)
    row = _row(actor, found, _latest())
    return row, tuple(LawText(name, texts[name]) for name in sorted(texts))


def _rows() -> QuerySet[LawRelease]:
    return LawRelease.objects.select_related("publication", "base")


def _latest() -> int | None:
    found = LawPublication.objects.order_by("-product_at").values_list("release_id", flat=True).first()
    return int(found) if found is not None else None


def _row(actor: Actor, one: LawRelease, latest: int | None) -> ReleaseRow:
    publication = getattr(one, "publication", None)
    state = _state(one, publication, latest)
    return ReleaseRow(
        digest=one.digest,
        source=one.source,
        state=state,
        title=one.title,
        why=one.why,
        base=one.base.digest if one.base else None,
        proposed_by=one.username,
        proposed_at=one.product_at,
        published_by=publication.username if publication else None,
        published_at=publication.product_at if publication else None,
        may_publish=state == "proposed" and may_publish_law(actor=actor, proposer=one.username),
    )


def _state(one: LawRelease, publication: LawPublication | None, latest: int | None) -> str:
    if publication is not None:
        return "in_force" if one.pk == latest else "past"
    if one.source == "what_if":
        return "what_if"
    return "proposed" if one.base_id == latest else "stale"
