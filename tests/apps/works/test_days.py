"""A crew's day in order: proposed, changed by hand, kept; and who sees which visits and orders."""

from __future__ import annotations

import pytest
from tests.apps.works.conftest import VISIT_DAY

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.works.models import CommunePosition, Visit
from donghanh.apps.works.operations import (
    arrange_day,
    import_positions,
    place_visit,
    plan_visit,
    record_qualification,
)
from donghanh.apps.works.queries import day_proposal, order_list, order_story, visits_of_day
from donghanh.apps.works.refusals import CannotPlan

pytestmark = pytest.mark.django_db
NAM_PHONG, MY_HUNG, LOC_HOA = "13696", "13729", "13693"
ALONG_A_ROAD = f"""commune_code,latitude,longitude,source
13732,20.400000,106.100000,Bản đồ thử
{NAM_PHONG},20.500000,106.100000,Bản đồ thử
{MY_HUNG},20.410000,106.100000,Bản đồ thử
"""


def day_of_three(field) -> list[str]:
    """Three visits whose order of planning goes there, back and there again."""
    return [field.planned(f"test:{commune}", commune=commune) for commune in ("13732", NAM_PHONG, MY_HUNG)]


def orders(field) -> list[str]:
    rows = visits_of_day(actor=field.actors.unit_head("PA01ND"), day=VISIT_DAY)
    return [row.order for row in rows]


def test_the_day_is_arranged_for_the_least_way_and_kept(field) -> None:
    first, far, near = day_of_three(field)
    import_positions(actor=field.actors.business, text=ALONG_A_ROAD, at=field.now)
    officer, crew = field.actors.unit_officer("PA01ND"), field.actors.crew("PA01ND").staff_id

    before = day_proposal(actor=officer, day=VISIT_DAY, crew_id=crew)
    assert orders(field) == [first, far, near]
    arrange_day(actor=officer, day=VISIT_DAY, crew_id=crew, at=field.now, seen=before.proposed)

    assert orders(field) in ([first, near, far], [far, near, first])
    assert before.metres_after < before.metres_before
    assert not before.is_estimate


def test_without_positions_the_way_is_said_to_be_an_estimate(field) -> None:
    day_of_three(field)

    found = day_proposal(
        actor=field.actors.unit_officer("PA01ND"), day=VISIT_DAY,
        crew_id=field.actors.crew("PA01ND").staff_id,
    )  # fmt: skip

    assert (found.communes, found.known, found.is_estimate) == (3, 0, True)


def test_a_place_chosen_by_hand_is_kept(field) -> None:
    first, second, third = day_of_three(field)
    officer = field.actors.unit_officer("PA01ND")

    place_visit(actor=officer, reference=third, day=VISIT_DAY, up=True, at=field.now)

    assert orders(field) == [first, third, second]
    assert Visit.objects.get(order__reference=third).is_placed_by_hand
    place_visit(actor=officer, reference=first, day=VISIT_DAY, up=True, at=field.now)
    assert orders(field) == [first, third, second]


def test_an_order_that_was_proposed_for_another_day_of_visits_is_not_kept(field) -> None:
    references = day_of_three(field)
    crew = field.actors.crew("PA01ND").staff_id

    with pytest.raises(CannotPlan) as refused:
        arrange_day(
            actor=field.actors.unit_officer("PA01ND"), day=VISIT_DAY, crew_id=crew, at=field.now,
            seen=tuple(references[:2]),
        )  # fmt: skip

    assert refused.value.rule == "day-changed"


def test_visits_and_orders_are_seen_by_their_unit_their_crew_and_the_company(field) -> None:
    order = field.planned()
    actors = field.actors
    seeing = [actors.unit_head("PA01ND"), actors.crew("PA01ND"), actors.director, actors.auditor]
    blind = [
        actors.unit_head("PA01XT"), actors.crew("PA01XT"), actors.partner_officer("13732"),
        actors.of("crew", unit_code="PA01ND", name="crew.second"),
    ]  # fmt: skip

    for actor in seeing:
        assert [row.order for row in visits_of_day(actor=actor, day=VISIT_DAY)] == [order], actor.username
        assert order_list(actor=actor).total == 1
        assert order_story(actor=actor, reference=order, day=VISIT_DAY).phone == "0912•••678"
    for actor in blind:
        assert visits_of_day(actor=actor, day=VISIT_DAY) == (), actor.username
        assert order_list(actor=actor).total == 0
        with pytest.raises(NotFound):
            order_story(actor=actor, reference=order, day=VISIT_DAY)


def test_a_crew_and_an_auditor_do_not_plan(field) -> None:
    order = field.planned()

    with pytest.raises(Forbidden):
        place_visit(actor=field.actors.auditor, reference=order, day=VISIT_DAY, up=True, at=field.now)
    with pytest.raises(Forbidden):
        place_visit(actor=field.actors.crew("PA01ND"), reference=order, day=VISIT_DAY, up=True, at=field.now)


def test_the_crew_with_the_fewest_visits_that_day_goes(field) -> None:
    first, second = field.actors.crew("PA01ND"), field.actors.of("crew", unit_code="PA01ND", name="crew.b")

    for number in range(4):
        field.planned(f"test:{number}")

    assert Visit.objects.filter(crew_id=first.staff_id).count() == 2
    assert Visit.objects.filter(crew_id=second.staff_id).count() == 2


def test_a_live_line_work_waits_for_somebody_who_is_qualified(field) -> None:
    order = field.planned(method="hotline")
    crew, officer = field.actors.crew("PA01ND"), field.actors.unit_officer("PA01ND")
    assert Visit.objects.get().crew_id is None
    with pytest.raises(CannotPlan) as refused:
        plan_visit(
            actor=officer, reference=order, day=VISIT_DAY, crew=crew.staff_id, at=field.now, why="Đổi tổ"
        )
    assert refused.value.rule == "crew-not-qualified"

    record_qualification(
        actor=field.actors.business, username=crew.username, word="live_line", from_on=VISIT_DAY,
        until_on=None, source="Chứng chỉ thử", at=field.now,
    )  # fmt: skip
    plan_visit(actor=officer, reference=order, day=VISIT_DAY, at=field.now, why="Đã có người đủ điều kiện")

    assert Visit.objects.get().crew_id == crew.staff_id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("commune,lat\n", "line 1"),
        ("commune_code,latitude,longitude,source\n99999,20.4,106.1,x\n", "no commune"),
        ("commune_code,latitude,longitude,source\n13732,106.1,20.4,x\n", "expected degrees from 8 to 24"),
        ("commune_code,latitude,longitude,source\n13732,nan,106.1,x\n", "`latitude` is NaN"),
        ("commune_code,latitude,longitude,source\n13732,20.4,106.1,\n", "`source`"),
        ("commune_code,latitude,longitude,source\n", "no row"),
    ],
)
def test_positions_that_cannot_be_are_refused_with_their_line(field, text, told) -> None:
    with pytest.raises(Refused, match=told):
        import_positions(actor=field.actors.business, text=text, at=field.now)


def test_the_same_positions_twice_change_nothing(field) -> None:
    first = import_positions(actor=field.actors.business, text=ALONG_A_ROAD, at=field.now)
    again = import_positions(actor=field.actors.business, text=ALONG_A_ROAD, at=field.now)

    assert (first.new, again.new, again.same) == (3, 0, 3)
    assert CommunePosition.objects.filter(commune_code="13732").get().latitude_microdegrees == 20_400_000
