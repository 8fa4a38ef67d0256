"""The indicators as finished values: a number, what it must be, and the list behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.requests.queries.figures import CallsAnswered, Indicators, OnTime, Pausing, Worst
from donghanh.faces.design.figures import UNKNOWN, written_number
from donghanh.faces.desk.asking import address
from donghanh.faces.desk.requests import words
from donghanh.faces.desk.requests.bars import Share, drawn_bars
from donghanh.faces.desk.requests.figure_links import Window

WHOLE = 100_000


def percent(share: int | None) -> str:
    """
    A share of a hundred thousand as a percentage with one place, rounded down.

    >>> percent(94_960)
    '94,9\\xa0%'
    """
    if share is None:
        return UNKNOWN
    whole, rest = divmod(share // 100, 10)
    return f"{whole},{rest}\N{NO-BREAK SPACE}%"


def length(seconds: int | None) -> str:
    """A stretch of time in the largest unit that fits it."""
    if seconds is None:
        return UNKNOWN
    if seconds >= 2 * 86_400:
        return _("%(count)s ngày") % {"count": f"{seconds * 10 // 86_400 / 10:.1f}".replace(".", ",")}
    if seconds >= 3_600:
        return _("%(count)s giờ") % {"count": seconds // 3_600}
    return _("%(count)s phút") % {"count": seconds // 60}


def cards(counted: Indicators, window: Window) -> list[dict[str, Any]]:
    """The figures at the head of the page."""
    whole, complaints = counted.whole, counted.complaints
    return [
        {
            "label": _("Đúng hạn"), "value": percent(whole.share), "told": _of(whole),
            "url": window.behind(outcome="in_time"),
        },
        {
            "label": _("95 % xong trong"), "value": length(whole.p95_seconds),
            "told": _("95 trên 100 yêu cầu xong trong thời gian này"), "url": window.behind(),
        },
        {
            "label": _("Đang mở và quá hạn"), "value": written_number(whole.open_late_count),
            "told": _("trên %(count)s đang mở") % {"count": written_number(whole.open_count)},
            "url": window.behind(outcome="open_late"), "tone": "bad" if whole.open_late_count else "good",
        },
        {
            "label": _("Khiếu nại trả lời trong 5 ngày làm việc"), "value": percent(complaints.share),
            "told": _of(complaints), "url": window.behind(service=complaints.key),
            **_judged(complaints, complaints.target or 95),
        },
        {
            "label": _("Mở lại vì chưa xong"), "value": written_number(counted.reopened_count),
            "told": _("khách hàng báo chưa xong"), "url": window.behind(outcome="reopened"),
        },
    ]  # fmt: skip


def _of(one: OnTime) -> str:
    return _("%(part)s trên %(whole)s đã biết kết quả") % {
        "part": written_number(one.on_time_count),
        "whole": written_number(decided(one)),
    }


def decided(one: OnTime) -> int:
    """Cases whose outcome is known: answered, or open although their due time is over."""
    return one.ended_count + one.open_late_count


def _judged(one: OnTime, target: int) -> dict[str, str]:
    """Reached or not: more than the target, strictly, counted in cases."""
    if not decided(one):
        return {"word": _("Chưa có số liệu"), "tone": "idle"}
    return _verdict(one.on_time_count * 100 > target * decided(one), target)


def _verdict(is_met: bool, target: int) -> dict[str, str]:
    told = _("Đạt, trên %(target)s %%") if is_met else _("Chưa đạt, phải trên %(target)s %%")
    return {"word": told % {"target": target}, "tone": "good" if is_met else "bad"}


def calls(found: CallsAnswered | None, window: Window) -> dict[str, Any]:
    """Calls answered soon; where nobody sends the moments of ringing and answering, that is said."""
    if found is None or not found.call_count:
        told = _("Hệ thống tổng đài chưa gửi lúc chuông reo và lúc nhấc máy của những ngày này.")
        return {"value": UNKNOWN, "told": told, "word": _("Chưa có số liệu"), "tone": "idle", "url": ""}
    told = _("%(part)s trên %(whole)s cuộc gọi") % {
        "part": written_number(found.kept_count),
        "whole": written_number(found.call_count),
    }
    return {
        "value": percent(found.share), "told": told, "url": window.calls(),
        "late": found.call_count - found.kept_count, "late_url": window.calls(outcome="late"),
        **_verdict(bool(found.is_met), found.target),
    }  # fmt: skip


def part(
    by: str, title: str, found: Sequence[OnTime], window: Window, units: Mapping[str, str]
) -> dict[str, Any]:
    """One table of shares with its bars."""
    shares = [
        Share(
            _name(by, one, units), one.on_time_count, decided(one),
            url=window.behind(**{by: one.key}), part_url=window.behind(outcome="in_time", **{by: one.key}),
        )
        for one in found
    ]  # fmt: skip
    return {
        "by": by, "title": title, "columns": columns(),
        "rows": [row(by, one, window, units) for one in found],
        "chart": drawn_bars(shares=shares, target_percent=95),
    }  # fmt: skip


def columns() -> list[dict[str, Any]]:
    """Columns of a table of shares."""
    return [
        {"key": "name", "label": _("Tên")},
        {"key": "received", "label": _("Nhận"), "kind": "number", "url_key": "received_url"},
        {"key": "in_time", "label": _("Đúng hạn"), "kind": "number", "url_key": "in_time_url"},
        {"key": "late", "label": _("Trễ hạn"), "kind": "number", "url_key": "late_url"},
        {"key": "share", "label": _("Tỷ lệ đúng hạn")},
        {"key": "tail", "label": _("95 % xong trong")},
        {"key": "open", "label": _("Đang mở"), "kind": "number", "url_key": "open_url"},
        {"key": "open_late", "label": _("Mở và quá hạn"), "kind": "number", "url_key": "open_late_url"},
    ]


def row(by: str, one: OnTime, window: Window, units: Mapping[str, str]) -> dict[str, Any]:
    """One line: each number with its list."""

    def behind(outcome: str) -> str:
        return window.behind(outcome=outcome, **{by: one.key})

    share = percent(one.share) + (f" (> {one.target} %)" if one.target else "")
    return {
        "name": _name(by, one, units), "share": share, "tail": length(one.p95_seconds),
        "received": one.received_count, "received_url": behind(""),
        "in_time": one.on_time_count, "in_time_url": behind("in_time"),
        "late": one.late_count, "late_url": behind("late"),
        "open": one.open_count, "open_url": behind("open"),
        "open_late": one.open_late_count, "open_late_url": behind("open_late"),
    }  # fmt: skip


def _name(by: str, one: OnTime, units: Mapping[str, str]) -> str:
    if by == "unit":
        return units.get(one.key, one.key) or _("Công ty")
    return words.channel(one.key) if by == "channel" else words.said(one.vi, one.en) or one.key


def worst_columns() -> list[dict[str, Any]]:
    """Columns of the ten worst."""
    return [
        {"key": "code", "label": _("Mã"), "kind": "code", "url_key": "url"},
        {"key": "service", "label": _("Dịch vụ")},
        {"key": "unit", "label": _("Đơn vị")},
        {"key": "due_at", "label": _("Hạn"), "kind": "moment"},
        {"key": "late", "label": _("Trễ")},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
    ]


def worst(one: Worst, units: Mapping[str, str]) -> dict[str, Any]:
    """One of the ten."""
    return {
        "code": one.code, "url": address("desk-request", one.code),
        "service": words.said(one.service_vi, one.service_en),
        "unit": units.get(one.unit_code, one.unit_code),
        "due_at": one.due_at, "late": length(one.late_seconds),
        "state": _("Vẫn đang mở") if one.is_open else _("Đã trả lời"),
        "tone": "bad" if one.is_open else "idle",
    }  # fmt: skip


def pausing_columns() -> list[dict[str, Any]]:
    """Columns of the pauses by person."""
    return [
        {"key": "name", "label": _("Người giải quyết")},
        {"key": "unit", "label": _("Đơn vị")},
        {"key": "cases", "label": _("Yêu cầu"), "kind": "number", "url_key": "cases_url"},
        {"key": "paused", "label": _("Có tạm dừng"), "kind": "number", "url_key": "paused_url"},
        {"key": "share", "label": _("Tỷ lệ")},
        {"key": "length", "label": _("Tổng thời gian dừng")},
    ]


def pausing(one: Pausing, window: Window, units: Mapping[str, str]) -> dict[str, Any]:
    """One person's pauses."""
    return {
        "name": one.full_name, "unit": units.get(one.unit_code, one.unit_code), "cases": one.case_count,
        "paused": one.paused_count, "share": percent(one.share), "length": length(one.paused_seconds),
        "cases_url": window.behind(clerk=one.username),
        "paused_url": window.behind(clerk=one.username, outcome="paused"),
    }  # fmt: skip
