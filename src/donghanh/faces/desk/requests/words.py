"""The words of the requests for the reader: states, moves, time left; the lawbook's own come from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from donghanh.faces.design.figures import written_day
from donghanh.lawbook.answer_templates import read_answer_templates
from donghanh.lawbook.services import Service, ServiceWords, read_services
from donghanh.lawbook.source_words import source_said

Words = dict[str, str | Promise]

STATES: Words = {
    "received": _("Mới nhận"),
    "incomplete": _("Chờ bổ sung hồ sơ"),
    "accepted": _("Đã tiếp nhận"),
    "under_way": _("Đang giải quyết"),
    "waiting": _("Tạm dừng"),
    "answered": _("Đã trả lời"),
    "closed": _("Đã xong"),
    "reopened": _("Mở lại"),
    "withdrawn": _("Khách hàng rút"),
    "refused": _("Từ chối"),
}
TONES = {
    "received": "warn",
    "incomplete": "warn",
    "accepted": "info",
    "under_way": "info",
    "waiting": "idle",
    "answered": "good",
    "closed": "good",
    "reopened": "bad",
    "withdrawn": "idle",
    "refused": "idle",
}
MOVES: Words = {
    "open": _("Yêu cầu được nhận"),
    "accept": _("Tiếp nhận"),
    "ask_for_documents": _("Yêu cầu bổ sung hồ sơ"),
    "complete": _("Hồ sơ đã đầy đủ"),
    "complete_application": _("Hồ sơ đã đầy đủ"),
    "start": _("Bắt đầu giải quyết"),
    "take": _("Nhận việc"),
    "hand_over": _("Chuyển tiếp"),
    "pause": _("Tạm dừng đồng hồ"),
    "resume": _("Chạy lại đồng hồ"),
    "answer": _("Trả lời khách hàng"),
    "close": _("Đóng yêu cầu"),
    "confirm_solved": _("Khách hàng xác nhận đã xong"),
    "report_not_solved": _("Khách hàng báo chưa xong"),
    "reopen": _("Mở lại"),
    "withdraw": _("Khách hàng rút yêu cầu"),
    "refuse": _("Từ chối có lý do"),
    "reclassify": _("Đổi loại dịch vụ"),
    "breach": _("Ghi nhận quá hạn"),
    "escalate": _("Báo cấp trên"),
    "join_incident": _("Gộp vào sự việc"),
}
RESPONSIBLE: Words = {
    "unit": _("Điện lực"),
    "business_department": _("Phòng Kinh doanh"),
    "office": _("Văn phòng"),
}
CLOCKS: Words = {
    "working_days": _("%(amount)s ngày làm việc"),
    "working_hours": _("%(amount)s giờ làm việc"),
    "calendar_days": _("%(amount)s ngày"),
    "hours": _("%(amount)s giờ"),
    "seconds": _("%(amount)s giây"),
    "immediate": _("ngay khi liên hệ"),
}
ANSWERS: Words = {
    "answer": _("Trả lời"),
    "question": _("Yêu cầu bổ sung"),
    "apology": _("Xin lỗi"),
    "incident": _("Tin về sự việc"),
}
DOERS: Words = {"customer": _("Khách hàng"), "job": _("Hệ thống")}
LIKE: Words = {
    "same_customer": _("cùng khách hàng"),
    "same_phone": _("cùng số điện thoại"),
    "same_place": _("cùng nơi"),
    "near": _("ở gần nhau"),
    "same_service": _("cùng loại việc"),
    "same_group": _("cùng nhóm việc"),
}
OUTCOMES: Words = {
    "": "",
    "in_time": _("Đúng hạn"),
    "late": _("Trả lời trễ hạn"),
    "open": _("Đang mở, chưa quá hạn"),
    "open_late": _("Đang mở và quá hạn"),
    "left": _("Đã rút hoặc từ chối"),
    "reopened": _("Đã mở lại"),
    "electronic": _("Nhận bằng kênh điện tử"),
    "paused": _("Có tạm dừng"),
}
SKIPPED: Words = {
    "weekend": _("Nghỉ cuối tuần"),
    "holiday": _("Nghỉ lễ"),
    "tet": _("Nghỉ Tết"),
    "paused": _("Đồng hồ tạm dừng"),
    "pause": _("Đồng hồ tạm dừng"),
    "day_of_receipt": _("Ngày nhận; ngày hôm sau là ngày thứ nhất"),
    "receipt": _("Ngày nhận; ngày hôm sau là ngày thứ nhất"),
}


WHYS: Words = {
    "documents are missing at intake": _("Thiếu giấy tờ khi nhận."),
    "the longest pause of this reason is over": _("Đã hết thời gian tạm dừng dài nhất của lý do này."),
}
"""What the product itself gives as a reason, in the reader's words."""
ANSWERING = ("answered", "incident", "restored")
BLANK = re.compile(r"\{[a-z_]+\}")
OPEN = ("received", "incomplete", "accepted", "under_way", "waiting", "reopened")


