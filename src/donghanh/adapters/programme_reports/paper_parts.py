"""A report's effect, money and photographs as the paper says them: texts, in the paper's order."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

from donghanh.adapters.programme_reports.stamps import written, written_day
from donghanh.adapters.programme_reports.words import CLASSES, Language, text
from donghanh.kernel.money import format_dong, round_ratio

Told = Mapping[str, Any]
MOST_PICTURES = 6
WIDEST = 900


def effect_parts(
    *, effects: Told | None, pictures: Mapping[int, bytes], language: Language
) -> dict[str, Any]:
    """
    What stands in the part on effect; a source without figures gives None, and the paper says so.

    pictures : number -> bytes of the photographs that people agreed to publish
    """
    told = effects or {}
    found = told.get("pictures", ())
    shown = [one for one in found if one["number"] in pictures][:MOST_PICTURES]
    more = len(found) - len(shown)
    return {
        "households": _households(told.get("households"), language),
        "sample": _sample(told.get("confirmations"), language),
        "goods": _goods(told.get("goods"), language),
        "pictures": [_picture(one, pictures[one["number"]], language) for one in shown],
        "pictures_more": text("pictures_more", language, count=more) if more else "",
        "pictures_digest": told.get("pictures_digest", ""),
    }


def money_part(*, money: Told | None, language: Language) -> dict[str, Any] | None:
    """The table of money: an activity a group, its units below, then the whole; None of an old report."""
    if money is None:
        return None
    return {
        "groups": [_group(one, language) for one in money["activities"]],
        "whole": [
            text("whole", language), _budget(money["budget_dong"], language),
            _dong(money["spent_dong"], language), str(money["entry_count"]), "–", "–",
        ],
        "digest": money["digest"],
    }  # fmt: skip


def percent(permille: int, language: Language) -> str:
    """
    Write thousandths as per cent with one decimal.

    >>> percent(994, "vi"), percent(1000, "en")
    ('99,4 %', '100.0 %')
    """
    return f"{permille // 10}{',' if language == 'vi' else '.'}{permille % 10} %"


def response_rate(told: Told, language: Language) -> str:
    """Answered of those asked; a dash where nobody was asked."""
    if not told["sampled"]:
        return "–"
    return percent(round_ratio(numerator=1000 * told["answered"], denominator=told["sampled"]), language)


def difference(item: Told) -> int:
    """By how much an item of goods is off: 0 when what came is what went and what is left."""
    came = int(item["received"] + item["returned"])
    return came - int(item["handed_over"] + item["lost"] + item["on_hand"])


def balance(item: Told, language: Language) -> str:
    """Whether an item of goods adds up, in words."""
    off = difference(item)
    return (
        text("does_not_balance", language, difference=written(off, language))
        if off
        else text("balances", language)
    )


def interval(told: Told, language: Language) -> str:
    """The interval of the share confirmed; a dash where nobody answered."""
    if not told["answered"]:
        return "–"
    return f"{percent(told['low_permille'], language)} – {percent(told['high_permille'], language)}"


def _households(told: Told | None, language: Language) -> dict[str, Any] | None:
    if not told or not told["count"]:
        return None
    rows = [[CLASSES[one["class"]][language], written(one["count"], language)] for one in told["classes"]]
    return {
        "rows": rows,
        "total": written(told["count"], language),
        "communes": written(told["communes"], language),
        "digest": told["digest"],
    }


def _sample(told: Told | None, language: Language) -> dict[str, Any] | None:
    if not told or not told["sampled"]:
        return None
    rows = [[one[f"name_{language}"], *_asked(one, language)] for one in told["activities"]]
    return {
        "rows": rows,
        "total": [text("total", language), *_asked(told, language)],
        "digest": told["digest"],
    }


def _asked(told: Told, language: Language) -> list[str]:
    counts = [written(told[name], language) for name in ("sampled", "answered", "confirmed")]
    return [*counts, response_rate(told, language), interval(told, language)]


def _goods(told: Told | None, language: Language) -> dict[str, Any] | None:
    if not told or not told["items"]:
        return None
    return {"rows": [_item(one, language) for one in told["items"]], "digest": told["digest"]}


def _item(one: Told, language: Language) -> list[str]:
    counts = [
        written(one[name], language) for name in ("received", "returned", "handed_over", "lost", "on_hand")
    ]
    return [f"{one[f'name_{language}']} ({one[f'unit_{language}']})", *counts, balance(one, language)]


def _picture(one: Told, content: bytes, language: Language) -> dict[str, Any]:
    on = f", {written_day(one['on'])}" if one["on"] else ""
    return {"caption": f"{one[f'caption_{language}']}{on}", "bytes": list(_small(content))}


def _small(content: bytes) -> bytes:
    """A photograph at the size that the paper can show, without what a camera writes into it."""
    with Image.open(io.BytesIO(content)) as found:
        picture = found.convert("RGB")
    picture.thumbnail((WIDEST, WIDEST))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=78)
    return out.getvalue()


def _group(one: Told, language: Language) -> dict[str, Any]:
    return {
        "head": [
            f"{one['row']} {one[f'name_{language}']}", _budget(one["budget_dong"], language),
            _dong(one["spent_dong"], language), str(one["entry_count"]) if one["entry_count"] else "–",
            f"{written(one['delivered'], language)} {one[f'measured_in_{language}']}",
            _average(one, language),
        ],
        "units": [_unit(unit, language) for unit in one["units"]],
    }  # fmt: skip


def _unit(one: Told, language: Language) -> list[str]:
    name = one[f"unit_name_{language}"] or text("company_own", language)
    return [
        name, "", _dong(one["spent_dong"], language), str(one["entry_count"]),
        written(one["delivered"], language), _average(one, language),
    ]  # fmt: skip


def _average(one: Told, language: Language) -> str:
    return "–" if one["cost_per_dong"] is None else _dong(one["cost_per_dong"], language)


def _budget(amount: int | None, language: Language) -> str:
    return text("no_budget", language) if amount is None else _dong(amount, language)


def _dong(amount: int | None, language: Language) -> str:
    if amount is None:
        return text("no_figures", language)
    return format_dong(amount) if language == "vi" else f"{amount:,} ₫"
