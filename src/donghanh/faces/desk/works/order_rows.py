"""The rows of one order's page as plain values: facts, steps, visits, records, pictures, the story."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.works.queries import OrderStory
from donghanh.faces.design.figures import written_moment, written_number
from donghanh.faces.desk.asking import address
from donghanh.faces.desk.works import wording
from donghanh.faces.signin.roles import NAMES

PICTURES = ("photo_before", "photo_after", "photo", "signature")


def facts(story: OrderStory) -> list[tuple[str, str]]:
    """Name and value of what is known of the order."""
    crews = {
        "live_line": _("tổ hotline"),
        "substation": _("tổ trạm"),
        "home_wiring": _("thợ điện sau công tơ"),
    }
    rows = [
        (_("Khách hàng"), story.name),
        (_("Xã, phường"), story.commune),
        (_("Điện lực"), story.unit_code),
        (_("Cần cắt điện"), _("Có") if story.frozen["needs_outage"] else _("Không")),
        (_("Yêu cầu tổ"), ", ".join(crews.get(one, one) for one in story.frozen["crew"])),
        (_("Hướng dẫn"), story.instructions),
        (_("Thay cho lệnh"), story.replaces),
        (_("Được thay bằng"), story.replaced_by),
    ]
    return [row for row in rows if row[1]]


def steps(story: OrderStory) -> list[dict[str, Any]]:
    """The steps in order, with when each was done."""
    return [
        {
            "text": wording.said(step.vi, step.en),
            "is_safety": step.is_safety,
            "needs_photo": step.needs_photo,
            "done_at": step.done_at,
            "state": _("Đã làm") if step.done_at else _("Chưa"),
            "tone": "good" if step.done_at else "idle",
        }
        for step in story.steps
    ]


def visits(story: OrderStory) -> list[dict[str, Any]]:
    """The visits, the latest first."""
    return [
        {
            "day": visit.day,
            "crew": visit.crew or _("Chưa có tổ"),
            "state": wording.word(wording.VISIT_STATES, visit.state),
            "tone": wording.TONES.get(visit.state, "idle"),
            "url": address("desk-work-day", ngay=visit.day.isoformat(), to=str(visit.crew_id)),
            "is_open": visit.is_open,
        }
        for visit in reversed(story.visits)
    ]


def records(story: OrderStory) -> list[dict[str, Any]]:
    """What phones sent, also what does not count and why; steps that count have their own list."""
    return [
        {
            "kind": wording.word(wording.RECORDS, one.kind),
            "taken_at": one.taken_at,
            "received_at": one.received_at,
            "by": one.by,
            "told": _told(story, one.kind, one.facts),
            "counts": wording.word(wording.SET_ASIDE, one.rule) if one.rule else _("Được tính"),
            "tone": "warn" if one.rule else "good",
        }
        for one in story.records
        if one.rule or one.kind != "step_done"
    ]


def materials(story: OrderStory) -> list[str]:
    """What was built in: the item's name where the stock keeps it, else what the crew wrote."""
    return [
        " · ".join(
            part
            for part in (
                f"{wording.said(one.name_vi, one.name_en) or one.item_code} × {written_number(one.quantity)} "
                f"{wording.said(one.measure_vi, one.measure_en)}".strip(),
                one.serial,
            )
            if part
        )
        for one in story.materials
    ]


def record_columns() -> list[dict[str, object]]:
    """Columns of the table of records."""
    return [
        {"key": "kind", "label": _("Bản ghi")},
        {"key": "told", "label": _("Nội dung")},
        {"key": "taken_at", "label": _("Lúc ghi trên máy"), "kind": "moment"},
        {"key": "received_at", "label": _("Lúc nhận"), "kind": "moment"},
        {"key": "by", "label": _("Người gửi")},
        {"key": "counts", "label": _("Kết quả"), "kind": "status", "tone_key": "tone"},
    ]


def pictures(story: OrderStory) -> list[dict[str, str]]:
    """Photographs and signatures that count, each file once."""
    found = {
        one.evidence: one for one in story.records if one.evidence and one.kind in PICTURES and not one.rule
    }
    return [
        {
            "url": address("evidence-file", number),
            "small": address("evidence-file", number, small=1),
            "word": wording.word(wording.EVIDENCE, one.kind),
            "at": written_moment(one.taken_at),
        }
        for number, one in found.items()
    ]


def missing_evidence(story: OrderStory) -> list[str]:
    """Kinds of evidence that are asked for and not there."""
    there = {one.kind for one in story.records if not one.rule}
    return [wording.word(wording.EVIDENCE, kind) for kind in story.needs if kind not in there]


def moves(story: OrderStory) -> list[dict[str, Any]]:
    """The story, the latest first; what the order says already is not told of its visit again."""
    return [
        {
            "word": wording.word(wording.MOVES, move.move),
            "by": move.by,
            "role": str(NAMES.get(move.as_role, move.as_role)),
            "at": move.at,
            "why": wording.word(wording.REASONS, move.why),
        }
        for move in reversed(story.moves)
        if move.life == "order" or move.move in {"move", "reassign"}
    ]


def _told(story: OrderStory, kind: str, facts: Any) -> str:
    if facts.get("step"):
        named = {step.code: wording.said(step.vi, step.en) for step in story.steps}
        return named.get(facts["step"], str(facts["step"]))
    if kind == "material":
        serial = f" · {facts['serial']}" if facts.get("serial") else ""
        return f"{facts['item']} × {written_number(facts['quantity'])}{serial}"
    if kind == "reading":
        return f"{wording.REGISTERS[facts['register']]} {written_number(facts['index'])}"
    if kind == "not_possible":
        return wording.word(wording.REASONS, facts["reason"])
    return str(facts.get("signer") or facts.get("text") or "")
