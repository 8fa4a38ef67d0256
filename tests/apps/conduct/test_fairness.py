"""A sample is not made to suit: no second draw, no changed frame, nobody's own unit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from tests.apps.conduct.conftest import AFTER, CITY, FIRST, ROUND, SEED

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.operations import RoundAsked
from donghanh.apps.conduct.refusals import Refused
from donghanh.apps.organisation import operations as organisation
from donghanh.apps.organisation.queries import actor_named

pytestmark = pytest.mark.django_db
OTHER_SEED = bytes([7]) * 32


def rule_of(act, **given) -> str:
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.rule


def announce(conduct, *, seed=OTHER_SEED, source="", actor=None):
    asked = RoundAsked(
        is_surprise=True, from_on=FIRST, until_on=AFTER, office_count=2, crew_count=0, chance_source=source
    )
    who = actor or conduct.actors.office
    return operations.announce_round(actor=who, asked=asked, seed=seed, at=conduct.now)


@pytest.fixture
def also_of_the_city(conduct):
    """Somebody of the Office who sits at the city's desk as well."""
    name = conduct.actors.of("office", name="office.two-posts").username
    organisation.grant_role(
        actor=conduct.actors.console, username=name, role="unit_officer", unit_code=CITY,
        from_on=FIRST - timedelta(days=400), at=conduct.now,
    )  # fmt: skip
    return actor_named(username=name, on=conduct.now.date())


def test_who_drew_cannot_give_the_round_up_and_draw_again(conduct):
    conduct.drawn(offices=2)

    given = {"actor": conduct.actors.office, "code": ROUND, "why": "Không hợp", "at": conduct.now}
    assert rule_of(operations.make_round_void, **given) == "not-for-this-role"
    assert rule_of(announce, conduct=conduct) == "round-overlaps"


def test_after_a_draw_that_was_given_up_the_next_needs_a_public_number_and_says_so(conduct):
    conduct.drawn(offices=2)
    director = conduct.actors.director
    operations.make_round_void(actor=director, code=ROUND, why="Bị lộ", at=conduct.now)

    assert rule_of(announce, conduct=conduct) == "chance-needed"
    conduct.now += timedelta(minutes=1)
    again = announce(conduct, source="Xổ số 20/12/2021")

    before = queries.round_proof(actor=conduct.actors.unit_head(CITY), code=again).before
    assert [(one.code, one.why, one.was_drawn) for one in before] == [(ROUND, "Bị lộ", True)]


def test_a_seed_is_used_once(conduct):
    conduct.announced()
    operations.make_round_void(actor=conduct.actors.office, code=ROUND, why="Đổi ngày", at=conduct.now)

    assert rule_of(announce, conduct=conduct, seed=SEED) == "seed-used"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE conduct_round SET office_count = 5",
        "UPDATE conduct_round SET days = '[\"2021-12-21\"]'",
        "UPDATE conduct_round SET seed = decode(repeat('ab', 32), 'hex')",
        """INSERT INTO conduct_place (round_id, reference, kind, unit_id)
        SELECT round_id, reference || '2', kind, unit_id FROM conduct_place LIMIT 1""",
    ],
)
def test_what_was_changed_between_announcement_and_draw_is_not_drawn(conduct, change):
    code = conduct.announced()
    with connection.cursor() as cursor:
        cursor.execute(change)

    given = {"actor": conduct.actors.office, "code": code, "at": conduct.now}
    assert rule_of(operations.draw_round, **given) == "frame-changed"


def test_who_belongs_to_a_unit_neither_announces_nor_draws_nor_inspects_it(conduct, also_of_the_city):
    assert rule_of(announce, conduct=conduct, actor=also_of_the_city) == "own-unit"
    rows = {row.unit_code: row for row in conduct.drawn(offices=200)}
    given = {"actor": also_of_the_city, "code": rows[CITY].code, "at": conduct.on(rows[CITY].day)}
    assert rule_of(operations.begin_inspection, **given) == "own-unit"


def test_a_cancelled_inspection_is_seen_with_its_reason_when_the_round_is_over(conduct):
    row = conduct.drawn(offices=1)[0]
    office = conduct.actors.office
    operations.cancel_inspection(actor=office, code=row.code, why="Mưa bão", at=conduct.now)
    operations.close_round(actor=office, code=ROUND, at=conduct.now)

    seen = queries.round_proof(actor=conduct.actors.unit_head(CITY), code=ROUND).sample

    assert [(one.state, one.why) for one in seen] == [("cancelled", "Mưa bão")]


def test_an_office_that_is_not_in_the_frame_is_named(conduct):
    from donghanh.apps.conduct.models import Place

    conduct.announced()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE conduct_place DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM conduct_place WHERE unit_id = %s", [CITY])
        cursor.execute("ALTER TABLE conduct_place ENABLE TRIGGER USER")

    assert Place.objects.filter(unit_id=CITY).count() == 0
    assert queries.round_proof(actor=conduct.actors.office, code=ROUND).left_out == (CITY,)
