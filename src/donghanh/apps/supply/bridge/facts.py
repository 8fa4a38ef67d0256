"""Typed facts of a step against what it asks for: unknown, missing or wrong, and how each is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from donghanh.apps.supply.refusals import CannotTakeStep
from donghanh.apps.supply.values import SupplyFact

LONGEST = 300
MOST_DIGITS = 12
MOST_SIGNED = 1000
YES_NO = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}


def kept_facts(*, asked: Sequence[SupplyFact], said: Mapping[str, object], day: date) -> dict[str, str]:
    """
    Check what was typed and say how it is kept, by code.

    day    : today; a `day` is not after it, a `coming_day` may be
    raises : CannotTakeStep `fact-unknown`, `fact-missing`, `fact-wrong`, `day-to-come`
    """
    known = {one.code: one for one in asked}
    for code in said:
        if code not in known:
            expected = ", ".join(known) or "nothing"
            text = f"The step asks for no '{code}'; expected {expected}."
            raise CannotTakeStep("fact-unknown", text, fact=code)
    kept = {one.code: _kept(one, said.get(one.code)) for one in asked}
    for one in asked:
        if one.kind == "day" and kept[one.code] > day.isoformat():
            text = f"'{one.code}' is {kept[one.code]}, still to come."
            raise CannotTakeStep("day-to-come", text, fact=one.code, vi=one.vi, en=one.en)
    return {code: value for code, value in kept.items() if value}


def _kept(fact: SupplyFact, value: object) -> str:
    text = "" if value is None else str(value).strip()
    if not text:
        if fact.is_required:
            raise CannotTakeStep(
                "fact-missing", f"'{fact.code}' is missing.", fact=fact.code, vi=fact.vi, en=fact.en
            )
        return ""
    form = _choice(fact) if fact.kind == "choice" else _FORMS[fact.kind]
    found = form(text) if len(text) <= LONGEST and "\x00" not in text else None
    if found is None:
        told = f"'{fact.code}' is '{text[:40]}'; expected {fact.kind}."
        raise CannotTakeStep("fact-wrong", told, fact=fact.code, vi=fact.vi, en=fact.en)
    return found


def _whole(text: str) -> str | None:
    bare = text.replace(".", "").replace(" ", "")
    is_number = bare.isascii() and bare.isdigit() and len(bare) <= MOST_DIGITS
    return str(int(bare)) if is_number else None


def _number(text: str) -> str | None:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return str(found) if found.is_finite() and found >= 0 else None


def _signed(text: str) -> str | None:
    """A number of either sign with at most three decimals; a true minus counts as one."""
    try:
        found = Decimal(text.replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    except InvalidOperation:
        return None
    exponent = found.as_tuple().exponent
    is_fine = isinstance(exponent, int) and exponent >= -3 and abs(found) < MOST_SIGNED
    return str(found) if is_fine else None


def _choice(fact: SupplyFact) -> Callable[[str], str | None]:
    known = {code for code, _, _ in fact.choices}
    return lambda text: text if text in known else None


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


_FORMS: Mapping[str, Callable[[str], str | None]] = {
    "text": lambda text: text,
    "whole": _whole,
    "number": _number,
    "signed": _signed,
    "day": _day,
    "coming_day": _day,
    "yes_no": lambda text: YES_NO.get(text.lower()),
}
