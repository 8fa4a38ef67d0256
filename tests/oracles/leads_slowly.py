"""The slow twin of the leads: a household after another, in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from donghanh.kernel.text import fold


def leads_slowly(
    *,
    households: list[dict[str, Any]],
    energy: dict[str, list[int | None]],
    recorded: list[tuple[str, str, date]],
    named: list[tuple[str | None, str, str]],
    weights: dict[str, int],
    limits: dict[str, dict[str, int]],
    least_weight: int,
    as_of: date,
) -> list[tuple[str, int, list[str]]]:
    """Code, weight, signs of each lead, heaviest first."""
    found = []
    for house in households:
        if house["contract_from"] > as_of or (house["contract_until"] or date.max) <= as_of:
            continue
        if house["code"] in {code for code, _, _ in named}:
            continue
        signs = [sign for sign in weights if _shows(sign, house, energy, recorded, named, limits, as_of)]
        weight = sum(weights[sign] for sign in signs)
        if weight >= least_weight:
            found.append((house["code"], weight, signs))
    return sorted(found, key=lambda one: (-one[1], one[0]))


def _shows(sign, house, energy, recorded, named, limits, as_of) -> bool:
    if sign == "very_low_use":
        said, most = energy.get(house["code"], []), limits[sign]["most_kwh_a_month"]
        known = [one for one in said if one is not None]
        return (
            len(known) == limits[sign]["months"]
            and min(known) >= limits[sign]["least_kwh_a_month"]
            and sum(known) <= most * limits[sign]["months"]
        )
    if sign == "near_nominated":
        mine = _place(house["address"])
        return any(
            commune == house["commune_code"] and _close(mine, _place(address), limits[sign]["houses_apart"])
            for _, commune, address in named
        )
    after = as_of - timedelta(days=limits[sign]["days"])
    return any(code == house["code"] and one == sign and after < on <= as_of for code, one, on in recorded)


def _place(address: str) -> tuple[int, str] | None:
    found = re.match(r"(?:so nha |so |nha so )?(\d{1,4})[a-z]?\b ?(.*)", fold(address))
    return (int(found[1]), found[2]) if found and found[2] else None


def _close(one, other, apart: int) -> bool:
    return one is not None and other is not None and one[1] == other[1] and abs(one[0] - other[0]) <= apart
