"""What the server has of an order, part by part."""

from __future__ import annotations

import pytest
from tests.apps.works.conftest import picture

from donghanh.apps.works.queries.kept import kept_parts

pytestmark = pytest.mark.django_db


def test_parts_are_named_with_their_step_and_each_once(field) -> None:
    order = field.planned()
    field.send(order, "step_done", step="isolated")
    field.send(order, "photo", content=picture("blue"), step="repaired")
    field.send(order, "photo_before", content=picture("red"))
    field.send(order, "note", name="a", text="x")
    field.send(order, "note", name="b", text="y")

    parts = kept_parts(actor=field.actors.crew("PA01ND"), reference=order)

    assert parts == {"step_done:isolated", "photo:repaired", "photo_before", "note"}


def test_what_does_not_count_is_no_part(field) -> None:
    order = field.planned()
    second = field.actors.of("crew", unit_code="PA01ND", name="to.hai")

    field.send(order, "step_done", by=second, step="isolated")

    assert kept_parts(actor=field.actors.unit_head("PA01ND"), reference=order) == frozenset()


@pytest.mark.parametrize("unit", ["PA01XT"])
def test_another_unit_and_another_crew_see_no_part(field, unit) -> None:
    order = field.planned()
    field.send(order, "arrived")

    for other in (
        field.actors.unit_head(unit), field.actors.crew(unit), field.actors.partner_officer("13732"),
        field.actors.of("crew", unit_code="PA01ND", name="to.hai"),
    ):  # fmt: skip
        assert kept_parts(actor=other, reference=order) == frozenset()
    assert kept_parts(actor=field.actors.auditor, reference=order) == {"arrived"}
