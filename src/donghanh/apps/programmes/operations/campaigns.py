"""
Opens a year's campaign from its template: programmes, activities, targets, and the first split to the units.

The template's text is kept with the campaign, so what it was opened with can be read for ever. Next
year's template is made from this year's, edited as text, checked like the lawbook, then opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, Campaign, Programme
from donghanh.apps.programmes.operations.sharing import write_proposed_shares
from donghanh.apps.programmes.permissions import check_plan
from donghanh.apps.programmes.refusals import CannotOpenCampaign
from donghanh.lawbook import programmes as lawbook
from donghanh.lawbook.documents import DocumentRefused


@dataclass(frozen=True)
class Opened:
    """What opening a campaign did: its code and how many activities it has."""

    code: str
    activities: int


def open_campaign_of_lawbook(*, actor: Actor, code: str, at: datetime) -> Opened:
    """Open the campaign whose template stands in the lawbook. raises : CannotOpenCampaign, Forbidden"""
    try:
        text = lawbook.template_text(code=code)
    except FileNotFoundError as reason:
        known = ", ".join(lawbook.template_codes())
        raise CannotOpenCampaign(
            "template-unknown", f"The lawbook has no template '{code}'; it has: {known}.", code=code
        ) from reason
    return open_campaign(actor=actor, template_text=text, at=at)


@transaction.atomic
def open_campaign(*, actor: Actor, template_text: str, at: datetime) -> Opened:
    """
    Open a campaign from a template's text.

    raises : Forbidden; CannotOpenCampaign, with file and line of all that does not hold, or when the
             campaign is open already, or the previous one is not known
    """
    staff_id = check_plan(actor=actor)
    template = _read(template_text)
    if Campaign.objects.filter(code=template.code).exists():
        raise CannotOpenCampaign(
            "already-open",
            f"Campaign '{template.code}' is open already. Choose another code.",
            code=template.code,
        )
    campaign = Campaign.objects.create(
        code=template.code, name_vi=template.name_vi, name_en=template.name_en,
        motto_vi=template.motto_vi, motto_en=template.motto_en,
        from_on=template.from_on, until_on=template.until_on,
        template=template_text, template_digest=template.digest,
        previous=_previous(template), opened_by_id=staff_id, opened_at=at,
    )  # fmt: skip
    _write_activities(campaign=campaign, template=template, at=at)
    record_act(
        actor=actor, act="campaign.open", subject=template.code, facts={"digest": template.digest}, at=at
    )
    return Opened(template.code, len(template.activities))


def _read(text: str) -> lawbook.Template:
    try:
        return lawbook.parse_template(text=text)
    except DocumentRefused as reason:
        problems = [str(problem) for problem in reason.problems]
        raise CannotOpenCampaign("template-does-not-hold", "\n".join(problems), problems=problems) from reason


def _previous(template: lawbook.Template) -> Campaign | None:
    if template.previous_code is None:
        return None
    found = Campaign.objects.filter(code=template.previous_code).first()
    if found is None:
        raise CannotOpenCampaign(
            "previous-unknown",
            f"The template says it follows '{template.previous_code}', which was never opened.",
            previous=template.previous_code,
        )
    return found


def _write_activities(*, campaign: Campaign, template: lawbook.Template, at: datetime) -> None:
    programmes = {
        one.code: Programme.objects.create(
            campaign=campaign, code=one.code, position=position, name_vi=one.name_vi, name_en=one.name_en
        )
        for position, one in enumerate(template.programmes, start=1)
    }
    for position, said in enumerate(template.activities, start=1):
        activity = Activity.objects.create(
            campaign=campaign, programme=programmes[said.programme_code], code=said.code, row=said.row,
            position=position, name_vi=said.name_vi, name_en=said.name_en,
            short_vi=said.short_vi, short_en=said.short_en, method=said.method,
            target=said.target, unit_of_measure_vi=said.unit_of_measure_vi,
            unit_of_measure_en=said.unit_of_measure_en, due_on=said.due_on, terms=dict(said.terms),
        )  # fmt: skip
        write_proposed_shares(activity=activity, known=said.shares, at=at)
