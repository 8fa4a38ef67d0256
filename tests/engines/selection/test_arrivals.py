"""Ninety home supplies in December 2021: first come, first served, and never a 91st."""

from datetime import datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.selection.small_world import facts_of, names_of
from tests.oracles.selection_twin import arrival_slowly

from donghanh.engines.selection.arrivals import ArrivalRule, NotAnInstant, place_by_arrival
from donghanh.engines.selection.cuts import Cut, cut_from_plain
from donghanh.kernel.spans import Span

HANOI = timezone(timedelta(hours=7))
START, UNTIL = datetime(2021, 12, 1, tzinfo=HANOI), datetime(2022, 1, 1, tzinfo=HANOI)
SCHEMA = {
    "code": pl.String, "service": pl.String, "kind": pl.String, "holder": pl.String,
    "received_at": pl.Datetime("us", "Asia/Ho_Chi_Minh"), "is_withdrawn": pl.Boolean,
}  # fmt: skip


def request(code="R-001", **changes):
    plain = {"code": code, "service": "new_home_supply", "kind": "household", "holder": None}
    return {**plain, "received_at": START + timedelta(hours=8), "is_withdrawn": False, **changes}


def rule(quota=90):
    return ArrivalRule(quota=quota, window=Span(START, UNTIL), services=("new_home_supply",))


def place(*rows, quota=90, cuts=None):
    return place_by_arrival(requests=pl.DataFrame(list(rows), schema=SCHEMA), rule=rule(quota), cuts=cuts)


def test_ninety_requests_get_a_place_and_the_ninety_first_is_told_the_place_of_the_last():
    rows = [request(f"R-{n:03d}", received_at=START + timedelta(minutes=n)) for n in range(1, 92)]

    placed = place(*rows)

    assert placed.chosen["code"].to_list() == [f"R-{n:03d}" for n in range(1, 91)]
    assert placed.why(code="R-091").rank == 91
    assert facts_of(placed, "R-091", "quota_full") == {
        "rank": 91,
        "quota": 90,
        "taken": 90,
        "last_received_at": START + timedelta(minutes=90),
        "last_code": "R-090",
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"received_at": START - timedelta(microseconds=1)}, "received_before_window"),
        ({"received_at": UNTIL}, "received_after_window"),
        ({"service": "move_meter"}, "service_not_included"),
        ({"kind": "enterprise"}, "kind_not_included"),
        ({"is_withdrawn": True}, "withdrawn"),
    ],
)
def test_what_keeps_a_request_from_a_place_is_named(changes, reason):
    placed = place(request(**changes))

    assert placed.why(code="R-001").verdict == "not_eligible"
    assert names_of(placed, "R-001") == {reason}
    assert placed.why(code="R-001").rank is None


def test_the_first_moment_of_the_window_is_inside():
    assert place(request(received_at=START)).why(code="R-001").verdict == "chosen"


def test_a_request_without_an_instant_of_receipt_is_unknown():
    placed = place(request(received_at=None))

    assert placed.why(code="R-001").verdict == "unknown"
    assert names_of(placed, "R-001") == {"receipt_unknown"}


def test_requests_of_the_same_instant_stand_in_the_order_of_their_codes_and_the_tie_is_told():
    placed = place(request("R-002"), request("R-001"), quota=1)

    assert placed.chosen["code"].to_list() == ["R-001"]
    assert facts_of(placed, "R-002", "tie_at_the_cut")["decided_by"] == "code"


def test_a_withdrawn_request_gives_its_place_to_the_next():
    rows = [request("R-001", is_withdrawn=True), request("R-002")]

    assert place(*rows, quota=1).chosen["code"].to_list() == ["R-002"]


def test_a_second_request_of_the_same_holder_takes_no_place():
    later = START + timedelta(days=2)
    rows = [
        request("R-001", holder="0912345678"),
        request("R-002", holder="0912345678", received_at=later),
        request("R-003", received_at=later + timedelta(days=1)),
    ]

    placed = place(*rows, quota=2)

    assert names_of(placed, "R-002") == {"asked_before"}
    assert placed.chosen["code"].to_list() == ["R-001", "R-003"]


def test_instants_of_other_zones_are_the_same_instants():
    frame = pl.DataFrame([request(received_at=START)], schema=SCHEMA)
    universal = frame.with_columns(pl.col("received_at").dt.convert_time_zone("UTC"))

    assert place_by_arrival(requests=universal, rule=rule()).why(code="R-001").verdict == "chosen"


def test_times_without_a_zone_are_refused():
    frame = pl.DataFrame([request()], schema=SCHEMA)
    naive = frame.with_columns(pl.col("received_at").dt.replace_time_zone(None))

    with pytest.raises(NotAnInstant, match="with their zone"):
        place_by_arrival(requests=naive, rule=rule())


def test_a_window_without_an_end_stays_open():
    frame = pl.DataFrame([request(received_at=START + timedelta(days=900))], schema=SCHEMA)
    open_end = ArrivalRule(quota=1, window=Span(START), services=("new_home_supply",))

    assert place_by_arrival(requests=frame, rule=open_end).why(code="R-001").verdict == "chosen"


def test_a_cut_survives_being_kept_as_json():
    rows = [request(f"R-{n:03d}", received_at=START + timedelta(minutes=n)) for n in range(1, 4)]
    whole = place(*rows, quota=2)

    kept = {group: cut_from_plain(cut.as_plain()) for group, cut in whole.cuts.items()}

    assert place(rows[1], quota=2, cuts=kept).why(code="R-002").verdict == "chosen"
    assert place(rows[2], quota=2, cuts=kept).why(code="R-003").verdict == "eligible_not_chosen"


def test_a_cut_with_places_left_lets_the_next_in():
    open_cut = {"": Cut(quota=2, taken=1)}

    assert place(request(), quota=2, cuts=open_cut).why(code="R-001").verdict == "chosen"


requests = st.lists(
    st.builds(
        lambda minutes, holder, service, withdrawn: {
            "received_at": None if minutes is None else START + timedelta(minutes=minutes),
            "holder": holder, "service": service, "is_withdrawn": withdrawn,
        },
        st.one_of(st.none(), st.integers(-2, 6), st.just(31 * 24 * 60)),
        st.sampled_from([None, None, "an", "bình"]),
        st.sampled_from(["new_home_supply", "new_home_supply", "move_meter"]),
        st.sampled_from([False, False, True]),
    ),
    max_size=10,
).map(lambda rows: [request(f"R-{n:03d}", **row) for n, row in enumerate(rows)])  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(rows=requests, quota=st.integers(0, 4), seed=st.randoms())
def test_the_slow_twin_places_alike_in_whatever_order_requests_are_handed_in(rows, quota, seed):
    twin = arrival_slowly(
        requests=rows, quota=quota, start=START, until=UNTIL, services=("new_home_supply",),
        kinds=("household",),
    )  # fmt: skip
    shuffled = list(rows)
    seed.shuffle(shuffled)

    placed = place(*shuffled, quota=quota)

    assert placed.chosen.height <= quota
    for code, said in twin.items():
        ours = placed.why(code=code)
        assert (ours.verdict, ours.rank) == (said.verdict, said.rank)
        assert {told.name for told in ours.reasons} == said.reasons
