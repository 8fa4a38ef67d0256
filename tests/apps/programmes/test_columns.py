"""Rows that come over as one text are the rows that Django itself would bring, one by one."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.apps.programmes.conftest import CAMPAIGN

from donghanh.apps.programmes.bridge.columns import frame_of
from donghanh.apps.programmes.models import Benefit, BenefitMove, Campaign
from donghanh.apps.programmes.queries.frames import BENEFIT_COLUMNS, move_frame

pytestmark = pytest.mark.django_db
VISIT = date(2021, 12, 22)


def scheduled(house) -> str:
    reference = house.approved("household-repairs")
    officer = house.actors.unit_officer("PA01ND")
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=VISIT)
    return reference


def test_moves_are_those_of_the_table_and_only_a_schedule_names_a_day(house):
    scheduled(house)
    house.nominate("household-repairs")

    found = move_frame(actor=house.actors.director, campaign=Campaign.objects.get(code=CAMPAIGN))

    every = BenefitMove.objects.order_by("id").values_list("benefit_id", "id", "to_state", "on", "move")
    told = [(*row[:4], VISIT if row[4] == "schedule" else None) for row in every]
    assert found.sort("number").rows() == told
    assert len(told) == 7


def test_a_query_without_rows_is_a_frame_without_rows_of_the_same_columns(house):
    rows = Benefit.objects.values_list("id", "activity__code", "unit_id", "quantity")

    found = frame_of(rows=rows, schema=BENEFIT_COLUMNS)

    assert found.is_empty()
    assert dict(found.schema) == BENEFIT_COLUMNS


def test_parameters_of_the_query_stay_parameters(house):
    house.nominate("household-repairs", unit="PA01ND")
    house.nominate("household-repairs", unit="PA01XT")
    rows = Benefit.objects.filter(unit_id__in=["PA01XT", "'; --"]).values_list("id", "unit_id")

    found = frame_of(rows=rows, schema={"id": pl.Int64, "unit": pl.String})

    assert found["unit"].to_list() == ["PA01XT"]
