"""A selection's rule on the page: parameters with their source, the score's bands, where places ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.programmes.queries.plan import ActivityCard
from donghanh.faces.design.figures import written_day, written_moment, written_number
from donghanh.faces.desk.programmes import selection_words as words
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.standing import page_address

UNITS_OF_COLUMNS = {"energy_kwh": "kWh", "contract_years": ""}


def rule_rows(*, card: ActivityCard) -> list[tuple[str, str]]:
    """List the parameters of a rule as names and values."""
    rule: Mapping[str, Any] = card.terms.get("rule") or {}
    proposed = rule.get("source") == "proposal"
    rows = [
        (_("Chỉ tiêu công ty"), f"{written_number(card.target)} {wording.said(card, 'measured_in')}"),
        (_("Dành cho"), ", ".join(wording.word(wording.KINDS, kind) for kind in rule.get("kinds") or ())),
        (_("Mức điện năng"), _above(rule)),
        (_("Kỳ xét điện năng"), _window(rule.get("energy_window"))),
        (_("Nhận yêu cầu"), _window(rule.get("requested"))),
        (_("Thứ tự"), _order(rule)),
        (
            _("Chia chỗ"),
            _("theo chỉ tiêu từng đơn vị") if card.terms.get("shares_bind") else _("chung toàn công ty"),
        ),
        (_("Nguồn"), _("Đề xuất, công ty cần xác nhận") if proposed else _("Theo bài báo")),
    ]
    return [(name, value) for name, value in rows if value]


def band_rows(*, card: ActivityCard) -> list[dict[str, str]]:
    """List from which value on how many points are given; nothing for a rule without a score."""
    rule: Mapping[str, Any] = card.terms.get("rule") or {}
    names = {"energy_kwh": _("Điện năng của kỳ xét"), "contract_years": _("Số năm hợp đồng")}
    return [
        {
            "name": names.get(part["column"], part["name"]),
            "from": f"{written_number(band['from'])} {UNITS_OF_COLUMNS.get(part['column'], '')}".strip(),
            "points": written_number(band["points"]),
        }
        for part in rule.get("components") or ()
        for band in part["bands"]
    ]


def cut_rows(*, cut: Mapping[str, Any]) -> list[dict[str, str]]:
    """Say for each group where its places ended, and what decided between the last and the first left out."""
    return [
        {
            "group": group or _("Toàn công ty"),
            "places": f"{written_number(one['taken'])} / {written_number(one['quota'])}",
            "last": _last(one.get("last")),
            "tie": _tie(one),
        }
        for group, one in cut.items()
    ]


def day(value: date) -> str:
    """Write a day."""
    return written_day(value)


def moment(value: datetime) -> str:
    """Write an instant."""
    return written_moment(value)


def customer_url(code: str) -> str:
    """The customer's page; nothing for what is not a customer's code."""
    return page_address("desk_customer", code) if code.startswith("PA") else ""


def _above(rule: Mapping[str, Any]) -> str:
    if not rule.get("more_than_kwh"):
        return ""
    return _("trên %(kwh)s kWh (bằng đúng mức thì chưa đủ)") % {"kwh": written_number(rule["more_than_kwh"])}


def _window(span: Mapping[str, Any] | None) -> str:
    if not span:
        return ""
    first = written_day(date.fromisoformat(str(span["from"])))
    return _("từ %(first)s đến %(last)s") % {"first": first, "last": words.last_day(span["until"])}


def _order(rule: Mapping[str, Any]) -> str:
    orders = {
        "energy_above": _("điện năng nhiều trước; bằng nhau thì hợp đồng ký trước, rồi theo mã"),
        "exemplary_enterprises": _("điểm cao trước; bằng nhau thì hợp đồng ký trước, rồi theo mã"),
        "requests_in_order_of_arrival": _("ai gửi trước được trước; cùng lúc thì theo mã"),
    }
    return orders.get(str(rule.get("select")), "")


def _last(last: Any) -> str:
    if not last:
        return _("chưa hết chỗ")
    first = last[0]
    if isinstance(first, Mapping):
        return (
            written_moment(datetime.fromisoformat(first["instant"])) if "instant" in first else first["day"]
        )
    return written_number(first)


def _tie(one: Mapping[str, Any]) -> str:
    if one.get("decided_by") is None:
        return _("không ai bị loại vì hết chỗ")
    decided = wording.word(words.KEYS, one["decided_by"])
    if one.get("is_tied"):
        return _("bằng nhau ở chỗ cuối, phân định bằng %(key)s") % {"key": decided}
    return _("phân định bằng %(key)s") % {"key": decided}
