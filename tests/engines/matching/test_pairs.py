"""Who may be one household: what speaks for a pair and against it, and what is not shown."""

from __future__ import annotations

import polars as pl
import pytest
from tests.engines.matching.small_lists import Said, people

from donghanh.engines.matching.pairs import find_pairs, find_pairs_within
from donghanh.engines.matching.reasons import LEAST, MOST, POINTS, REASONS, TABLE
from donghanh.kernel.tables import FrameDoesNotFit

HERE = {"commune_code": "14065"}
HOME = {"address": "Số 127, xóm 20", "phone": "0312345678", **HERE}
ELSEWHERE = {"address": "Số 3, xóm 8", "phone": "0319999999", **HERE}
COMMON, RARE = "Nguyễn Văn Hùng", "Khúc Trọng Tuyên"


def pair(one: Said, other: Said, least: int = 1) -> tuple[int, list[str]]:
    """Score and reasons of two people; 0 and none where they are not found."""
    found = find_pairs(left=people(a=one), right=people(b=other), least_score=least)
    return found.select("score", "reasons").row(0) if found.height else (0, [])


def is_shown(one: Said, other: Said) -> bool:
    return pair(one, other, LEAST)[0] >= LEAST


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("Nguyễn Văn Hùng", "same_name"),
        ("NGUYỄN VĂN HÙNG", "same_name"),
        ("Ông Nguyễn Văn Hùng", "name_without_marks"),
        ("Nguyen Van Hung", "name_without_marks"),
        ("Hùng Nguyễn Văn", "same_words_other_order"),
        ("Nguyễn Văn Hưng", "other_marks"),
        ("Ng. V. Hùng", "name_shortened"),
        ("Nguyễn Hùng", "name_shortened"),
        ("Nguyễn Văn Hùg", "name_nearly"),
        ("Nguyễn VănHùng", "name_nearly"),
        ("Nguyeenx Vawn Hungf", "name_without_marks"),
    ],
)
def test_one_person_written_by_another_hand_is_shown_with_the_reason(written, reason):
    score, reasons = pair({"name": COMMON, **HOME}, {"name": written, **HOME})

    assert score >= LEAST
    assert reasons == ["same_phone", reason, "same_address", "same_commune"]


def test_father_and_son_of_one_house_and_telephone_are_not_shown():
    father, son = {"name": "Nguyễn Văn Hùng", **HOME}, {"name": "Nguyễn Văn Dũng", **HOME}

    assert not is_shown(father, son)
    assert "other_name" in pair(father, son)[1]


def test_a_common_name_in_one_commune_with_another_address_and_phone_is_not_shown():
    assert not is_shown({"name": COMMON, **HOME}, {"name": COMMON, **ELSEWHERE})


def test_a_rare_name_in_one_commune_with_another_address_and_phone_is_shown():
    assert is_shown({"name": RARE, **HOME}, {"name": RARE, **ELSEWHERE})


def test_a_household_that_moved_is_found_by_name_and_telephone():
    moved = {"address": "Thôn Đông", "phone": "+84 312.345.678", "commune_code": "13903"}

    score, reasons = pair({"name": COMMON, **HOME}, {"name": COMMON, **moved})

    assert score >= LEAST
    assert reasons == ["same_phone", "same_name", "other_commune"]


def test_one_bill_is_always_looked_at():
    one = {"name": COMMON, "customer_code": "PA01-HH 0123456"}
    other = {"name": "Trần Thị Lan", "customer_code": "pa01hh0123456", **HOME}

    assert pair(one, other)[0] >= LEAST - 100
    assert is_shown({**one, "name": "Trần Thị Lan"}, other)


@pytest.mark.parametrize("missing", ["phone", "address"])
def test_what_is_missing_speaks_neither_for_nor_against(missing):
    known, unknown = {"name": RARE, **HOME}, {"name": RARE, **HOME, missing: None}

    score, reasons = pair(known, unknown)
    both, _ = pair(unknown, unknown)

    assert score == both
    assert not [reason for reason in reasons if missing in reason]


def test_an_address_that_says_less_is_no_other_address():
    _, reasons = pair({"name": RARE, **HOME}, {"name": RARE, **HOME, "address": "Số 127"})

    assert "address_nearly" in reasons


def test_a_shared_telephone_alone_shows_nobody():
    one = {"name": "Trần Thị Lan", **HOME}
    other = {"name": "Lê Văn Toàn", **ELSEWHERE, "phone": HOME["phone"]}

    assert not is_shown(one, other)


def test_a_pair_within_a_list_is_found_once_with_the_lesser_id_left():
    one = {"name": COMMON, **HOME}

    found = find_pairs_within(people=people(b=one, a=one, c={"name": "Trần Thị Lan", **HERE}))

    assert found.select("left_id", "right_id").rows() == [("a", "b")]


def test_empty_lists_have_no_pairs():
    nobody = people(a={"name": COMMON, **HOME}).clear()

    found = find_pairs(left=nobody, right=people(b={"name": COMMON, **HOME}))

    assert found.height == 0
    assert found.schema == {
        "left_id": pl.String,
        "right_id": pl.String,
        "score": pl.Int64,
        "reasons": pl.List(pl.String),
    }


def test_a_name_of_no_letters_is_nobodys():
    assert pair({"name": "???", **HERE}, {"name": "---", **HERE}, LEAST) == (0, [])


def test_people_without_keys_are_refused():
    with pytest.raises((FrameDoesNotFit, pl.exceptions.ColumnNotFoundError)):
        find_pairs(left=pl.DataFrame({"name": ["x"]}), right=people(a={"name": COMMON}))


def test_every_reason_has_points_and_a_sentence():
    assert len(set(REASONS)) == len(REASONS)
    assert all(reason.meaning.endswith(".") and -MOST <= reason.points <= MOST for reason in TABLE)
    assert POINTS["same_phone"] > 0 > POINTS["other_phone"]
