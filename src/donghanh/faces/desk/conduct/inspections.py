"""Inspections: the list in sight, and one of them as a form for a thumb while it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.queries import InspectionCard, InspectionRow, ItemLine
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.desk.asking import Standing, address, asked_page, standing_of
from donghanh.faces.desk.conduct import finding_rows, pictures, wording
from donghanh.faces.desk.conduct.standing import conduct_page, tabs

LONGEST_NOTE = 500


@conduct_page
def inspections(request: HttpRequest) -> HttpResponse:
    """List the inspections in sight, a page at a time; filters stand in the address."""
    standing = standing_of(request)
    round_code, state, kind, unit = (
        request.GET.get(name, "")[:20] for name in ("dot", "trang-thai", "loai", "don-vi")
    )
    found = queries.inspection_list(
        actor=standing.actor, round_code=round_code, state=state, kind=kind, unit_code=unit,
        page=asked_page(request),
    )  # fmt: skip
    context = {
        "tabs": tabs(here="inspections", actor=standing.actor, day=standing.today),
        "total": found.total, "round": round_code,
        "rows": [_line(row) for row in found.rows], "columns": _columns(),
        "state": state, "state_options": _options(wording.INSPECTION_STATES),
        "kind": kind, "kind_options": _options(wording.KINDS),
        "page": {"number": found.page, "page_count": found.pages, "total_count": found.total},
    }  # fmt: skip
    return render(request, "desk/conduct/inspections.html", context)


@conduct_page
def inspection(request: HttpRequest, code: str) -> HttpResponse:
    """Show one inspection; POST tells, begins, answers, finishes or cancels it."""
    standing = standing_of(request)
    card = queries.inspection_card(actor=standing.actor, code=code)
    if request.method != "POST":
        return render(request, "desk/conduct/inspection.html", _page(standing, card, {}))
    given = _given(request, card)
    try:
        messages.success(request, _acted(request, standing, card, given))
    except NotFound:
        raise
    except (Refused, Forbidden) as reason:
        messages.error(request, _told(reason, card))
        context = _page(standing, queries.inspection_card(actor=standing.actor, code=code), given)
        return render(request, "desk/conduct/inspection.html", context, status=422)
    return redirect("desk-conduct-inspection", code)


def _given(request: HttpRequest, card: InspectionCard) -> dict[str, tuple[str, str]]:
    """What was chosen, item by item; an item left open is left out."""
    said = {
        item.code: (
            request.POST.get(f"answer-{item.code}", "")[:20],
            request.POST.get(f"note-{item.code}", "")[:LONGEST_NOTE],
        )
        for item in card.items
    }
    return {item: one for item, one in said.items() if one[0]}


def _acted(
    request: HttpRequest, standing: Standing, card: InspectionCard, given: dict[str, tuple[str, str]]
) -> str:
    code = card.row.code
    which = {"actor": standing.actor, "code": code, "at": standing.now}
    why = request.POST.get("why", "")[:300]

    def answer() -> object:
        for item in card.items:
            for name, content in pictures.given(request, f"photo-{item.code}"):
                operations.attach_to_item(
                    actor=standing.actor, inspection=code, item=item.code, name=name, content=content,
                    at=standing.now,
                )  # fmt: skip
        return operations.answer_items(**which, answers=given)

    def finish() -> object:
        answer()
        return operations.finish_inspection(**which)

    acts: dict[str, tuple[Callable[[], object], str]] = {
        "notify": (lambda: operations.notify_inspection(**which), _("Đã báo đơn vị.")),
        "begin": (lambda: operations.begin_inspection(**which, why=why), _("Đã bắt đầu kiểm tra.")),
        "answer": (answer, _("Đã lưu câu trả lời.")),
        "finish": (finish, _("Đã kết thúc kiểm tra.")),
        "cancel": (lambda: operations.cancel_inspection(**which, why=why), _("Đã hủy lượt kiểm tra.")),
    }
    wanted = request.POST.get("move", "")
    if wanted not in acts:
        raise NotFound("move", wanted)
    act, told = acts[wanted]
    act()
    return told


def _told(reason: Refused | Forbidden, card: InspectionCard) -> str:
    """The refusal, with the items that it names in the reader's words."""
    named = reason.facts.get("items") or [reason.facts.get("item")]
    words = {item.code: wording.said(item.vi, item.en) for item in card.items}
    shown = [words[code] for code in named if code in words]  # type: ignore[attr-defined]
    return " ".join([wording.told(reason), *shown])