def word(words: Mapping[str, str | Promise], name: str) -> str:
    """The word of a name; a name without one is told as itself."""
    return str(words.get(name, name))


def why(text: str) -> str:
    """A reason as it was given; one that the product gave, in the reader's language."""
    return word(WHYS, text)


def said(vi: str, en: str) -> str:
    """The text in the reader's language."""
    return en if (get_language() or "vi").startswith("en") and en else vi


def named(thing: Any) -> str:
    """What people read for something that has a text in both languages; nothing for None."""
    return said(thing.vi, thing.en) if thing is not None else ""


def clock(kind: str, amount: int) -> str:
    """A clock in words: 3 ngày làm việc."""
    return word(CLOCKS, kind) % {"amount": amount}


def lawbook() -> ServiceWords:
    """The catalogue's own words: groups, channels, regimes, starts."""
    return read_services().words


def channel(code: str) -> str:
    """The channel's name."""
    return named(lawbook().channels[code]) if code in lawbook().channels else code


def channels() -> dict[str, str]:
    """All channels by code, in the order of the lawbook."""
    return {code: named(one) for code, one in lawbook().channels.items()}


def service(found: Service) -> str:
    """A service's name, with the case of it that the promise is made for."""
    return said(found.vi, found.en)


def service_named(vi: str) -> str:
    """A service's name for the reader, by its Vietnamese name."""
    return next((service(one) for one in read_services().services if one.vi == vi), vi)


def services(day: date) -> dict[str, str]:
    """Services of a day for which cases may be opened, by code, in the order of the lawbook."""
    return {one.code: service(one) for one in read_services().on(day=day) if one.takes_cases}


def time_left(*, due_at: datetime | None, now: datetime, is_paused: bool = False) -> tuple[str, str]:
    """
    How much of the clock is left, in words, with its tone.

    returns : (words, tone); late is bad, the last day warns, a paused clock stands still
    """
    if is_paused:
        return gettext("Đang tạm dừng"), "idle"
    if due_at is None:
        return gettext("Chưa tính hạn"), "idle"
    minutes = int((due_at - now).total_seconds() // 60)
    length = _length(abs(minutes))
    if minutes < 0:
        return gettext("Quá hạn %(length)s") % {"length": length}, "bad"
    return gettext("Còn %(length)s") % {"length": length}, "warn" if minutes < 24 * 60 else "info"


def _length(minutes: int) -> str:
    if minutes >= 48 * 60:
        return gettext("%(count)s ngày") % {"count": minutes // (24 * 60)}
    if minutes >= 60:
        return gettext("%(count)s giờ") % {"count": minutes // 60}
    return gettext("%(count)s phút") % {"count": minutes}


def templates(day: date) -> list[tuple[str, str]]:
    """Templates that answer a customer, of a day, by code, in the order of the lawbook."""
    return [(one.code, named(one)) for one in read_answer_templates().on(day=day) if one.moment in ANSWERING]


def blanks_left(text: str) -> str:
    """The blanks of a template that nobody has filled, as they stand in the text; empty for none."""
    return ", ".join(dict.fromkeys(BLANK.findall(text)))


def template_text(code: str, day: date) -> str:
    """What a template tells customers, its blanks in braces; empty for one that does not hold that day."""
    found = next((one for one in read_answer_templates().on(day=day) if one.code == code), None)
    return found.body_vi if found else ""


def source(text: str) -> str:
    """A source in the reader's language."""
    return source_said(text, language="en" if (get_language() or "vi").startswith("en") else "vi")


def group(code: str) -> str:
    """The group's name."""
    return named(lawbook().groups[code]) if code in lawbook().groups else code


def as_read(value: str) -> str:
    """
    Write a day that was told in a form as people read it; other values as they are.

    >>> as_read("2021-12-26"), as_read("Sinh hoạt")
    ('26/12/2021', 'Sinh hoạt')
    """
    try:
        return written_day(date.fromisoformat(value)) if value.count("-") == 2 else value
    except ValueError:
        return value
