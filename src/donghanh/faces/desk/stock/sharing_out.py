"""Goods that run short: who would get how many by the stated rule, looked at first, then written."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.allocating import allocate_goods
from donghanh.apps.programmes.permissions import may_plan
from donghanh.apps.programmes.queries.allocations import (
    AllocationCard,
    AllocationLine,
    allocation_preview,
    allocations,
)
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.faces.design.figures import written_number
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of
from donghanh.faces.desk.stock import words
from donghanh.faces.desk.stock.standing import trail


@programme_page(roles=("business", "office", "director", "auditor"))
def share_out(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a round would give (GET), or make it as it was looked at (POST)."""
    standing = standing_of(request)
    if request.method == "POST":
        return _made(request, standing, code)
    where = {"campaign_code": standing.campaign_code, "activity_code": code}
    told = allocation_preview(actor=standing.actor, day=standing.today, **where)
    context = {
        "trail": trail(_("Chia hàng")),
        "told": told,
        "rule": _rule(told.rule, told.reserve),
        "rows": [_row(line, standing) for line in told.lines],
        "columns": _columns(),
        "rounds": [_round(card) for card in allocations(actor=standing.actor, **where)],
        "round_columns": _round_columns(),
        "may_share": may_plan(actor=standing.actor) and told.granted > 0,
        "back": standing.link("desk-activity", code),
    }
    return render(request, "desk/stock/allocation.html", context)


def _made(request: HttpRequest, standing: Standing, code: str) -> HttpResponse:
    try:
        made = allocate_goods(
            actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code,
            expected_digest=request.POST.get("digest", "")[:64], why=request.POST.get("why", "")[:500],
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except NotFound:
        raise
    except (Refused, Forbidden) as refusal:
        messages.error(request, refusals.told(refusal))
    else:
        told = _("Đợt %(number)s: xin %(asked)s, cấp %(granted)s cho %(answered)s nơi. Tiếp theo: duyệt.")
        messages.success(request, told % vars(made))
    return redirect(standing.link("desk-stock-share", code))


def _rule(said: Mapping[str, object], reserve: int) -> list[tuple[str, str]]:
    order = said["order"]
    names = [str(words.CLASSES[name]) for name in order] if isinstance(order, list) else []
    until = said.get("reserve_until")
    kept = written_number(reserve)
    if reserve and until:
        year, month, day = str(until).split("-")
        kept = _("%(pieces)s, đến ngày %(day)s") % {"pieces": kept, "day": f"{day}/{month}/{year}"}
    return [
        (_("Thứ tự"), " → ".join(names)),
        (_("Trong cùng nhóm"), _("theo tỷ lệ số xin, phần dư lớn nhất được trước")),
        (_("Nguyên hộp (chiếc một hộp)"), str(said["pack"])),
        (_("Ít nhất mỗi nơi (chiếc)"), str(said["least"])),
        (_("Để dành đợt sau"), kept),
    ]


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "request", "label": _("Yêu cầu"), "kind": "code", "url_key": "url"},
        {"key": "name", "label": _("Nơi xin")},
        {"key": "group", "label": _("Nhóm")},
        {"key": "asked", "label": _("Xin"), "kind": "number"},
        {"key": "granted", "label": _("Cấp"), "kind": "number"},
        {"key": "short", "label": _("Thiếu"), "kind": "number"},
        {"key": "reason", "label": _("Vì sao"), "kind": "status", "tone_key": "tone"},
    ]


def _row(line: AllocationLine, standing: Standing) -> dict[str, object]:
    return {
        "request": line.request,
        "url": standing.link("desk-benefit", line.request),
        "name": line.name,
        "group": str(words.CLASSES[line.request_class]),
        "asked": line.asked,
        "granted": line.granted,
        "short": line.short,
        "reason": str(words.REASONS[line.reason]),
        "tone": words.REASON_TONES.get(line.reason, "bad"),
    }


def _round_columns() -> list[dict[str, object]]:
    return [
        {"key": "number", "label": _("Đợt"), "kind": "number"},
        {"key": "at", "label": _("Lúc"), "kind": "moment"},
        {"key": "by", "label": _("Người chia")},
        {"key": "available", "label": _("Có"), "kind": "number"},
        {"key": "asked", "label": _("Xin"), "kind": "number"},
        {"key": "granted", "label": _("Cấp"), "kind": "number"},
    ]


def _round(card: AllocationCard) -> dict[str, object]:
    return dict(vars(card))
