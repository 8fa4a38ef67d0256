"""Cases on the desk: all for the company, released ones for the unit; and a unit's sums after a round."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.confirmation_permissions import may_see_rounds
from donghanh.apps.programmes.operations.confirmation_cases import move_case
from donghanh.apps.programmes.queries import confirmation_cases as queries
from donghanh.apps.programmes.queries.confirmation_results import unit_results
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.desk.confirmations import words
from donghanh.faces.desk.confirmations.forms import WhyForm
from donghanh.faces.desk.confirmations.result_rows import result_columns, result_row
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of

OF_A_UNIT = ("unit_head", "unit_officer")


@programme_page(roles=("director", "business", "office", "auditor", *OF_A_UNIT))
def cases(request: HttpRequest) -> HttpResponse:
    """List the cases in sight, those due first at the top."""
    standing = standing_of(request)
    found = queries.cases(
        actor=standing.actor, campaign_code=standing.campaign_code, day=standing.today,
        is_open=request.GET.get("tat-ca") != "1",
    )  # fmt: skip
    context = {
        "trail": trail_of(standing=standing, between=_listed(standing), last=_("Việc cần xử lý")),
        "rows": [_row(standing, one) for one in found],
        "columns": _columns(),
        "all_url": standing.link("desk-confirm-cases", tat_ca="1"),
        "is_all": request.GET.get("tat-ca") == "1",
    }
    return render(request, "desk/confirmations/cases.html", context)


@programme_page(roles=("director", "business", "office", "auditor", *OF_A_UNIT))
def case(request: HttpRequest, case: int) -> HttpResponse:
    """Show one case (GET) and make a move of it (POST)."""
    standing = standing_of(request)
    found = queries.case(actor=standing.actor, case_id=case, day=standing.today)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        move = request.POST.get("move", "")
        try:
            move_case(
                actor=standing.actor, case=case, move=move, why=form.cleaned_data["why"],
                at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
            messages.success(request, _("Đã ghi: %(move)s.") % {"move": words.word(words.CASE_MOVES, move)})
            return redirect(standing.link("desk-confirm-case", case))
        except NotFound:
            raise
        except (Refused, CannotMove, Forbidden) as refusal:
            form.add_error(None, words.told(refusal))
    listed = (_("Việc cần xử lý"), standing.link("desk-confirm-cases"))
    context = {
        "trail": trail_of(standing=standing, between=(*_listed(standing), listed), last=found.reference),
        "case": found,
        "row": _row(standing, found),
        "benefit_url": standing.link("desk-benefit", found.reference),
        "moves": [(name, words.word(words.CASE_MOVES, name)) for name in found.open_moves],
        "story": [
            {"word": words.word(words.CASE_MOVES, one.move), "by": one.by or _("người nhận"), "at": one.at,
             "why": one.why}
            for one in found.moves
        ],
        "form": form,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "desk/confirmations/case.html", context, status=status)


@programme_page(roles=OF_A_UNIT)
def of_unit(request: HttpRequest) -> HttpResponse:
    """What the rounds that are over found of the own unit: sums alone."""
    standing = standing_of(request)
    found = unit_results(actor=standing.actor, campaign_code=standing.campaign_code)
    context = {
        "trail": trail_of(standing=standing, last=_("Ý kiến người nhận")),
        "rounds": [
            {
                "number": one.number,
                "on": one.on,
                "least": one.least_answers,
                "rows": [result_row(one.unit), *(result_row(part) for part in one.activities)],
            }
            for one in found
        ],
        "columns": result_columns(_("Đơn vị, hoạt động")),
        "cases_url": standing.link("desk-confirm-cases"),
    }
    return render(request, "desk/confirmations/of_unit.html", context)


def _listed(standing: Standing) -> tuple[tuple[str, str], ...]:
    if may_see_rounds(actor=standing.actor):
        return ((_("Hỏi người nhận"), standing.link("desk-confirm-rounds")),)
    return ((_("Ý kiến người nhận"), standing.link("desk-confirm-of-unit")),)


def _columns() -> list[dict[str, Any]]:
    return [
        {"key": "kind", "label": _("Việc"), "url_key": "url"},
        {"key": "state", "label": _("Bước"), "kind": "status", "tone_key": "tone"},
        {"key": "reference", "label": _("Mã suất"), "kind": "code"},
        {"key": "activity", "label": _("Hoạt động")},
        {"key": "unit", "label": _("Đơn vị"), "kind": "code"},
        {"key": "opened_on", "label": _("Báo ngày"), "kind": "day"},
        {"key": "due_on", "label": _("Hạn"), "kind": "day"},
        {"key": "late", "label": _("Trễ"), "kind": "status", "tone_key": "late_tone"},
    ]


def _row(standing: Standing, one: queries.ConfirmationCaseLine) -> dict[str, Any]:
    return {
        "kind": words.word(words.KINDS, one.kind),
        "url": standing.link("desk-confirm-case", one.id),
        "state": words.word(words.CASES, one.state),
        "tone": words.CASE_TONES.get(one.state, "idle"),
        "reference": one.reference,
        "activity": wording.said(one, "activity"),
        "unit": one.unit_code,
        "opened_on": one.opened_on,
        "due_on": one.due_on,
        "late": _("Quá hạn") if one.is_late else _("Trong hạn"),
        "late_tone": "bad" if one.is_late else "idle",
    }
