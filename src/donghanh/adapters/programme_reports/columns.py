"""
The one table of a report's columns: page, PDF, spreadsheet, command and docs read it and nothing else.

A line of a report is a mapping with the figures of one activity in one unit, or of all its units
(`apps.programmes.queries.reports`). To add a column, add a row here; `docs/how-to/add-a-report-column.md`
walks through it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal

from donghanh.adapters.programme_reports.words import BASES, STATUSES, WHYS, Language

Line = Mapping[str, Any]
Unit = Literal["measured", "benefits", "days", "word"]

UNITS: Mapping[Unit, Mapping[Language, str]] = {
    "measured": {"vi": "đơn vị tính của hoạt động", "en": "the activity's unit of measure"},
    "benefits": {"vi": "suất", "en": "benefits"},
    "days": {"vi": "ngày", "en": "days"},
    "word": {"vi": "chữ", "en": "word"},
}


@dataclass(frozen=True)
class Column:
    """
    A column of every report.

    name    : stable name, in facts and in the command's JSON
    head    : what stands above it, a text a language
    unit    : what its numbers count; "word" for a column of words
    meaning : what it says, a sentence a language
    read    : reads its value off a line: a whole number, a code of `words`, or None
    adds_up : the activity's value is the sum of its units' values
    words   : for a column of words, code -> word in each language
    """

    name: str
    head: Mapping[Language, str]
    unit: Unit
    meaning: Mapping[Language, str]
    read: Callable[[Line], int | str | None]
    adds_up: bool = True
    words: Mapping[str, Mapping[Language, str]] | None = None

    def shown(self, line: Line, language: Language) -> int | str | None:
        """Say a line's value as a reader sees it: a number stays one, a code becomes its word."""
        value = self.read(line)
        if self.words is None or value is None:
            return value
        return self.words.get(str(value), {}).get(language, str(value))


def _count(name: str, vi: str, en: str, *, says_vi: str, says_en: str, unit: Unit = "measured") -> Column:
    return Column(name, {"vi": vi, "en": en}, unit, {"vi": says_vi, "en": says_en}, itemgetter(name))


COLUMNS: tuple[Column, ...] = (
    _count(
        "target",
        "Chỉ tiêu",
        "Target",
        says_vi="Số phải làm: chỉ tiêu của công ty, hoặc phần giao cho đơn vị vào ngày báo cáo.",
        says_en="What is to be done: the company's target, or the unit's share as of the report's day.",
    ),
    Column(
        "basis",
        {"vi": "Căn cứ", "en": "Basis"},
        "word",
        {
            "vi": "Phần giao cho đơn vị dựa vào đâu: kế hoạch nêu rõ, hệ thống đề xuất theo số khách hàng, "
            "người có thẩm quyền sửa, hay theo danh sách đã duyệt.",
            "en": "What the unit's share stands on: named by the plan, proposed by the number of customers, "
            "edited by a person, or taken from the approved list.",
        },
        lambda line: line.get("basis") or None,
        adds_up=False,
        words=BASES,
    ),
    _count(
        "nominated",
        "Đề cử",
        "Nominated",
        says_vi="Đã được đề cử, kể cả những suất đã đi xa hơn; không tính suất bị từ chối, rút, thay.",
        says_en="Named, counting those that went further; without refused, withdrawn and replaced ones.",
    ),
    _count(
        "approved",
        "Đã duyệt",
        "Approved",
        says_vi="Nằm trong danh sách đã duyệt và niêm phong, kể cả những suất đã đi xa hơn.",
        says_en="On a list that was approved and frozen, counting those that went further.",
    ),
    _count(
        "delivered",
        "Đã trao",
        "Delivered",
        says_vi="Đã trao hoặc đã làm xong, kể cả những suất đã được xác nhận nhận.",
        says_en="Handed over or done, counting those confirmed as received.",
    ),
    _count(
        "received",
        "Đã nhận",
        "Received",
        says_vi="Người nhận hoặc người làm chứng đã xác nhận là đã nhận.",
        says_en="Confirmed by the beneficiary or a witness.",
    ),
    Column(
        "missing",
        {"vi": "Còn thiếu", "en": "Missing"},
        "measured",
        {
            "vi": "Chỉ tiêu trừ số đã trao, không nhỏ hơn 0; của cả hoạt động tính từ các tổng của nó.",
            "en": "Target less delivered, never below 0; the activity's own is taken from its sums.",
        },
        itemgetter("missing"),
        adds_up=False,
    ),
    _count(
        "late_count",
        "Trễ hạn",
        "Late",
        unit="benefits",
        says_vi="Số suất đã quá ngày cuối mà chưa trao.",
        says_en="How many benefits passed their last day undelivered.",
    ),
    Column(
        "status",
        {"vi": "Tình trạng", "en": "Status"},
        "word",
        {
            "vi": "Đạt, đúng tiến độ, có nguy cơ trễ, trễ, hoặc chưa đến ngày; lý do đứng sau dấu hai chấm.",
            "en": "Reached, on course, at risk, late, or not begun; the reason stands after the colon.",
        },
        lambda line: line["status"] + (f":{line['why']}" if line.get("why") else ""),
        adds_up=False,
        words=STATUSES | WHYS,
    ),
)


def column_named(name: str) -> Column:
    """Look a column up. raises : KeyError, naming those that exist"""
    found = next((one for one in COLUMNS if one.name == name), None)
    if found is None:
        raise KeyError(f"No report column {name!r}; there are {', '.join(one.name for one in COLUMNS)}.")
    return found
