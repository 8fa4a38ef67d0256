"""What customers and communes ask of the appreciation months."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from donghanh.kernel.customer_tables import SOCIAL_CLASSES
from donghanh.kernel.text import fold
from donghanh.world.province import World

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(scope="module")
def requests(demo_world) -> pl.DataFrame:
    return demo_world.world.supply_requests


@pytest.fixture(scope="module")
def nominations(demo_world) -> pl.DataFrame:
    return demo_world.world.nominations


def in_december(rows: pl.DataFrame) -> pl.DataFrame:
    first, after = datetime(2021, 12, 1, tzinfo=HERE), datetime(2022, 1, 1, tzinfo=HERE)
    return rows.filter((pl.col("received_at") >= first) & (pl.col("received_at") < after))


@pytest.mark.parametrize("frame", ["supply_requests", "nominations", "area_statuses", "mask_requests"])
def test_frames_are_the_same_for_the_same_seed_and_other_for_another(demo_world, frame):
    same, other = World(customers=20_000, seed=2021), World(customers=20_000, seed=7)

    assert getattr(same, frame).equals(getattr(demo_world.world, frame))
    assert not getattr(other, frame).equals(getattr(demo_world.world, frame))


def test_about_110_homes_ask_for_a_new_supply_in_december(requests):
    homes = in_december(requests).filter(purpose="home")

    assert homes.height == 110


def test_some_requests_are_not_for_homes(requests):
    assert set(requests["purpose"]) == {"home", "production", "business"}


def test_some_requests_lie_just_outside_december(requests):
    outside = requests.filter(~pl.col("request_code").is_in(in_december(requests)["request_code"].implode()))

    assert outside.height == 6
    assert datetime(2022, 1, 1, tzinfo=HERE) in outside["received_at"].to_list()


def test_requests_are_numbered_in_order_of_arrival_and_two_arrive_together(requests):
    arrivals = requests["received_at"].to_list()

    assert arrivals == sorted(arrivals)
    assert requests["request_code"].is_sorted()
    assert requests["request_code"].n_unique() == requests.height
    assert any(one == next_one for one, next_one in pairwise(arrivals))


def test_requests_arrive_at_aware_instants(requests):
    first = requests["received_at"][0]

    assert first.utcoffset() == timedelta(hours=7)
    assert first < datetime(2021, 12, 1, tzinfo=UTC)


def test_about_150_households_and_pupils_are_nominated(nominations):
    assert 140 <= nominations.height <= 160
    assert set(nominations["activity"]) == {"household-repairs", "welfare-gifts", "tablets"}
    assert nominations["nomination_code"].n_unique() == nominations.height


def test_nominees_with_a_code_are_customers_of_that_commune_and_class(demo_world, nominations):
    with_code = nominations.drop_nulls("customer_code")
    joined = with_code.join(demo_world.customers, left_on="customer_code", right_on="code", suffix="_known")

    assert joined.height == with_code.height > 60
    assert (joined["commune_code"] == joined["commune_code_known"]).all()
    assert (joined["social_class"] == joined["social_class_known"]).all()


def test_nobody_is_nominated_twice_under_one_code(nominations):
    codes = nominations["customer_code"].drop_nulls()

    assert codes.n_unique() == len(codes)


def test_repetitions_say_whom_they_repeat_in_another_writing(nominations):
    again = nominations.drop_nulls("same_as").to_dicts()
    first = {row["nomination_code"]: row for row in nominations.to_dicts()}

    assert len(again) == 14
    for row in again:
        original = first[row["same_as"]]
        assert original["same_as"] is None
        assert row["name"] != original["name"]
        assert sorted(fold(row["name"]).split()) == sorted(fold(original["name"]).split())
        assert row["commune_code"] == original["commune_code"]
        assert row["nominated_on"] > original["nominated_on"]
        assert row["customer_code"] is None


def test_repetitions_come_in_three_hands(nominations):
    names = nominations.drop_nulls("same_as")["name"].to_list()

    assert any(name.isascii() for name in names)
    assert any(name.isupper() for name in names)
    assert any(not name.isupper() and not name.isascii() for name in names)


@pytest.mark.parametrize(
    ("communes", "activity"),
    [
        (["Xã Mỹ Hưng", "Xã Nam Phong"], "welfare-gifts"),
        (["Xã Mỹ Thuận", "Phường Trần Đăng Ninh"], "household-repairs"),
    ],
)
def test_the_places_that_the_newspaper_names_nominate_more_than_ten(
    demo_world, nominations, communes, activity
):
    places = demo_world.world.places
    codes = [places.codes[places.row_of(name=name, unit="PA01ND")] for name in communes]

    here = nominations.filter(pl.col("commune_code").is_in(codes), activity=activity)

    assert here.height >= 12


def test_all_nine_units_nominate(demo_world, nominations):
    places = demo_world.world.places
    serving = dict(zip(places.codes, places.units, strict=True))

    assert len({serving[code] for code in nominations["commune_code"]}) == 9


def test_nominees_are_of_the_classes_that_the_activity_is_for(nominations):
    assert "none" not in set(nominations["social_class"])
    assert set(nominations["social_class"]) <= set(SOCIAL_CLASSES)
    assert set(nominations.filter(activity="tablets")["social_class"]) <= {"poor", "near_poor"}


def test_a_tiny_world_nominates_its_own_customers_and_else_households_without_contract():
    world = World(customers=5, seed=1)

    codes = world.nominations["customer_code"].drop_nulls()

    assert world.nominations.height > 140
    assert set(codes) <= set(world.slice(start=0, until=5).customers["code"])


def test_masks_asked_for_are_more_than_there_are(demo_world):
    asked = demo_world.world.mask_requests

    assert asked["quantity_asked"].sum() > 20_000
    assert (asked["quantity_asked"] > 0).all()
    assert set(asked["place_kind"]) == {"area", "school"}
    assert asked["request_code"].n_unique() == asked.height


@pytest.mark.parametrize("seed", range(8))
def test_masks_asked_for_are_more_than_there_are_whatever_the_seed(seed):
    assert World(customers=10, seed=seed).mask_requests["quantity_asked"].sum() > 20_000


def test_area_statuses_are_half_open_stretches_of_december_and_january(demo_world):
    rows = demo_world.world.area_statuses

    assert (rows["from_on"] < rows["until_on"]).all()
    assert rows["from_on"].min() >= date(2021, 11, 29)
    assert rows["until_on"].max() <= date(2022, 3, 1)
    assert set(rows["status"]) == {"locked_down", "quarantined"}


def test_a_commune_has_one_status_at_a_time(demo_world):
    for _, rows in demo_world.world.area_statuses.sort("from_on").group_by("commune_code"):
        for one, later in pairwise(rows.to_dicts()):
            assert one["until_on"] <= later["from_on"]


def test_areas_ask_for_masks_while_they_are_closed(demo_world):
    asked = demo_world.world.mask_requests.filter(place_kind="area")
    spans = demo_world.world.area_statuses
    joined = asked.join(spans, on="commune_code")
    during = joined.filter(pl.col("asked_on").is_between("from_on", "until_on", closed="left"))

    assert set(during["request_code"]) == set(asked["request_code"])
