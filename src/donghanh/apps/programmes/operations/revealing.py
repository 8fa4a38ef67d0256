"""Shows telephone and address of a beneficiary, and lists to be taken along, and records both as readings."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.queries.benefits import (
    BenefitFilter,
    BenefitLine,
    BenefitStory,
    benefit_export,
    benefit_story,
)
from donghanh.apps.programmes.queries.lists import FrozenList, frozen_list
from donghanh.apps.programmes.queries.suspicions import SuspicionStory, suspicion_story


@transaction.atomic
def reveal_benefit(*, actor: Actor, reference: str, at: datetime) -> BenefitStory:
    """
    Read a promise with the telephone and the address of its beneficiary uncovered.

    at     : the product's instant, aware; also the day on which the area's status is read
    raises : NotFound, also for a promise out of the actor's sight; then nothing is recorded
    """
    story = benefit_story(
        actor=actor, reference=reference, day=at.astimezone(COMPANY_ZONE).date(), in_full=True
    )
    record_reading(actor=actor, what="benefit_page", subject=f"benefit:{reference}", at=at)
    return story


@transaction.atomic
def reveal_suspicion(*, actor: Actor, number: int, at: datetime) -> SuspicionStory:
    """
    Read a suspicion with telephones and addresses of both sides uncovered; both readings are recorded.

    raises : NotFound, also for one out of the actor's sight; a side of another place stays hidden
    """
    story = suspicion_story(actor=actor, number=number, in_full=True)
    sides = [side for side in (story.line.benefit, story.line.other) if side and story.line.other]
    for side in sides:
        word = "customer" if side.is_customer else "benefit"
        record_reading(actor=actor, what="suspicion_page", subject=f"{word}:{side.reference}", at=at)
    return story


@transaction.atomic
def take_benefit_list(
    *, actor: Actor, campaign_code: str, wanted: BenefitFilter, at: datetime
) -> tuple[BenefitLine, ...]:
    """Give every line of a narrowed list for a spreadsheet, and record who took how many names along."""
    lines = benefit_export(actor=actor, campaign_code=campaign_code, wanted=wanted)
    subject = f"benefits:{wanted.activity_code or 'all'} ({len(lines)} rows)"
    record_reading(actor=actor, what="export_of_benefits", subject=subject, at=at)
    return lines


@transaction.atomic
def take_frozen_list(
    *, actor: Actor, campaign_code: str, activity_code: str, number: int, at: datetime
) -> FrozenList:
    """Give an approved list for a spreadsheet, and record who took it along. raises : NotFound"""
    found = frozen_list(actor=actor, campaign_code=campaign_code, activity_code=activity_code, number=number)
    subject = f"list:{activity_code}#{number} ({len(found.rows)} rows)"
    record_reading(actor=actor, what="export_of_list", subject=subject, at=at)
    return found
