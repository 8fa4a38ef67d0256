"""A report's effect, money and photographs as the paper says them: texts, in the paper's order."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image

from donghanh.adapters.programme_reports.stamps import written, written_day
from donghanh.adapters.programme_reports.words import CLASSES, Language, text
from donghanh.kernel.money import format_dong, round_ratio

Told = Mapping[str, Any]
MOST_PICTURES = 6
WIDEST = 900
GOODS = ("received", "in_warehouses", "in_transit", "with_carriers", "handed_over", "written_off")
ASKED = ("sampled", "answered", "satisfied", "not_received")


def effect_parts(
    *, effects: Told | None, pictures: Mapping[int, bytes], language: Language, is_of_company: bool = True
) -> dict[str, Any]:
    """
    What stands in the part on effect; a source without figures gives None, and the paper says so.

    pictures      : number -> bytes of the photographs that people agree to publish now
    is_of_company : False for a part of the company, which has no goods of its own to tell
    """
    told = effects or {}
    return {
        "households": _households(told.get("households"), language),
        "sample": _sample(told.get("confirmations"), language),
        "goods": _goods(told.get("goods"), language),
        "no_goods": "" if is_of_company else text("goods_of_company", language),
        **_pictures(told.get("pictures", ()), pictures, language),
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


def percent(basis_points: int, language: Language) -> str:
    """
    Write a hundredth of a per cent as per cent with one decimal, rounded half up.

    >>> percent(9944, "vi"), percent(10000, "en")
    ('99,4 %', '100.0 %')
    """
    permille = round_ratio(numerator=basis_points, denominator=10)
    return f"{permille // 10}{',' if language == 'vi' else '.'}{permille % 10} %"


def response_rate(told: Told, language: Language) -> str:
    """Answered of those drawn; a dash where nobody was drawn."""
    return "–" if told["response_bp"] is None else percent(told["response_bp"], language)


def satisfied_share(told: Told, language: Language) -> str:
    """The share satisfied with its interval; in words where too few have answered to say."""
    if told["is_too_few"] or told["satisfied_bp"] is None:
        return text("too_few", language)
    low, high = (percent(told[name], language) for name in ("low_bp", "high_bp"))
    return f"{percent(told['satisfied_bp'], language)} ({low} – {high})"


def sample_said(told: Told, language: Language) -> str:
    """How the sample was drawn, and from when on an answer counts as satisfied."""
    said = text(
        "sample_said", language, delivered=written(told["delivered"], language),
        least=told["least_answers"], rating=told["satisfied_from"],
    )  # fmt: skip
    opened = told["open_rounds"]
    return f"{said} {text('rounds_open', language, count=opened)}" if opened else said


def difference(item: Told) -> int:
    """By how much an item of goods is off: 0 when what came is somewhere."""
    return int(item["received"]) - sum(int(item[name]) for name in GOODS[1:])


def balance(item: Told, language: Language) -> str:
    """Whether an item of goods adds up, and agrees with the receipts, in words."""
    if off := difference(item):
        return text("does_not_balance", language, difference=written(off, language))
    if item["differences"]:
        return text("papers_differ", language, count=item["differences"])
    return text("balances", language)


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
        "said": sample_said(told, language),
        "digest": told["digest"],
    }


def _asked(told: Told, language: Language) -> list[str]:
    drawn, answered, satisfied, missing = (written(told[name], language) for name in ASKED)
    rate = f"{answered} ({response_rate(told, language)})"
    return [drawn, rate, satisfied, satisfied_share(told, language), missing]


def _goods(told: Told | None, language: Language) -> dict[str, Any] | None:
    if not told or not told["items"]:
        return None
    return {"rows": [_item(one, language) for one in told["items"]], "digest": told["digest"]}


def _item(one: Told, language: Language) -> list[str]:
    counts = [written(one[name], language) for name in (*GOODS, "confirmed")]
    return [f"{one[f'name_{language}']} ({one[f'unit_{language}']})", *counts, balance(one, language)]


def _pictures(told: Sequence[Told], pictures: Mapping[int, bytes], language: Language) -> dict[str, Any]:
    standing = [one for one in told if one["number"] in pictures]
    shown, gone = standing[:MOST_PICTURES], len(told) - len(standing)
    more = len(standing) - len(shown)
    return {
        "pictures": [_picture(one, pictures[one["number"]], language) for one in shown],
        "pictures_more": text("pictures_more", language, count=more) if more else "",
        "pictures_gone": text("pictures_gone", language, count=gone) if gone else "",
    }


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
