"""Words to choose from at the desk: channels, templates of answers, causes of breaches, colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor, Grant
from donghanh.apps.requests.bridge import services, wording
from donghanh.apps.requests.permissions import HANDLERS, OF_THE_COMPANY, check_see_requests
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.refusals import NotFound
from donghanh.apps.requests.values import NamedChoice
from donghanh.lawbook.answer_templates import templates_for
from donghanh.lawbook.services import read_services

AT_WORK = ("answered", "late", "paused", "restored", "incident")
TURNS = {
    "received": ("answered", "documents", "refused", "late", "restored", "incident"),
    "incomplete": ("documents", "refused"),
    "accepted": (*AT_WORK, "documents", "refused"),
    "under_way": AT_WORK,
    "waiting": ("paused", "late"),
    "reopened": AT_WORK,
    "answered": ("closed", "late"),
}
"""State -> turns of a case at which something may be said."""
HOUSE = Actor(None, "house", "house", (Grant("office"),))


@dataclass(frozen=True)
class TemplateFilled:
    """A template of an answer, with the case's own words filled in, to be read and changed before it goes."""

    code: str
    vi: str
    en: str
    text: str
    moment: str = ""


def channels() -> tuple[NamedChoice, ...]:
    """The channels by which requests come, in the lawbook's order."""
    return tuple(NamedChoice(one.code, one.vi, one.en) for one in read_services().words.channels.values())


def answer_templates(*, actor: Actor, code: str, on: date, moment: str = "") -> tuple[TemplateFilled, ...]:
    """
    Templates that fit a case, filled with what is known of it; blanks of what is not stay in braces.

    moment : a word of `lawbook.answer_templates.MOMENTS`; left out, those that fit the state of the case
    raises : NotFound
    """
    case = cases_seen(actor=actor).filter(code=code).first()
    if case is None:
        raise NotFound("request", code)
    found = (
        one
        for turn in ([moment] if moment else TURNS.get(case.state, ()))
        for one in templates_for(moment=turn, service=case.service_code, group=case.group, day=on)
    )
    return tuple(
        TemplateFilled(one.code, one.vi, one.en, wording.filled(text=one.body_vi, case=case), one.moment)
        for one in found
    )


def breach_causes(*, on: date) -> tuple[NamedChoice, ...]:
    """Causes of a breach to choose from."""
    return tuple(NamedChoice(one.code, one.vi, one.en) for one in services.causes_on(day=on).values())


def colleagues(*, actor: Actor, unit_code: str, on: date) -> tuple[NamedChoice, ...]:
    """
    People to whom a case of a unit may be given: `code` is the username; of the company for an empty code.

    Names of colleagues are no secret in the house: they are told across units, for a hand-over.
    """
    check_see_requests(actor=actor)
    everybody = organisation.staff(actor=HOUSE, day=on)
    fit = (
        person
        for person in everybody
        if person.is_active
        and any(
            grant.role in OF_THE_COMPANY or (grant.role in HANDLERS and grant.unit_code == unit_code)
            for grant in person.grants
        )
    )
    return tuple(NamedChoice(person.username, person.full_name, person.full_name) for person in fit)
