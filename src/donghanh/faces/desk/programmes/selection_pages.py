"""What the pages of a selection share: the activity, the run, the way to them, how a run was made."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.programmes.queries import plan, selections
from donghanh.apps.programmes.refusals import NotFound
from donghanh.faces.desk.programmes import selection_rule, terms, wording
from donghanh.faces.desk.programmes import selection_words as words
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing

BY_RULE = ("rule", "quota")


def card_of(standing: Standing, code: str) -> plan.ActivityCard:
    """An activity that selects by a rule. raises : NotFound"""
    card = plan.activity_card(campaign_code=standing.campaign_code, activity_code=code)
    if card.method not in BY_RULE:
        raise NotFound("selection", code)
    return card


def run_of(standing: Standing, code: str, run_id: int) -> selections.RunCard:
    """A run of this activity. raises : NotFound"""
    found = selections.run(run_id=run_id)
    if (found.campaign_code, found.activity_code) != (standing.campaign_code, code):
        raise NotFound("selection", run_id)
    return found


def trail(standing: Standing, card: plan.ActivityCard, last: str = "") -> list[tuple[str, str]]:
    """The way from the board to an activity's rule, or to one of its runs."""
    name = wording.said(card, "short") or wording.said(card, "name")
    between = [(name, standing.link("desk-activity", card.code))]
    if last:
        between.append((_("Chọn theo tiêu chí"), standing.link("desk-selection", card.code)))
    return trail_of(standing=standing, between=tuple(between), last=last or _("Chọn theo tiêu chí"))


def run_facts(found: selections.RunCard) -> list[tuple[str, Any] | tuple[str, Any, str]]:
    """How a run was made, as names and values; a third value explains."""
    return [
        (_("Theo dữ liệu của ngày"), selection_rule.day(found.as_of)),
        (_("Tiêu chí khi chọn"), terms.rule_told(terms={"rule": found.rule})),
        (_("Người chọn"), f"{found.by}, {selection_rule.moment(found.at)}"),
        (
            _("Mã băm dữ liệu vào"),
            found.input_digest,
            _("SHA-256 của mọi dữ liệu đã xét và tiêu chí. Chọn lại trên cùng dữ liệu cho cùng mã."),
        ),
    ]


def measure_name(found: selections.RunCard) -> str:
    """The name of what a run's rule orders by."""
    names = {"energy_above": "energy_kwh", "exemplary_enterprises": "score_points"}
    return wording.word(words.MEASURES, names.get(str(found.rule.get("select")), "received_at"))
