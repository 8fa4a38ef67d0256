"""The releases, one of them with what it changes and its texts, and what it would have cost."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.tariffs import queries
from donghanh.apps.tariffs.permissions import may_propose_law, may_see_cost
from donghanh.faces.design.figures import written_moment
from donghanh.faces.desk.asking import actor_of, now_of
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.tariffs import words
from donghanh.faces.desk.tariffs.standing import law_page, trail


@law_page
def releases(request: HttpRequest) -> HttpResponse:
    """All releases, newest first, with who proposed and who published each."""
    actor = actor_of(request)
    context = {
        "rows": [_row(row) for row in queries.releases(actor=actor)],
        "columns": [
            {"key": "title", "label": _("Thay đổi"), "url_key": "url"},
            {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
            {"key": "digest", "label": _("Mã băm"), "kind": "code"},
            {"key": "proposed_by", "label": _("Người đề xuất")},
            {"key": "proposed_at", "label": _("Đề xuất lúc"), "kind": "moment"},
            {"key": "published_by", "label": _("Người công bố")},
            {"key": "published_at", "label": _("Áp dụng từ"), "kind": "moment"},
        ],
        "may_propose": may_propose_law(actor=actor),
    }
    return render(request, "desk/tariffs/releases.html", context)


@law_page
def one(request: HttpRequest, digest: str) -> HttpResponse:
    """One release: what it changes, line by line, and one of its texts when `?van-ban=` names it."""
    actor = actor_of(request)
    row, texts = queries.release(actor=actor, digest=digest)
    changes = queries.changes_between(actor=actor, digest=digest, base=row.base) if row.base else ()
    named = request.GET.get("van-ban", "")
    context = {
        "release": row,
        "state": str(words.STATES[row.state]),
        "tone": words.STATE_TONES[row.state],
        "facts": _facts(row),
        "changes": [
            {"name": change.name, "told": str(words.CHANGES[change.change]), "lines": _lines(change.lines)}
            for change in changes
        ],
        "names": [text.name for text in texts],
        "shown": next((text for text in texts if text.name == named), None),
        "may_propose": may_propose_law(actor=actor),
        "may_see_cost": row.base is not None and may_see_cost(actor=actor),
        "is_mine": row.proposed_by == actor.username and row.state == "proposed",
        "trail": trail((row.title, "")),
    }
    return render(request, "desk/tariffs/release.html", context)


@law_page
def cost(request: HttpRequest, digest: str) -> HttpResponse:
    """What a release would have cost on the bills of past months; the months stand in the address."""
    actor = actor_of(request)
    row, _texts = queries.release(actor=actor, digest=digest)
    first, until = _months(request)
    told, refused = None, ""
    if first < until:
        try:
            told = queries.cost_of(actor=actor, digest=digest, from_month=first, until_month=until)
        except NotFound:
            raise
        except Refused as refusal:
            refused = refusals.told(refusal)
    else:
        refused = _("Tháng cuối phải sau tháng đầu. Hãy chọn lại.")
    context = {
        "release": row,
        "told": told,
        "refused": refused,
        "rows": [_cost_row(one) for one in told.rows] if told else [],
        "columns": _cost_columns(),
        "from_month": f"{first:%Y-%m}",
        "until_month": f"{until:%Y-%m}",
        "trail": trail((row.title, reverse("desk-law-release", args=[digest])), (_("Tính thử"), "")),
    }
    return render(request, "desk/tariffs/cost.html", context)


def _row(row: queries.ReleaseRow) -> dict[str, object]:
    return {
        "title": row.title,
        "url": reverse("desk-law-release", args=[row.digest]),
        "state": str(words.STATES[row.state]),
        "tone": words.STATE_TONES[row.state],
        "digest": row.digest[:12],
        "proposed_by": row.proposed_by,
        "proposed_at": row.proposed_at,
        "published_by": row.published_by,
        "published_at": row.published_at,
    }


def _facts(row: queries.ReleaseRow) -> list[tuple[str, object]]:
    published = f"{row.published_by}, {written_moment(row.published_at)}" if row.published_at else _("chưa")
    return [
        (_("Mã băm SHA-256"), row.digest),
        (_("Lập trên bộ"), row.base or _("không có: đây là bộ đầu tiên")),
        (_("Người đề xuất"), f"{row.proposed_by}, {written_moment(row.proposed_at)}"),
        (_("Người công bố"), published),
        (_("Lý do"), row.why or _("không ghi")),
    ]


def _lines(lines: tuple[str, ...]) -> list[dict[str, str]]:
    """Each line with what it is, said in a word too: colour alone says nothing to some readers."""
    told = {"+": "new", "-": "old", "@": "place"}
    return [{"kind": told.get(line[:1], "same"), "text": line} for line in lines]


def _months(request: HttpRequest) -> tuple[date, date]:
    """The months asked for; without them the twelve before this month."""
    this = now_of(request).date().replace(day=1)
    return (
        _month(request.GET.get("tu", ""), this.replace(year=this.year - 1)),
        _month(request.GET.get("den", ""), this),
    )


def _month(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return otherwise


def _cost_columns() -> list[dict[str, Any]]:
    return [
        {"key": "unit_code", "label": _("Điện lực"), "kind": "code"},
        {"key": "category", "label": _("Nhóm giá")},
        {"key": "bills", "label": _("Hóa đơn"), "kind": "number"},
        {"key": "refused", "label": _("Không tính được"), "kind": "number"},
        {"key": "kwh", "label": "kWh", "kind": "number"},
        {"key": "net_before", "label": _("Trước thuế, bộ gốc"), "kind": "dong"},
        {"key": "net_after", "label": _("Trước thuế, bộ này"), "kind": "dong"},
        {"key": "difference", "label": _("Chênh lệch"), "kind": "dong"},
    ]


def _cost_row(row: queries.LawCostRow) -> dict[str, object]:
    return {
        **vars(row),
        "category": str(words.CATEGORIES[row.category]),
        "difference": row.net_difference,
    }
