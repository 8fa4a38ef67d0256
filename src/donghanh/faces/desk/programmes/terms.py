"""An activity's terms as sentences: its rule, its window, who does what, and how a visit is done safely."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.programmes.queries.plan import ActivityCard
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.programmes import suspicion_words, wording
from donghanh.faces.desk.programmes.refusals import role_names

RULES: wording.Words = {
    "exemplary_enterprises": gettext_lazy(
        "Doanh nghiệp xếp theo điểm tiêu biểu, lấy từ cao xuống; điện năng tính %(energy)s. "
        "Tháng thiếu số đọc được nói là “chưa rõ”, không tính là 0."
    ),
    "requests_in_order_of_arrival": gettext_lazy(
        "Yêu cầu cấp điện mới cho sinh hoạt gửi %(requested)s, ai đến trước được trước."
    ),
    "energy_above": gettext_lazy(
        "Khách hàng dùng trên %(more_than_kwh)s kWh trong %(months)s tháng, %(energy)s. "
        "Tháng thiếu số đọc được nói là “chưa rõ”, không tính là 0."
    ),
    "registered_and_installed": gettext_lazy(
        "Hộ gia đình đăng ký thanh toán trực tuyến %(registered)s và cài ứng dụng chăm sóc khách hàng "
        "%(installed)s. Bốc thăm ngày %(draw_on)s, nhận quà trước ngày %(claim_until)s."
    ),
    "nominated_by_commune": gettext_lazy(
        "Do Mặt trận Tổ quốc xã, phường hoặc điện lực đề cử, thuộc diện: %(classes)s."
    ),
    "requested_by_area": gettext_lazy(
        "Theo nhu cầu của khu vực %(areas)s và của trường học có học sinh bị ảnh hưởng."
    ),
}


def rule_told(*, terms: Mapping[str, Any]) -> str:
    """Say an activity's rule in a sentence; nothing where it has none."""
    rule = terms.get("rule") or {}
    sentence = RULES.get(str(rule.get("select")))
    return str(sentence) % _facts(rule) if sentence else ""


def term_rows(*, card: ActivityCard, last: date) -> list[tuple[str, str] | tuple[str, str, str]]:
    """List an activity's terms as names and values; a third value explains."""
    terms: Mapping[str, Any] = card.terms
    starts = date.fromisoformat(str(terms["starts_on"])) if terms.get("starts_on") else None
    rows: list[tuple[str, str] | tuple[str, str, str]] = [
        (_("Mục"), card.row),
        (_("Thuộc chương trình"), wording.said(card, "programme")),
        (_("Cách chọn"), wording.word(wording.METHODS, card.method)),
    ]
    rule = rule_told(terms=terms)
    rows += [(_("Tiêu chí"), rule, _source_told(terms))] if rule else []
    rows += [(_("Sẽ lấy từ"), wording.said_in(dict(terms), "fed_by"))] if terms.get("fed_by_vi") else []
    if card.target is not None:
        rows.append((_("Chỉ tiêu"), f"{written_number(card.target)} {wording.said(card, 'measured_in')}"))
        rows.append((_("Thời gian thực hiện"), f"{written_day(starts)} – {written_day(card.due_on or last)}"))
    rows += _role_rows(terms)
    rows += _variation_rows(terms)
    rows += [
        (suspicion_words.SAYS[rule["says"]], *suspicion_words.rule_told(rule))
        for rule in terms.get("stacking") or ()
    ]
    return rows


def safety_rows(*, terms: Mapping[str, Any]) -> list[dict[str, str]]:
    """List how a visit is done in each state of an area."""
    return [
        {
            "area": wording.word(wording.AREAS, status),
            "tone": wording.AREA_TONES.get(status, "idle"),
            "visit": wording.word(wording.VISITS, way.get("visit", "")),
            "text": wording.said_in(way),
        }
        for status in wording.AREAS
        if (way := (terms.get("safety") or {}).get(status))
    ]


def _role_rows(terms: Mapping[str, Any]) -> list[tuple[str, str]]:
    held = terms.get("roles") or {}
    names = {"nominate": _("Người đề cử"), "deliver": _("Người trao")}
    return [(name, role_names(held[key])) for key, name in names.items() if held.get(key)]


def _variation_rows(terms: Mapping[str, Any]) -> list[tuple[str, str]]:
    variation = terms.get("variation") or {}
    if not variation:
        return []
    told = _("Lùi hạn tối đa %(days)s ngày, thay đổi chỉ tiêu tối đa %(percent)s%%.") % {
        "days": variation.get("days_later_at_most", 0),
        "percent": variation.get("share_percent_at_most", 0),
    }
    return [(_("Đơn vị được tự điều chỉnh"), told)]


def _source_told(terms: Mapping[str, Any]) -> str:
    if (terms.get("rule") or {}).get("source") == "proposal" or not terms.get("is_confirmed", True):
        return _("Tiêu chí do hệ thống đề xuất từ bản mẫu, công ty cần xác nhận.")
    return _("Theo bài báo về tháng tri ân; phần bài báo không nói là đề xuất của bản mẫu.")


def _facts(rule: Mapping[str, Any]) -> dict[str, str]:
    return {
        "energy": _window(rule.get("energy_window")),
        "requested": _window(rule.get("requested")),
        "registered": _window(rule.get("registered")),
        "installed": _window(rule.get("installed")),
        "more_than_kwh": written_number(rule.get("more_than_kwh")),
        "months": written_number(rule.get("months")),
        "draw_on": _day(rule.get("draw_on")),
        "claim_until": _day(rule.get("claim_until")),
        "classes": ", ".join(
            wording.word(wording.SOCIAL_CLASSES, one).lower() for one in rule.get("social_classes") or ()
        ),
        "areas": ", ".join(
            wording.word(wording.AREAS, one).lower() for one in rule.get("area_statuses") or ()
        ),
    }


def _window(span: Mapping[str, Any] | None) -> str:
    """A half-open span in words: its last day is the day before `until`."""
    if not span:
        return ""
    last = date.fromisoformat(str(span["until"])) - timedelta(days=1)
    return _("từ %(first)s đến %(last)s") % {"first": _day(span["from"]), "last": written_day(last)}


def _day(text: object) -> str:
    return written_day(date.fromisoformat(str(text))) if text else ""