def _page(standing: Standing, card: InspectionCard, given: dict[str, tuple[str, str]]) -> dict[str, Any]:
    row = card.row
    return {
        "card": card,
        "row": row,
        "unit": wording.said(row.unit_vi, row.unit_en),
        "kind": wording.word(wording.KINDS, row.kind),
        "round_kind": _("Đột xuất") if row.is_surprise else _("Theo kế hoạch"),
        "trail": [
            (_("Tác phong"), address("desk-conduct")),
            (_("Lượt kiểm tra"), address("desk-conduct-inspections")),
            (row.code, ""),
        ],
        "state": wording.word(wording.INSPECTION_STATES, row.state),
        "tone": wording.TONES.get(row.state, "idle"),
        "verdict": wording.word(wording.VERDICTS, row.verdict) if row.verdict else "",
        "verdict_tone": wording.TONES.get(row.verdict, "idle"),
        "share": wording.percent(row.share_bp),
        "checklist": wording.said(card.checklist_vi, card.checklist_en),
        "items": [_item(item, given) for item in card.items],
        "is_form": card.may_act and row.state == "under_way",
        "may_begin": card.may_act and row.state in ("drawn", "notified"),
        "may_notify": card.may_act and row.state == "drawn" and not row.is_surprise,
        "is_other_day": row.day != standing.today,
        "needs_why": row.day != standing.today or (row.state == "drawn" and not row.is_surprise),
        "told": wording.told_rows(card.told),
        "findings": [finding_rows.line(one) for one in card.findings],
        "finding_columns": finding_rows.columns(),
        "moves": [
            {"word": wording.word(wording.MOVES, one.move), "at": one.at, "by": one.by, "why": one.why}
            for one in card.moves
        ],
        "round_url": address("desk-conduct-round", row.round),
    }  # fmt: skip


def _item(item: ItemLine, given: dict[str, tuple[str, str]]) -> dict[str, Any]:
    answer, note = given.get(item.code, (item.answer, item.note))
    return {
        "code": item.code,
        "text": wording.said(item.vi, item.en),
        "points": item.points,
        "is_critical": item.is_critical,
        "choices": [(key, str(label), key == answer) for key, label in wording.ANSWERS.items()],
        "answer": wording.word(wording.ANSWERS, answer) if answer else _("Chưa trả lời"),
        "tone": {"met": "good", "not_met": "bad"}.get(answer, "idle"),
        "note": note,
        "files": pictures.shown(item.files),
    }


def _line(row: InspectionRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "url": address("desk-conduct-inspection", row.code),
        "round": row.round,
        "day": row.day,
        "kind": wording.word(wording.KINDS, row.kind),
        "unit": wording.said(row.unit_vi, row.unit_en),
        "person": row.person or "–",
        "state": wording.word(wording.INSPECTION_STATES, row.state),
        "tone": wording.TONES.get(row.state, "idle"),
        "share": wording.percent(row.share_bp),
        "verdict": wording.word(wording.VERDICTS, row.verdict) if row.verdict else "–",
        "verdict_tone": wording.TONES.get(row.verdict, "idle"),
    }


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "code", "label": _("Lượt"), "kind": "code", "url_key": "url"},
        {"key": "day", "label": _("Ngày"), "kind": "day"},
        {"key": "kind", "label": _("Loại")},
        {"key": "unit", "label": _("Điện lực")},
        {"key": "person", "label": _("Người")},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
        {"key": "share", "label": _("Điểm")},
        {"key": "verdict", "label": _("Đánh giá"), "kind": "status", "tone_key": "verdict_tone"},
    ]


def _options(words: wording.Words) -> list[tuple[str, str]]:
    return [("", _("Tất cả")), *((key, str(label)) for key, label in words.items())]
