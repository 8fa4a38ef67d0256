"""Who may be one household: what speaks for a pair and against it, and what is not shown."""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.keys import keys_of
from donghanh.engines.matching.pairs import find_pairs, find_pairs_within
from donghanh.engines.matching.people import PEOPLE
from donghanh.engines.matching.reasons import LEAST

HOME = {"address": "Số 127, xóm 20", "commune_code": "14065", "phone": "0312345678"}


def people(**rows: dict[str, str | None]) -> pl.DataFrame:
    """People with their keys; the name of each argument is the id; what is not said is null."""
    said = [{"person_id": name, **row} for name, row in rows.items()]
    return keys_of(people=pl.DataFrame(said, schema=PEOPLE.schema))


def pair(one: dict[str, str | None], other: dict[str, str | None], least: int = 1) -> tuple[int, list[str]]:
    """Score and reasons of two people; 0 and none where they are not found."""
    found = find_pairs(left=people(a=one), right=people(b=other), least_score=least)
    return found.select("score", "reasons").row(0) if found.height else (0, [])


def test_one_person_written_without_marks_is_shown_with_the_reasons():
    score, reasons = pair({"name": "Nguyễn Văn Hùng", **HOME}, {"name": "NGUYEN VAN HUNG", **HOME})

    assert score >= LEAST
    assert reasons == ["same_phone", "name_without_marks", "same_address", "same_commune"]


def test_a_common_name_in_one_commune_with_another_address_and_phone_is_not_shown():
    elsewhere = {"address": "Số 3, xóm 8", "commune_code": "14065", "phone": "0319999999"}

    score, _ = pair({"name": "Nguyễn Văn Hùng", **HOME}, {"name": "Nguyễn Văn Hùng", **elsewhere})

    assert score < LEAST


def test_a_pair_within_a_list_is_found_once():
    one = {"name": "Nguyễn Văn Hùng", **HOME}

    found = find_pairs_within(people=people(b=one, a=one))

    assert found.select("left_id", "right_id").rows() == [("a", "b")]
