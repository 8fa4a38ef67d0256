"""A unit that is merged in mid-programme: its orders and visits are its successor's to see and to finish."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.works.conftest import VISIT_DAY

from donghanh.apps.organisation import operations, queries
from donghanh.apps.works.models import WorkOrder
from donghanh.apps.works.queries import field_day, order_story, visits_of_day

pytestmark = pytest.mark.django_db
MERGED_ON = date(2021, 12, 21)


def merged(field):
    """Xuân Trường and Giao Thủy become one unit; the crew that planned visits is of the new one."""
    operations.merge_units(
        actor=field.actors.business, codes=("PA01GT", "PA01XT"), weights=(300, 200), on=MERGED_ON,
        into=operations.UnitName("PA01XG", "Điện lực Xuân Giao", "Xuan Giao Power Unit", "Xuân Giao"),
        at=field.now,
    )  # fmt: skip
    return [
        queries.actor_named(username=name, on=VISIT_DAY)
        for name in ("unit_officer.PA01XT", "crew.PA01XT", "unit_head.PA01HH")
    ]


def test_the_successor_sees_and_finishes_what_the_old_unit_had_planned(field) -> None:
    field.actors.unit_head("PA01HH")
    order = field.planned(unit="PA01XT", commune="14089")

    officer, crew, stranger = merged(field)

    assert [row.order for row in visits_of_day(actor=officer, day=VISIT_DAY)] == [order]
    assert order_story(actor=officer, reference=order, day=VISIT_DAY).may_plan
    assert visits_of_day(actor=stranger, day=VISIT_DAY) == ()
    assert [visit.order for visit in field_day(actor=crew, day=VISIT_DAY).visits] == [order]
    field.send_all(order, by=crew)
    field.send(order, "finished", by=crew)
    assert WorkOrder.objects.get(reference=order).state == "handed_over"
