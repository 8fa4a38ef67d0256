"""
Builds a report's spreadsheet: numbers that add up by formulas of their own, and text that never becomes one.

Sheets: the summary (an activity a line, drawn from the units' sheet), by unit (an activity's units and
their SUM), money and effect (`workbook_parts`), approved lists, draws, columns explained. Every formula
carries the value it gives, so that a reader that does not calculate shows the same numbers.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from donghanh.adapters.programme_reports.columns import COLUMNS, UNITS, Line
from donghanh.adapters.programme_reports.stamps import Stamp, written_day
from donghanh.adapters.programme_reports.words import DRAW_STATES, STATUSES, Language, text
from donghanh.adapters.programme_reports.workbook_parts import effect_sheet, money_sheet
from donghanh.adapters.programme_reports.workbook_sheet import Sheet

Facts = Mapping[str, Any]
Places = dict[str, int]
BEFORE = 3
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def build_report_workbook(*, facts: Facts, digest: str, language: Language, stamp: Stamp | None) -> bytes:
    """
    Build the report as XLSX; equal facts, stamp and language give equal bytes.

    facts  : as `apps.programmes.queries.reports.report_facts` gives them
    digest : [hexadecimal SHA-256] of the facts, said on top of every sheet
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        day = date.fromisoformat(facts["as_of"])
        book.set_properties({"created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001 - a mark
        formats = _formats(book)
        names = (
            "sheet_summary", "sheet_units", "sheet_money", "sheet_effects", "lists", "draws", "columns"
        )  # fmt: skip
        sheets = {name: Sheet(book, text(name, language), formats) for name in names}
        for sheet in sheets.values():
            _head(sheet, facts, digest, language, stamp)
        places = _by_unit(sheets["sheet_units"], facts, language)
        _summary(sheets["sheet_summary"], facts, places, language)
        money_sheet(sheets["sheet_money"], facts, language)
        effect_sheet(sheets["sheet_effects"], facts, language)
        _lists(sheets["lists"], facts, language)
        _draws(sheets["draws"], facts, language)
        _columns(sheets["columns"], language)
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    whole = {"num_format": "#,##0"}
    return {
        "whole": book.add_format(whole),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 13}),
        "total": book.add_format({"bold": True, "top": 1}),
        "totalwhole": book.add_format({**whole, "bold": True, "top": 1}),
        "quoted": book.add_format({"quote_prefix": True}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _head(sheet: Sheet, facts: Facts, digest: str, language: Language, stamp: Stamp | None) -> None:
    number = text("draft", language) if stamp is None else text("number", language, number=stamp.number)
    day = text("as_of", language, day=written_day(facts["as_of"]))
    sheet.write([f"{facts['campaign'][f'name_{language}']}. {day}. {number}"], "title")
    sheet.write([f"{text('facts_digest', language)}: {digest}"])
    sheet.row += 1


def _by_unit(sheet: Sheet, facts: Facts, language: Language) -> Places:
    """Write every activity's units and their sum; answers activity -> row of its sum."""
    heads = [text(name, language) for name in ("activity", "unit", "measured_in")]
    sheet.write([*heads, *(one.head[language] for one in COLUMNS)], "head")
    frozen, places = sheet.row, {}
    for activity in _activities(facts):
        first = sheet.row
        for line in activity["units"]:
            sheet.write([*_named(activity, line, language), *(one.shown(line, language) for one in COLUMNS)])
        places[activity["code"]] = sheet.row
        _sum(sheet, activity, first, language)
    sheet.finish(frozen=frozen)
    return places


def _named(activity: Line, line: Line, language: Language) -> list[str]:
    unit = line[f"unit_name_{language}"] or text("of_company", language)
    return [activity[f"name_{language}"], unit, activity[f"measured_in_{language}"]]


def _sum(sheet: Sheet, activity: Line, first: int, language: Language) -> None:
    last = sheet.row - 1
    names = [activity[f"name_{language}"], text("total", language), activity[f"measured_in_{language}"]]
    for column, name in enumerate(names):
        sheet.put(column, name, "total")
    for column, one in enumerate(COLUMNS, start=BEFORE):
        value = one.shown(activity, language)
        if one.adds_up and isinstance(value, int) and last >= first:
            cells = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
            sheet.formula(column, f"=SUM({cells})", value, "total")
        else:
            sheet.put(column, value, "total")
    sheet.row += 1


def _summary(sheet: Sheet, facts: Facts, places: Places, language: Language) -> None:
    """An activity a line, each number taken from the units' sheet; late ones counted below."""
    heads = [text(name, language) for name in ("programme", "activity", "measured_in")]
    more = [text("due", language), text("moves_digest", language)]
    sheet.write([*heads, *(one.head[language] for one in COLUMNS), *more], "head")
    frozen = first = sheet.row
    for programme in facts["programmes"]:
        for line in programme["activities"]:
            if line["method"] == "measure":
                _measure(sheet, programme, line, language)
            else:
                _summary_line(sheet, programme, line, places[line["code"]], language)
    _counts(sheet, facts, first, language)
    sheet.finish(frozen=frozen)


def _summary_line(sheet: Sheet, programme: Line, line: Line, place: int, language: Language) -> None:
    other = text("sheet_units", language)
    for column, name in enumerate(_summary_names(programme, line, language)):
        sheet.put(column, name)
    for column, one in enumerate(COLUMNS, start=BEFORE):
        value = one.shown(line, language)
        if isinstance(value, int):
            sheet.formula(column, f"='{other}'!{xl_rowcol_to_cell(place, column)}", value)
        else:
            sheet.put(column, value)
    after = BEFORE + len(COLUMNS)
    sheet.put(after, written_day(line["due_on"]))
    sheet.put(after + 1, line["counted_digest"])
    sheet.row += 1


def _measure(sheet: Sheet, programme: Line, line: Line, language: Language) -> None:
    fed_by = f"{text('fed_by', language)}: {line[f'fed_by_{language}']}"
    sheet.write([*_summary_names(programme, line, language), *[None] * (len(COLUMNS) - 1), fed_by])


def _summary_names(programme: Line, line: Line, language: Language) -> list[str]:
    return [programme[f"name_{language}"], line[f"name_{language}"], line[f"measured_in_{language}"]]


def _counts(sheet: Sheet, facts: Facts, first: int, language: Language) -> None:
    """Count the activities that are late and at risk by the word in their last column."""
    column = BEFORE + len(COLUMNS) - 1
    last = sheet.row - 1
    cells = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
    for status in ("late", "at_risk"):
        count = sum(one["status"] == status for one in _activities(facts))
        sheet.put(0, text(f"count_of_{status}", language), "total")
        sheet.formula(BEFORE, f'=COUNTIF({cells},"{STATUSES[status][language]}*")', count, "total")
        sheet.row += 1


def _lists(sheet: Sheet, facts: Facts, language: Language) -> None:
    heads = ("activity", "unit", "list_number", "rows", "approver", "approved_at", "digest")
    sheet.write([text(name, language) for name in heads], "head")
    frozen = sheet.row
    for one in facts["lists"]:
        at = datetime.fromisoformat(one["approved_at"])
        sheet.write(
            [one[f"activity_{language}"], one["unit_code"], one["number"], one["row_count"],
             one["approved_by"], f"{at:%H:%M %d/%m/%Y}", one["digest"]]
        )  # fmt: skip
    sheet.finish(frozen=frozen)


def _draws(sheet: Sheet, facts: Facts, language: Language) -> None:
    heads = ("activity", "list_number", "state", "draw_on", "entrants", "root", "proof")
    sheet.write([text(name, language) for name in heads], "head")
    frozen = sheet.row
    for one in facts["draws"]:
        sheet.write(
            [one[f"activity_{language}"], one["number"], DRAW_STATES[one["state"]][language],
             written_day(one["draw_on"]), one["entrants"], one["merkle_root"], one["proof_digest"]]
        )  # fmt: skip
    sheet.finish(frozen=frozen)


def _columns(sheet: Sheet, language: Language) -> None:
    sheet.write([text(name, language) for name in ("column", "counted_in", "meaning")], "head")
    frozen = sheet.row
    for one in COLUMNS:
        sheet.write([one.head[language], UNITS[one.unit][language], one.meaning[language]], "wrap")
    sheet.finish(frozen=frozen)


def _activities(facts: Facts) -> list[Line]:
    every = [one for programme in facts["programmes"] for one in programme["activities"]]
    return [one for one in every if one["method"] != "measure"]
