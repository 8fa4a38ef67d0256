"""What one answer amounts to, and codes that nobody misreads."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from donghanh.engines.confirmations import Said, code_of, is_satisfied, problem_of, read_code, written_code
from donghanh.engines.confirmations.answers import PROBLEMS, RECEIVED, STARS, WORKS
from donghanh.engines.confirmations.codes import CODE_BYTES, SIGNS


def every_answer():
    for received, works, rating in itertools.product(RECEIVED, WORKS, (None, *STARS)):
        if received != "no" or (not works and rating is None):
            yield Said(received, works, rating)


def test_nobody_is_satisfied_with_something_the_company_must_look_into():
    for said in every_answer():
        problem = problem_of(said=said)
        assert problem in ("", *PROBLEMS)
        assert not (problem and is_satisfied(said=said, satisfied_from=1)), said


def test_stars_below_the_least_are_not_satisfied_and_no_case_either():
    said = Said("yes", "yes", 3)

    assert not is_satisfied(said=said, satisfied_from=4)
    assert is_satisfied(said=said, satisfied_from=3)
    assert problem_of(said=said) == ""


@pytest.mark.parametrize(
    "wrong", [("perhaps", "", 5), ("yes", "well", 5), ("yes", "yes", 6), ("no", "", 1), ("no", "yes", None)]
)
def test_answers_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match=r"expected|not received"):
        Said(*wrong)


@given(some.binary(min_size=CODE_BYTES, max_size=CODE_BYTES))
def test_a_code_is_read_back_however_it_is_typed(chance):
    code = code_of(chance=chance)

    assert read_code(text=f" {written_code(code=code).lower()} ") == code
    assert read_code(text=code.replace("L", "1")) == code
    assert read_code(text=code[:-1]) is None


def test_signs_that_are_mistaken_for_one_another_are_not_used():
    assert len(set(SIGNS)) == 32
    assert not set("01OI") & set(SIGNS)


@pytest.mark.parametrize("text", ["", "2345678901", "23456789ABC", "<script>", "２３４５６７８９ＡＢ"])
def test_what_can_be_no_code_is_none(text):
    assert read_code(text=text) is None


def test_each_sign_is_as_likely_as_another():
    assert sorted(code_of(chance=bytes([byte] * 10))[0] for byte in range(256)) == sorted(SIGNS * 8)
