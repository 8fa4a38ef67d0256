"""
The law by which a bill is made: that in force at a moment, or that of a digest on an old invoice.

For the apps that make and explain bills, not for a person: no actor is asked for. A release never changes, so
a law that was rebuilt once is kept in memory.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from donghanh.apps.tariffs.models import LawPublication, LawRelease
from donghanh.apps.tariffs.refusals import NoLawInForce, NotFound
from donghanh.engines.rating.law import Law
from donghanh.lawbook.billing_law import law_as_kept
from donghanh.lawbook.law_texts import parse_canonical, readable_texts
from donghanh.lawbook.reliefs import ReliefGroup, relief_groups


def digest_in_force(*, on_moment: datetime) -> str:
    """
    Answer the digest of the release in force at a moment [aware].

    raises : NoLawInForce
    """
    found = LawPublication.objects.filter(product_at__lte=on_moment).order_by("-product_at")
    digest = found.values_list("release__digest", flat=True).first()
    if digest is None:
        raise NoLawInForce(
            "no-law-in-force",
            f"No law was in force on {on_moment.isoformat()}. Next: donghanh tariff load",
            moment=on_moment.isoformat(),
        )
    return str(digest)


def digest_published_last() -> str:
    """Answer the digest of the release that was published last; empty while none was."""
    found = LawPublication.objects.order_by("-product_at").values_list("release__digest", flat=True).first()
    return str(found or "")


def law_in_force(*, on_moment: datetime) -> Law:
    """Answer the law in force at a moment [aware]. raises : NoLawInForce"""
    return law_of(digest=digest_in_force(on_moment=on_moment))


@lru_cache(maxsize=32)
def law_of(*, digest: str) -> Law:
    """
    Rebuild the law of a release, of a what-if release too, from the text that is kept for ever.

    raises : NotFound
    """
    return law_as_kept(parse_canonical(text_of(digest=digest)))


def relief_groups_of(*, digest: str) -> tuple[ReliefGroup, ...]:
    """Read the reductions of a release with their conditions. raises : NotFound"""
    documents, _ = readable_texts(parse_canonical(text_of(digest=digest)))
    return relief_groups(documents["reliefs"])


def text_of(*, digest: str) -> str:
    """Answer the canonical text of a release, of which the digest is made. raises : NotFound"""
    text = LawRelease.objects.filter(digest=digest).values_list("text", flat=True).first()
    if text is None:
        raise NotFound("release", digest)
    return str(text)
