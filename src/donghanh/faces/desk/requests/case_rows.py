"""The parts of a case's page as finished values: facts, documents, answers, pauses, and what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.requests.values import CasePage, HandOverRow, MoveRow
from donghanh.faces.design.figures import written_moment
from donghanh.faces.desk.asking import address
from donghanh.faces.desk.requests import words
from donghanh.faces.signin.roles import NAMES


def facts(page: CasePage, units: Mapping[str, str]) -> list[tuple[str, Any]]:
    """Who asked for what, when."""
    row = page.row
    found = [
        (_("Nhận lúc"), written_moment(row.received_at)),
        (_("Khách hàng"), page.contact_name or row.name or "–"),
        (_("Mã khách hàng"), page.customer_code or "–"),
        (_("Xã, phường"), page.commune or page.commune_code or "–"),
        (_("Đơn vị"), units.get(row.unit_code, row.unit_code) or "–"),
    ]
    if row.hand_over_count:
        found.append((_("Số lần chuyển"), row.hand_over_count))
    if row.reopened_count:
        found.append((_("Số lần mở lại"), row.reopened_count))
    return found


def letters(page: CasePage) -> list[dict[str, Any]]:
    """What the customer wrote upon the case, the latest first."""
    return [
        {
            "at": one.at, "subject": one.subject, "text": one.text, "files": one.files,
            "channel": words.channel(one.channel), "read_by": one.read_by, "read_at": one.read_at,
            "read_url": address("desk-request-letter-read", page.row.code, one.number),
        }
        for one in reversed(page.messages)
    ]  # fmt: skip


def linked(page: CasePage) -> list[dict[str, Any]]:
    """Cases that name this one by its tracking code, and that it names."""
    forth = _("Thư mở yêu cầu này có mã theo dõi của yêu cầu ấy, nhưng gửi từ địa chỉ khác.")
    back = _("Thư mở yêu cầu ấy có mã theo dõi của yêu cầu này, nhưng gửi từ địa chỉ khác.")
    return [
        {
            "code": one.code,
            "url": address("desk-request", one.code),
            "told": back if one.is_other_newer else forth,
        }
        for one in page.links
    ]


def contact(page: CasePage) -> list[tuple[str, str]]:
    """How to reach the customer, covered unless the page is in full."""
    return [
        (_("Điện thoại"), page.phone),
        (_("Thư điện tử"), page.email),
        (_("Địa chỉ"), page.address),
    ]


def documents(page: CasePage) -> list[dict[str, Any]]:
    """Papers of the service with what is there."""
    return [
        {
            "name": words.named(one),
            "is_required": one.is_required,
            "state": _("Đã có") if one.is_there else _("Chưa có"),
            "tone": "good" if one.is_there else "warn" if one.is_required else "idle",
        }
        for one in page.documents
    ]


def steps(page: CasePage) -> list[dict[str, str]]:
    """The steps of the service, each with who does it."""
    doers = words.lawbook().doers
    return [
        {"name": words.said(one["vi"], one["en"]), "by": words.named(doers.get(one["by"]))}
        for one in page.service.get("steps", ())
    ]


def answers(page: CasePage) -> list[dict[str, Any]]:
    """What the customer was told, the latest first."""
    return [
        {"kind": words.word(words.ANSWERS, one.kind), "text": one.text, "at": one.at, "by": one.by}
        for one in reversed(page.answers)
    ]


def breach(page: CasePage) -> dict[str, Any] | None:
    """Why it came too late, and the apology."""
    found = page.breach
    return found and {
        "cause": words.said(found.cause_vi, found.cause_en), "told": found.told, "apology": found.apology,
        "by": found.by, "at": found.at, "due_at": found.due_at,
    }  # fmt: skip


def pauses(page: CasePage) -> list[dict[str, Any]]:
    """The times when the clock stood, with the evidence."""
    return [
        {
            "reason": words.said(one.reason_vi, one.reason_en), "why": one.why, "from_at": one.from_at,
            "until": written_moment(one.until_at) if one.until_at else _still(one.ends_by_at), "by": one.by,
            "files": [
                {"name": _("Bằng chứng %(number)s") % {"number": at}, "url": address("evidence-file", number)}
                for at, number in enumerate(one.evidence, start=1)
            ],
        }
        for one in page.pauses
    ]  # fmt: skip


def _still(ends_by_at: Any) -> str:
    if ends_by_at is None:
        return _("đang dừng")
    return _("đang dừng, chậm nhất %(at)s chạy lại") % {"at": written_moment(ends_by_at)}


def moves(page: CasePage, units: Mapping[str, str]) -> list[dict[str, Any]]:
    """What happened, the latest first; a hand-over tells from where to where."""
    given = {one.at: one for one in page.hand_overs}
    return [_move(one, given.get(one.at), units) for one in reversed(page.moves)]


def _move(one: MoveRow, given: HandOverRow | None, units: Mapping[str, str]) -> dict[str, Any]:
    told = ""
    if one.move == "hand_over" and given:
        told = f"{_place(given.from_unit, given.from_desk, given.from_staff, units)} → "
        told += _place(given.to_unit, given.to_desk, given.to_staff, units)
    return {
        "word": words.word(words.MOVES, one.move), "told": told, "why": words.why(one.why), "at": one.at,
        "by": words.word(words.DOERS, one.by), "role": str(NAMES.get(one.as_role, "")),
    }  # fmt: skip


def _place(unit: str, desk: str, staff: str, units: Mapping[str, str]) -> str:
    place = units.get(unit, unit) if desk == "unit" else words.word(words.RESPONSIBLE, desk)
    return f"{place} ({staff})" if staff else place


def escalations(page: CasePage) -> list[dict[str, Any]]:
    """Who was warned, and when."""
    return [
        {
            "at": one.at,
            "told": ", ".join(filter(None, (str(NAMES.get(one.to_role, one.to_role)), one.to_name))),
        }
        for one in page.escalations
    ]


def likely(page: CasePage) -> list[dict[str, Any]]:
    """Cases that may speak of the same thing, with why."""
    return [
        {
            "code": one.code, "url": address("desk-request", one.code), "score": one.score,
            "service": words.said(one.service_vi, one.service_en), "received_at": one.received_at,
            "reasons": [words.word(words.LIKE, reason) for reason in one.reasons], "incident": one.incident,
            "state": words.word(words.STATES, one.state), "tone": words.TONES.get(one.state, "idle"),
        }
        for one in page.likely
    ]  # fmt: skip
