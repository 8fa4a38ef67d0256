"""A list of which the truth is known: persons written again, and others who only look like them."""

import polars as pl
import pytest

from donghanh.kernel.text import fold
from donghanh.world.dice import dice
from donghanh.world.misspellings import HANDS, keyboard_off, mistyped, with_initials
from donghanh.world.renominations import nominated_again

NAME = "Nguyễn Văn Hùng"


@pytest.fixture(scope="module")
def renominated(demo_world) -> pl.DataFrame:
    """2,000 nominations beside the persons of the register whom they write again."""
    known = demo_world.customers.filter(kind="household")
    places = demo_world.world.places
    rows = nominated_again(seed=7, places=places, customers=known, count=2_000)
    truth = known.select("code", known_name="name", known_phone="phone", known_commune="commune_code")
    return rows.join(truth, left_on="same_as", right_on="code", how="left")


def test_about_half_are_persons_of_the_register_each_once(renominated):
    known = renominated.drop_nulls("same_as")

    assert 900 < known.height < 1_100
    assert known["same_as"].n_unique() == known.height
    assert set(known["who"]) == {"known", "moved"}


def test_whoever_only_looks_like_a_known_person_says_so_and_is_nobody(renominated):
    others = renominated.filter(pl.col("same_as").is_null())

    assert set(others["who"]) == {"stranger", "relative", "twin", "neighbour", "deputised"}
    assert others["customer_code"].null_count() == others.height


def test_who_has_moved_lives_elsewhere_and_the_others_do_not(renominated):
    known = renominated.drop_nulls("same_as")
    stayed = known.filter(who="known")

    assert (stayed["commune_code"] == stayed["known_commune"]).all()
    assert known.filter(who="moved").height > 0


def test_another_hand_leaves_most_names_different_as_written(renominated):
    known = renominated.drop_nulls("same_as")

    assert 0.2 < (known["name"] == known["known_name"]).mean() < 0.4


def test_relatives_share_a_telephone_with_somebody_of_the_same_surname(demo_world, renominated):
    relatives = renominated.filter(
        pl.col("who") == "relative", pl.col("hand").str.ends_with("phone as_it_is")
    )
    met = relatives.join(demo_world.customers, on=["phone", "commune_code"], suffix="_known")

    assert met.height > 20
    assert (met["name"] != met["name_known"]).mean() > 0.95


def test_the_same_seed_writes_the_same_list(demo_world):
    known, places = demo_world.customers.filter(kind="household"), demo_world.world.places

    one, again, other = (
        nominated_again(seed=seed, places=places, customers=known, count=50) for seed in (7, 7, 8)
    )

    assert one.equals(again)
    assert not one.equals(other)


def test_more_nominations_than_customers_are_refused(demo_world):
    with pytest.raises(ValueError, match="ask for fewer"):
        nominated_again(
            seed=1, places=demo_world.world.places, customers=demo_world.customers.head(3), count=4
        )


@pytest.mark.parametrize("hand", sorted(HANDS))
def test_every_hand_but_one_changes_the_name_and_none_leaves_it_empty(hand):
    rolls = dice(seed=3, subject="hand")

    written = {HANDS[hand](NAME, rolls) for _ in range(50)}

    assert all(text.strip() for text in written)
    assert written == {NAME} if hand == "as_it_is" else written != {NAME}


def test_a_typing_error_is_one_letter_away():
    rolls = dice(seed=3, subject="hand")

    written = [mistyped(NAME, rolls) for _ in range(200)]

    assert {len(text) - len(NAME) for text in written} == {-1, 0, 1}


def test_a_keyboard_that_is_off_leaves_its_keys():
    rolls = dice(seed=3, subject="hand")

    written = {keyboard_off(NAME, rolls) for _ in range(100)}

    assert {"Nguyeenx Vawn Hungf", "Nguye6n4 Va8n Hu2ng"} & written or "Nguye6n4 Va8n Hung2" in written


def test_initials_keep_the_given_name():
    rolls = dice(seed=3, subject="hand")

    written = {with_initials(NAME, rolls) for _ in range(50)}

    assert written == {"Nguyễn V. Hùng", "Ng. V. Hùng", "N. V. Hùng", "N.V.Hùng"}
    assert all(fold(text).endswith("hung") for text in written)
