"""What the acts of one case offer to choose from, asked for only when the act is possible."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from donghanh.apps.requests import queries
from donghanh.apps.requests.queries.words import TemplateFilled
from donghanh.apps.requests.values import CasePage, NamedChoice
from donghanh.faces.desk.asking import Standing
from donghanh.faces.desk.requests import words
from donghanh.faces.desk.requests.standing import every_unit

DESKS = ("business_department", "office")


@dataclass(frozen=True)
class Offer:
    """
    Choices of the acts.

    places    : [(desk:unit, words)] to hand over to; empty value for where it is now
    template  : the code of the template that the page has chosen, if any
    """

    templates: tuple[TemplateFilled, ...] = ()
    template: str = ""
    causes: tuple[NamedChoice, ...] = ()
    people: tuple[NamedChoice, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    services: tuple[tuple[str, str], ...] = ()


def offer_for(*, standing: Standing, page: CasePage, template: str = "", asked: str = "") -> Offer:
    """Ask for the choices of the moves that the page allows, and of the move that was asked for."""
    can, actor, row = page.moves_allowed | {asked}, standing.actor, page.row
    moves_on = "hand_over" in can
    return Offer(
        templates=queries.answer_templates(actor=actor, code=row.code, on=standing.today)
        if "answer" in can
        else (),
        template=template,
        causes=queries.breach_causes(on=standing.today) if page.needs_breach or "breach" in can else (),
        people=queries.colleagues(actor=actor, unit_code=row.unit_code, on=standing.today)
        if moves_on
        else (),
        places=_places(standing, page) if moves_on else (),
        services=tuple(words.services(standing.today).items()) if "reclassify" in can else (),
    )


def _places(standing: Standing, page: CasePage) -> tuple[tuple[str, str], ...]:
    """Stay, the departments of the company, every unit of the company."""
    row, units = page.row, every_unit(standing.today)
    stays = [("", _("Giữ nguyên nơi giải quyết"))]
    desks = [(f"{desk}:", words.word(words.RESPONSIBLE, desk)) for desk in DESKS if desk != row.desk]
    others = [
        (f"unit:{code}", name) for code, name in units.items() if row.desk != "unit" or code != row.unit_code
    ]
    return (*stays, *desks, *others)
