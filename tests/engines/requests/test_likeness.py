"""Which reports may be one thing: what they must share, what adds, and what two unknowns do not prove."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.requests_slowly import alike_slowly

from donghanh.engines.requests.likeness import LikenessRule, alike
from donghanh.kernel.request_tables import REPORTS

NOON = datetime(2021, 12, 20, 5, tzinfo=UTC)
WEIGHTS = {"same_customer": 6, "same_phone": 4, "same_place": 3, "near": 4, "same_service": 2}
FAULTS = LikenessRule("faults", frozenset({"fault"}), 2 * 3600, 300, WEIGHTS, 5)


def report(number: int, **more: Any) -> dict[str, Any]:
    plain = {
        "case": number, "received_at": NOON, "group": "fault", "service": "FAULT_RESTORE", "customer": None,
        "phone": None, "place": None, "latitude": None, "longitude": None,
    }  # fmt: skip
    return plain | more


def found(*reports: dict[str, Any], rule: LikenessRule = FAULTS) -> list[tuple[Any, ...]]:
    frame = pl.DataFrame(list(reports), schema=REPORTS.schema)
    return alike(reports=frame.head(1), others=frame, rules=[rule]).select("other", "score", "reasons").rows()


def test_two_faults_of_one_substation_may_be_one():
    assert found(report(1, place="TBA-7"), report(2, place="TBA-7")) == [
        (2, 5, ["same_place", "same_service"])
    ]


def test_two_reports_of_nobody_and_nowhere_are_not_alike():
    assert found(report(1), report(2)) == []


def test_one_phone_and_one_customer_is_likelier_than_one_phone():
    told = found(
        report(1, phone="0912000111", customer="PA01HH0000001"),
        report(2, phone="0912000111"),
        report(3, phone="0912000111", customer="PA01HH0000001"),
    )

    assert [row[:2] for row in told] == [(3, 12), (2, 6)]


def test_near_is_a_reason_across_the_edge_of_a_cell_and_far_is_none():
    here = {"latitude": 20_420_000, "longitude": 106_160_000}
    near = {"latitude": 20_421_500, "longitude": 106_158_000}  # 167 m north, 208 m west
    far = {"latitude": 20_423_000, "longitude": 106_160_000}

    told = found(report(1, **here), report(2, **near), report(3, **far))

    assert told == [(2, 6, ["near", "same_service"])]


def test_what_was_reported_too_long_ago_is_another_thing():
    yesterday = NOON - timedelta(hours=2, seconds=1)

    assert found(report(1, place="TBA-7"), report(2, place="TBA-7", received_at=yesterday)) == []


def test_a_complaint_is_not_the_same_thing_as_a_fault():
    assert found(report(1, place="TBA-7"), report(2, place="TBA-7", group="complaint")) == []


def test_of_two_rules_the_better_score_of_a_pair_is_told_once():
    mild = LikenessRule("mild", frozenset({"fault"}), 3600, 0, {"same_place": 1}, 1)
    frame = pl.DataFrame([report(1, place="T"), report(2, place="T")], schema=REPORTS.schema)

    told = alike(reports=frame.head(1), others=frame, rules=[mild, FAULTS])

    assert told.select("other", "rule", "score").rows() == [(2, "faults", 5)]


def test_without_rules_nothing_is_alike():
    frame = pl.DataFrame([report(1), report(2)], schema=REPORTS.schema)

    assert alike(reports=frame, others=frame, rules=[]).is_empty()


REPORT = st.tuples(
    st.integers(0, 4 * 3600), st.sampled_from(["fault", "complaint"]), st.sampled_from(["A", "B"]),
    st.sampled_from([None, "x", "y"]), st.sampled_from([None, "1", "2"]), st.sampled_from([None, "p"]),
    st.none() | st.tuples(st.integers(0, 8_000), st.integers(0, 8_000)),
)  # fmt: skip


@settings(max_examples=60)
@given(drawn=st.lists(REPORT, max_size=9), near=st.sampled_from([0, 7, 300]))
def test_likeness_agrees_with_its_slow_twin(drawn, near):
    rule = LikenessRule("any", frozenset({"fault"}), 2 * 3600, near, WEIGHTS, 5)
    reports = [
        report(
            number,
            received_at=NOON + timedelta(seconds=after),
            group=group,
            service=service,
            customer=customer,
            phone=phone,
            place=place,
            latitude=spot and 20_400_000 + spot[0],
            longitude=spot and 106_100_000 + spot[1],
        )
        for number, (after, group, service, customer, phone, place, spot) in enumerate(drawn)
    ]
    frame = pl.DataFrame(reports, schema=REPORTS.schema)

    told = alike(reports=frame, others=frame, rules=[rule]).select("case", "other", "score", "reasons").rows()

    assert {(one, two, score, tuple(why)) for one, two, score, why in told} == (
        alike_slowly(reports, reports, rule)
    )
