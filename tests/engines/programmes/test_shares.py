"""A target split to units: named shares stay, the rest follows the customers, the sum is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from donghanh.engines.programmes.shares import CannotShare, Share, edit_share, propose_shares, share_findings

NINE_UNITS = {
    "PA01ND": 120,
    "PA01VB": 45,
    "PA01YY": 80,
    "PA01NT": 65,
    "PA01NH": 60,
    "PA01GT": 62,
    "PA01HH": 95,
    "PA01XT": 55,
    "PA01TN": 58,
}


def amounts(shares):
    return {share.unit_code: share.amount for share in shares}


def test_the_named_shares_of_the_substations_stay_and_nine_are_proposed_to_the_other_seven():
    shares = propose_shares(target=18, customers=NINE_UNITS, known={"PA01ND": 6, "PA01XT": 3})

    assert sum(amounts(shares).values()) == 18
    assert [share.basis for share in shares].count("proposed") == 7
    assert (amounts(shares)["PA01ND"], amounts(shares)["PA01XT"]) == (6, 3)
    assert amounts(shares)["PA01HH"] == 2  # 9 × 95 / 465 = 1.84


def test_five_tablets_go_to_the_five_largest_remainders_of_nine_units():
    shares = propose_shares(target=5, customers=NINE_UNITS)

    assert sum(amounts(shares).values()) == 5
    assert amounts(shares)["PA01VB"] == 0


def test_shares_come_in_the_order_of_the_units():
    shares = propose_shares(target=50, customers=NINE_UNITS, known={"PA01TN": 10})

    assert [share.unit_code for share in shares] == list(NINE_UNITS)


def test_an_edit_proposes_again_only_what_was_proposed():
    before = propose_shares(target=50, customers=NINE_UNITS, known={"PA01ND": 10})
    once = edit_share(target=50, shares=before, unit_code="PA01HH", amount=12, customers=NINE_UNITS)
    twice = edit_share(target=50, shares=once, unit_code="PA01VB", amount=0, customers=NINE_UNITS)

    assert (amounts(twice)["PA01ND"], amounts(twice)["PA01HH"], amounts(twice)["PA01VB"]) == (10, 12, 0)
    assert sum(amounts(twice).values()) == 50
    assert {share.basis for share in twice if share.unit_code in ("PA01HH", "PA01VB")} == {"edited"}


def test_a_named_share_may_be_edited_and_is_then_no_longer_the_article_s():
    before = propose_shares(target=18, customers=NINE_UNITS, known={"PA01ND": 6})
    after = edit_share(target=18, shares=before, unit_code="PA01ND", amount=5, customers=NINE_UNITS)

    assert after[0] == Share("PA01ND", 5, "edited")
    assert sum(amounts(after).values()) == 18


def test_edits_beyond_the_target_are_reported_and_not_hidden():
    before = propose_shares(target=5, customers=NINE_UNITS)
    after = edit_share(target=5, shares=before, unit_code="PA01ND", amount=7, customers=NINE_UNITS)

    found = share_findings(target=5, shares=after)

    assert sum(amounts(after).values()) == 7
    assert found[0].rule == "shares-differ-from-target"
    assert dict(found[0].facts) == {"target": 5, "sum": 7, "difference": -2}


def test_when_every_share_is_edited_what_is_left_to_give_is_reported():
    shares = (Share("A", 2, "edited"), Share("B", 1, "edited"))

    after = edit_share(target=5, shares=shares, unit_code="A", amount=3, customers={"A": 1, "B": 1})

    assert amounts(after) == {"A": 3, "B": 1}
    assert share_findings(target=5, shares=after)[0].facts["difference"] == 1


@pytest.mark.parametrize(
    ("known", "customers", "target"),
    [({"PA05": 1}, NINE_UNITS, 5), ({"PA01ND": -1}, NINE_UNITS, 5), ({}, {"A": -4}, 5), ({}, {"A": 4}, -5)],
)
def test_strange_units_and_negative_numbers_are_refused(known, customers, target):
    with pytest.raises(CannotShare) as refusal:
        propose_shares(target=target, customers=customers, known=known)

    assert refusal.value.facts


def test_an_edit_of_a_unit_outside_the_split_is_refused():
    with pytest.raises(CannotShare, match="PA05 is not among the units"):
        edit_share(target=5, shares=(), unit_code="PA05", amount=1, customers=NINE_UNITS)


@given(
    target=some.integers(0, 30_000),
    customers=some.dictionaries(some.sampled_from(list(NINE_UNITS)), some.integers(0, 200_000), min_size=2),
    data=some.data(),
)
def test_the_sum_is_the_target_as_long_as_the_kept_shares_leave_room(target, customers, data):
    first, last = next(iter(customers)), list(customers)[-1]
    known = {first: data.draw(some.integers(0, target))}
    shares = propose_shares(target=target, customers=customers, known=known)
    assert share_findings(target=target, shares=shares) == ()

    if len(customers) > 2:
        edited = data.draw(some.integers(0, target - known[first]))
        after = edit_share(target=target, shares=shares, unit_code=last, amount=edited, customers=customers)
        assert share_findings(target=target, shares=after) == ()
        assert amounts(after)[last] == edited
