"""A release comes into force: by a second officer, on top of the release that it was proposed on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.tariffs.models import LawPublication, LawRelease
from donghanh.apps.tariffs.permissions import check_propose_law, check_publish_law
from donghanh.apps.tariffs.refusals import CannotPublishLaw, NotFound


@transaction.atomic
def publish_law(*, actor: Actor, digest: str, at: datetime) -> None:
    """
    Put a proposed release in force from this moment on.

    raises : Forbidden, also for the officer who proposed it; NotFound; CannotPublishLaw `law-what-if`,
             `law-published`, `law-moved-on` (another release came into force since it was proposed),
             `law-earlier` (a later moment has a publication already)
    """
    check_propose_law(actor=actor)
    found = LawRelease.objects.select_for_update(of=("self",)).filter(digest=digest)
    release = found.exclude(source="what_if").first()
    if release is None:
        _refuse_what_if(digest)
        raise NotFound("release", digest)
    check_publish_law(actor=actor, proposer=release.username)
    _check_place(release, at)
    LawPublication.objects.create(
        release=release, staff_id=actor.staff_id, username=actor.username, product_at=at
    )
    facts = {"title": release.title, "proposed_by": release.username}
    record_act(actor=actor, act="tariffs.publish_law", subject=f"law:{digest}", facts=facts, at=at)


def _refuse_what_if(digest: str) -> None:
    if LawRelease.objects.filter(digest=digest, source="what_if").exists():
        raise CannotPublishLaw(
            "law-what-if",
            "A what-if release is never published. Next: propose its documents as a release.",
            digest=digest,
        )


def _check_place(release: LawRelease, at: datetime) -> None:
    if LawPublication.objects.filter(release=release).exists():
        raise CannotPublishLaw("law-published", "This release is published already.", digest=release.digest)
    list(LawPublication.objects.select_for_update(no_key=True).order_by("pk"))
    latest = LawPublication.objects.order_by("product_at").last()
    if latest is not None and latest.release_id != release.base_id:
        raise CannotPublishLaw(
            "law-moved-on",
            "Another release came into force since this was proposed. Next: propose it anew.",
            digest=release.digest,
        )
    if latest is not None and latest.product_at >= at:
        raise CannotPublishLaw(
            "law-earlier",
            f"The release in force holds from {latest.product_at.isoformat()}; name a later moment.",
            digest=release.digest,
        )
