"""
The sheets of money and effect: units add up to the activity, activities to the programme, those to the whole.

Sums are formulas with their values beside them. What is not known is a word, which no SUM counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from donghanh.adapters.programme_reports.paper_parts import (
    ASKED,
    GOODS,
    difference,
    response_rate,
    sample_said,
    satisfied_share,
)
from donghanh.adapters.programme_reports.words import CLASSES, Language, text
from donghanh.adapters.programme_reports.workbook_sheet import Sheet

Told = Mapping[str, Any]
BUDGET, SPENT, DOCUMENTS, DELIVERED, AVERAGE, DIGEST = range(3, 9)


def money_sheet(sheet: Sheet, facts: Told, language: Language) -> None:
    """Write a unit a line, the sum of each activity, of each programme, and of the whole."""
    heads = (
        "programme",
        "activity",
        "unit",
        "budget_column",
        "spent",
        "documents",
        "delivered_head",
        "cost_per",
    )
    sheet.write([*[text(name, language) for name in heads], text("money_digest", language)], "head")
    frozen = sheet.row
    money = facts.get("money")
    if money is None:
        sheet.write([text("no_figures", language)])
        sheet.finish(frozen=frozen)
        return
    told = {one["code"]: one for one in money["activities"]}
    sums = [
        _programme(
            sheet, one, [told[each["code"]] for each in one["activities"] if each["code"] in told], language
        )
        for one in facts["programmes"]
    ]
    whole = {
        "digest": money["digest"],
        **{name: money[name] for name in ("budget_dong", "spent_dong", "entry_count")},
    }
    _sum(
        sheet,
        (text("whole", language), None, None),
        whole,
        [one for one in sums if one is not None],
        language,
    )
    sheet.finish(frozen=frozen)


def _programme(sheet: Sheet, programme: Told, activities: Sequence[Told], language: Language) -> int | None:
    """Write the activities of a programme and their sum; answers the row of the sum."""
    if not activities:
        return None
    name = programme[f"name_{language}"]
    rows = [_activity(sheet, name, one, language) for one in activities]
    spent = [one["spent_dong"] for one in activities if one["spent_dong"] is not None]
    budgets = [one["budget_dong"] for one in activities]
    told = {
        "spent_dong": sum(spent) if spent else None,
        "budget_dong": None if None in budgets else sum(budgets),
        "entry_count": sum(one["entry_count"] for one in activities),
        "digest": None,
    }
    return _sum(sheet, (name, text("total", language), None), told, rows, language)


def _activity(sheet: Sheet, programme: str, one: Told, language: Language) -> int:
    name = f"{one['row']} {one[f'name_{language}']}"
    rows = []
    for unit in one["units"]:
        unit_name = unit[f"unit_name_{language}"] or text("company_own", language)
        rows.append(sheet.row)
        sheet.write(
            [programme, name, unit_name, None, _known(unit["spent_dong"], "no_figures", language),
             unit["entry_count"], unit["delivered"], unit["cost_per_dong"]]
        )  # fmt: skip
    return _sum(sheet, (programme, name, text("total", language)), one, rows, language, budget_below=False)


def _sum(
    sheet: Sheet, names: Sequence[str | None], told: Told, rows: Sequence[int], language: Language, *,
    budget_below: bool = True,
) -> int:  # fmt: skip
    """Write a line of sums over the given rows; where there is none, the value itself or the word for it."""
    row = sheet.row
    for column, name in enumerate(names):
        sheet.put(column, name, "total")
    _add(sheet, BUDGET, told["budget_dong"], rows if budget_below else (), "no_budget", language)
    _add(sheet, SPENT, told["spent_dong"], rows, "no_figures", language)
    _add(sheet, DOCUMENTS, told["entry_count"], rows, "no_figures", language)
    sheet.put(DELIVERED, told.get("delivered"), "total")
    sheet.put(AVERAGE, told.get("cost_per_dong"), "total")
    sheet.put(DIGEST, told["digest"], "total")
    sheet.row += 1
    return row


def _add(
    sheet: Sheet, column: int, value: int | None, rows: Sequence[int], unknown: str, language: Language
) -> None:
    if value is None or not rows:
        sheet.put(column, _known(value, unknown, language), "total")
        return
    cells = ",".join(xl_rowcol_to_cell(row, column) for row in rows)
    sheet.formula(column, f"=SUM({cells})", value, "total")


def _known(value: int | None, unknown: str, language: Language) -> int | str:
    return text(unknown, language) if value is None else value


def effect_sheet(sheet: Sheet, facts: Told, language: Language) -> None:
    """Write households by class, the sample, the equation of goods, each with the digest behind it."""
    sheet.write([text("effects", language), text("figure", language)], "head")
    frozen = sheet.row
    effects = facts.get("effects") or {}
    _households(sheet, effects.get("households"), language)
    _sample(sheet, effects.get("confirmations"), language)
    _goods(sheet, effects.get("goods"), language, is_of_company=not facts["scope"])
    _title(sheet, "pictures", language)
    sheet.write([text("figure", language), len(effects.get("pictures", ()))])
    for one in effects.get("pictures", ()):
        sheet.write([one[f"caption_{language}"], one["on"], one["sha256"]])
    sheet.write([text("pictures_digest", language), effects.get("pictures_digest", "")])
    sheet.finish(frozen=frozen)


def _title(sheet: Sheet, name: str, language: Language) -> None:
    sheet.row += 1
    sheet.write([text(name, language)], "head")


def _households(sheet: Sheet, told: Told | None, language: Language) -> None:
    _title(sheet, "reached_people", language)
    if not told or not told["count"]:
        sheet.write([text("no_figures", language)])
        return
    first = sheet.row
    for one in told["classes"]:
        sheet.write([CLASSES[one["class"]][language], one["count"]])
    sheet.put(0, text("total", language), "total")
    # A household that stands in two classes counts once in the whole: then the sum is not the whole.
    if sum(one["count"] for one in told["classes"]) == told["count"]:
        cells = f"{xl_rowcol_to_cell(first, 1)}:{xl_rowcol_to_cell(sheet.row - 1, 1)}"
        sheet.formula(1, f"=SUM({cells})", told["count"], "total")
    else:
        sheet.put(1, told["count"], "total")
    sheet.row += 1
    sheet.write([text("communes_reached", language), told["communes"]])
    sheet.write([text("households_digest", language), told["digest"]])


def _sample(sheet: Sheet, told: Told | None, language: Language) -> None:
    _title(sheet, "sample", language)
    if not told or not told["sampled"]:
        sheet.write([text("no_figures", language)])
        return
    names = ("activity", *ASKED, "response_rate", "satisfied_share")
    sheet.write([text(name, language) for name in names], "head")
    first = sheet.row
    for one in told["activities"]:
        counts = [one[key] for key in ASKED]
        sheet.write(
            [one[f"name_{language}"], *counts, response_rate(one, language), satisfied_share(one, language)]
        )
    _sample_sum(sheet, told, first, language)
    sheet.write([sample_said(told, language)])
    sheet.write([text("sample_digest", language), told["digest"]])


def _sample_sum(sheet: Sheet, told: Told, first: int, language: Language) -> None:
    """The counts as sums of the activities; the share is not a sum: it weighs each by what was delivered."""
    sheet.put(0, text("total", language), "total")
    for column, key in enumerate(ASKED, start=1):
        cells = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(sheet.row - 1, column)}"
        if sum(one[key] for one in told["activities"]) == told[key]:
            sheet.formula(column, f"=SUM({cells})", told[key], "total")
        else:
            sheet.put(column, told[key], "total")
    sheet.put(len(ASKED) + 1, response_rate(told, language), "total")
    sheet.put(len(ASKED) + 2, satisfied_share(told, language), "total")
    sheet.row += 1


def _goods(sheet: Sheet, told: Told | None, language: Language, *, is_of_company: bool) -> None:
    _title(sheet, "goods", language)
    if not told or not told["items"]:
        sheet.write([text("no_figures" if is_of_company else "goods_of_company", language)])
        return
    heads = ["goods_item", *(f"goods_{name}" for name in GOODS), "goods_check", "goods_confirmed"]
    sheet.write([text(name, language) for name in heads], "head")
    for one in told["items"]:
        for column, value in enumerate([one[f"name_{language}"], *(one[name] for name in GOODS)]):
            sheet.put(column, value)
        came, *places = (xl_rowcol_to_cell(sheet.row, column) for column in range(1, len(GOODS) + 1))
        sheet.formula(len(GOODS) + 1, f"={came}-{'-'.join(places)}", difference(one))
        sheet.put(len(GOODS) + 2, one["confirmed"])
        sheet.row += 1
    sheet.write([text("goods_equation", language)])
    sheet.write([text("goods_digest", language), told["digest"]])
