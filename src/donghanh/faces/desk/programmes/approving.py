"""
Approve what was verified: see the rows and the digest that the list will bear, then freeze them.

What is approved is what was looked at: when something was verified meanwhile, or a colleague was first,
nothing is frozen and the page says so, with the number of the list and by whom.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.approving import approve_list
from donghanh.apps.programmes.permissions import APPROVERS, check_approve
from donghanh.apps.programmes.queries.lists import approved_lists
from donghanh.apps.programmes.queries.previews import ApprovalPreview, approval_preview
from donghanh.apps.programmes.refusals import CannotApproveList, NotFound
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.design.figures import written_moment
from donghanh.faces.desk.programmes import refusals, wording
from donghanh.faces.desk.programmes.activities import activity_choices, trail_of
from donghanh.faces.desk.programmes.benefits import row_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of


@programme_page(roles=APPROVERS)
def approve(request: HttpRequest) -> HttpResponse:
    """Choose activity and unit, preview (GET), approve (POST)."""
    standing = standing_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    code, unit = asked.get("hoat-dong", ""), _unit(standing, asked.get("don-vi", ""))
    check_approve(actor=standing.actor, unit_code=unit or None)
    if request.method == "POST":
        return _approved(request, standing, code, unit)
    preview = _preview(standing, code, unit)
    return render(request, "desk/programmes/approve.html", _page(standing, code, unit, preview))


def _unit(standing: Standing, asked: str) -> str:
    """The unit asked for; a unit's head who names none means the own unit."""
    units = standing.actor.unit_codes
    if not asked and units and len(units) == 1:
        return next(iter(units))
    return asked


def _preview(standing: Standing, code: str, unit: str) -> ApprovalPreview | None:
    if not code:
        return None
    return approval_preview(
        actor=standing.actor,
        campaign_code=standing.campaign_code,
        activity_code=code,
        unit_code=unit or None,
    )


def _approved(request: HttpRequest, standing: Standing, code: str, unit: str) -> HttpResponse:
    try:
        number = approve_list(
            actor=standing.actor,
            campaign_code=standing.campaign_code,
            activity_code=code,
            unit_code=unit or None,
            at=request.product_now,  # type: ignore[attr-defined]
            why=request.POST.get("why", "").strip()[:500],
            expected_digest=request.POST.get("digest", ""),
        )
    except NotFound:
        raise
    except CannotApproveList as refusal:
        messages.error(request, f"{refusals.told(refusal)} {_told_last(standing, code)}".strip())
        return redirect(standing.link("desk-approve", hoat_dong=code, don_vi=unit))
    except (CannotMove, Forbidden) as refusal:
        messages.error(request, refusals.told(refusal))
        return redirect(standing.link("desk-approve", hoat_dong=code, don_vi=unit))
    messages.success(request, _("Đã duyệt và niêm phong danh sách số %(number)s.") % {"number": number})
    return redirect(standing.link("desk-list", code, number))


def _told_last(standing: Standing, code: str) -> str:
    """Name the last list of the activity in sight: its number, by whom, when."""
    cards = approved_lists(actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code)
    if not cards:
        return ""
    last = max(cards, key=lambda card: card.number)
    told = _("Danh sách gần nhất là số %(number)s, %(count)s suất, do %(by)s duyệt lúc %(at)s.")
    return told % {
        "number": last.number,
        "count": last.row_count,
        "by": last.approved_by,
        "at": written_moment(last.approved_at),
    }


def _page(standing: Standing, code: str, unit: str, preview: ApprovalPreview | None) -> dict[str, Any]:
    lines = preview.lines if preview else ()
    communes = organisation.commune_names() if lines else {}
    listed = (_("Danh sách đã duyệt"), standing.link("desk-lists", hoat_dong=code))
    return {
        "standing": standing,
        "trail": trail_of(standing=standing, between=(listed,), last=_("Duyệt danh sách")),
        "code": code,
        "unit": unit,
        "activities": activity_choices(standing=standing, first=_("Chọn hoạt động")),
        "units": _units(standing),
        "rows": [row_of(line=one.line, standing=standing, communes=communes) for one in lines],
        "stopped": [
            {
                "reference": one.line.reference,
                "name": one.line.name,
                "url": standing.link("desk-benefit", one.line.reference),
                "why_not": refusals.told_rule(rule=one.rule, facts=one.facts),
            }
            for one in (preview.stopped_by if preview else ())
        ],
        "reserve": [
            {
                "reference": line.reference,
                "name": line.name,
                "unit": wording.said(line, "unit"),
                "url": standing.link("desk-benefit", line.reference),
            }
            for line in (preview.reserve if preview else ())
        ],
        "digest": preview.digest if preview and lines else "",
        "quantity": sum(one.line.quantity for one in lines),
        "last": _told_last(standing, code) if code else "",
        "waiting_url": standing.link("desk-benefits", hoat_dong=code, don_vi=unit, trang_thai="checked"),
    }


def _units(standing: Standing) -> list[tuple[str, str]]:
    units = organisation.units_on(day=standing.today, actor=standing.actor)
    named = [(unit.code, wording.said(unit, "name")) for unit in units]
    return [("", _("Toàn công ty")), *named] if standing.actor.sees_all else named
