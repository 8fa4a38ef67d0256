"""
Writes down who looks like whom: one benefit when it is nominated, or a whole campaign compared anew.

Only suspicions: what they are is for a person to say (`deciding`). Nominations that come in at once take
their turn here, so that two of them cannot miss each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.programmes.bridge.likeness import (
    PEOPLE_KINDS,
    Likeness,
    keep_keys,
    likenesses_among,
    likenesses_of,
    likenesses_of_many,
    living_people,
)
from donghanh.apps.programmes.models import Benefit, Campaign, Suspicion
from donghanh.apps.programmes.permissions import PLANNERS
from donghanh.apps.programmes.refusals import NotFound

TURN = 0x70_72_6F_67  # the number of the lock under which likenesses are looked for


@dataclass(frozen=True)
class Found:
    """What comparing a campaign did: benefits compared, likenesses found, and those that were new."""

    campaign: str
    compared: int
    alike: int
    new: int


def suspect(*, benefit: Benefit, at: datetime) -> int:
    """Compare a benefit that was just nominated; answers how many suspicions were written."""
    if benefit.beneficiary_kind not in PEOPLE_KINDS:
        return 0
    _wait_for_turn()
    return _write(found=likenesses_of(benefit=benefit), at=at)


def suspect_many(*, benefits: Iterable[Benefit], at: datetime) -> int:
    """Compare benefits that were nominated together; answers how many suspicions were written."""
    people = [one for one in benefits if one.beneficiary_kind in PEOPLE_KINDS]
    if not people:
        return 0
    _wait_for_turn()
    keep_keys(benefits=people)
    return _write(found=likenesses_of_many(benefits=people), at=at)


@transaction.atomic
def find_suspicions(*, actor: Actor, campaign_code: str, at: datetime) -> Found:
    """
    Compare every living benefit of a campaign with those of all campaigns and with the customers, anew.

    What stands already stays as it was decided, so a second run writes nothing.

    raises : Forbidden, unless the actor plans for the company; NotFound
    """
    check_role(actor=actor, roles=PLANNERS, act="find_suspicions")
    campaign = Campaign.objects.filter(code=campaign_code).first()
    if campaign is None:
        raise NotFound("campaign", campaign_code)
    _wait_for_turn()
    keep_keys(benefits=list(living_people().filter(matching_keys__isnull=True)))
    everybody = list(living_people().select_related("activity"))
    here = {row.pk for row in everybody if row.activity.campaign_id == campaign.pk}
    alike = [
        one for one in likenesses_among(benefits=everybody) if here & {one.benefit_id, one.other_id or 0}
    ]
    found = Found(campaign_code, compared=len(here), alike=len(alike), new=_write(found=alike, at=at))
    record_act(
        actor=actor, act="suspicions.find", subject=campaign_code,
        facts={"compared": found.compared, "alike": found.alike, "new": found.new}, at=at,
    )  # fmt: skip
    return found


def _write(*, found: Iterable[Likeness], at: datetime) -> int:
    """Keep the likenesses that are not known yet; answers how many."""
    told = list(found)
    numbers = {one.benefit_id for one in told}
    rows = Suspicion.objects.filter(benefit_id__in=numbers)
    known = set(rows.values_list("benefit_id", "other_id", "customer_id"))
    new = [one for one in told if (one.benefit_id, one.other_id, one.customer_id) not in known]
    Suspicion.objects.bulk_create(
        [
            Suspicion(
                benefit_id=one.benefit_id, other_id=one.other_id, customer_id=one.customer_id,
                score=one.score, reasons=list(one.reasons), product_at=at,
            )
            for one in new
        ],
        batch_size=2_000,
    )  # fmt: skip
    return len(new)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
