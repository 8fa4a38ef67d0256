"""
The slow, obvious twin of the search for duplicates: every pair in turn, every reason asked by itself.

No join, no bound, no hash: what the engine leaves out to be fast is looked at here. It takes the keys as they
are and shares with the engine the weights and the comparison of two names word by word.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import polars as pl
from rapidfuzz.distance import OSA

from donghanh.engines.matching.likeness import MOST_ERRORS, OTHER, like_words
from donghanh.engines.matching.reasons import (
    ADDRESS_MOST,
    ADDRESS_PART,
    POINTS,
    POINTS_OF_A_DOUBLING,
    REASONS,
)

Row = dict[str, Any]


def find_pairs_slowly(*, left: pl.DataFrame, right: pl.DataFrame, least_score: int) -> list[tuple]:
    """As `pairs.find_pairs`, as a list of (left_id, right_id, score, reasons)."""
    found = []
    for one, other in product(left.to_dicts(), right.to_dicts()):
        if set(one["blocks"]) & set(other["blocks"]):
            score, reasons = judge(one, other)
            if score >= least_score:
                found.append((one["person_id"], other["person_id"], score, reasons))
    return sorted(found, key=lambda row: (-row[2], row[0], row[1]))


def judge(one: Row, other: Row) -> tuple[int, list[str]]:
    address, parts = address_of(one, other)
    reasons = [
        code_of(one, other),
        phone_of(one, other),
        name_of(one, other),
        address,
        commune_of(one, other),
    ]
    said = [reason for reason in reasons if reason]
    points = sum(POINTS[reason] for reason in said)
    if name_of(one, other) != OTHER:
        points += POINTS_OF_A_DOUBLING * min(one["rarity"], other["rarity"])
    if address in {"same_address", "address_nearly"}:
        points += min(ADDRESS_MOST, ADDRESS_PART * parts)
    assert said == sorted(said, key=REASONS.index)
    return max(0, min(1000, points)), said


def code_of(one: Row, other: Row) -> str | None:
    return "same_customer_code" if one["code_key"] and one["code_key"] == other["code_key"] else None


def phone_of(one: Row, other: Row) -> str | None:
    left, right = one["phone_key"], other["phone_key"]
    if not left or not right:
        return None
    if left == right:
        return "same_phone"
    return "phone_nearly" if OSA.distance(left, right) == 1 else "other_phone"


def commune_of(one: Row, other: Row) -> str | None:
    left, right = one["commune_code"], other["commune_code"]
    if left is None or right is None:
        return None
    return "same_commune" if left == right else "other_commune"


def name_of(one: Row, other: Row) -> str:
    if one["name_key"] == other["name_key"]:
        left, right = one["marks_key"], other["marks_key"]
        if left is not None and right is not None and left != right:
            return "other_marks"
        return "name_without_marks" if (left is None) != (right is None) else "same_name"
    if one["words_key"] == other["words_key"]:
        return "same_words_other_order"
    if not few_errors(one, other) and not may_be_short(one["name_key"].split(), other["name_key"].split()):
        return OTHER
    strange = frozenset(f"{one['strange_words'] or ''} {other['strange_words'] or ''}".split())
    return like_words(one["name_key"].split(), other["name_key"].split(), strange=strange)


def few_errors(one: Row, other: Row) -> bool:
    return any(OSA.distance(one[key], other[key]) <= MOST_ERRORS for key in ("name_key", "words_key"))


def may_be_short(left: list[str], right: list[str]) -> bool:
    is_short = len(left) != len(right) or any(len(word) == 1 for word in left + right)
    initials = [sorted(word[0] for word in sorted(words)) for words in (left, right)]
    return is_short and (left[-1] == right[-1] or left[0][0] == right[0][0] or initials[0] == initials[1])


def address_of(one: Row, other: Row) -> tuple[str | None, int]:
    """The reason, and how many numbers and words agree."""
    houses = [(row["house_key"] or "").split() for row in (one, other)]
    places = [(row["place_key"] or "").split() for row in (one, other)]
    house_agrees, place_agrees = within(*houses), within(*places) or near(one, other, "place_key")
    parts = (min(map(len, houses)) if house_agrees else 0) + (1 if place_agrees else 0)
    if not (houses[0] or places[0]) or not (houses[1] or places[1]):
        return None, 0
    if houses[0] == houses[1] and places[0] == places[1]:
        return "same_address", parts
    both_house, both_place = all(houses), all(places)
    if (house_agrees or not both_house) and (place_agrees or not both_place) and (both_house or both_place):
        return "address_nearly", parts
    next_door = near(one, other, "house_key") and (
        set(houses[0]) & set(houses[1]) or len(houses[0]) == len(houses[1]) == 1
    )
    if next_door and (place_agrees or not both_place):
        return None, 0
    return (None if commune_of(one, other) == "other_commune" else "other_address"), 0


def within(few: list[str], many: list[str]) -> bool:
    """All that one side says, the other says too."""
    return bool(few and many) and (set(few) <= set(many) or set(many) <= set(few))


def near(one: Row, other: Row, key: str) -> bool:
    return bool(one[key] and other[key]) and OSA.distance(one[key], other[key]) == 1
