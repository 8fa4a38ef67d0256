"""A round is announced before, cannot be foreseen while it runs, and can be repeated afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.apps.conduct.conftest import AFTER, CITY, FIRST, ROUND, SEED

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.operations import RoundAsked
from donghanh.apps.conduct.refusals import NotFound, Refused
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db


def test_the_digest_of_the_seed_is_shown_before_and_the_seed_only_after(conduct):
    row = conduct.drawn(offices=1)[0]
    head = conduct.actors.unit_head(row.unit_code)

    before = queries.round_proof(actor=head, code=ROUND)
    conduct.finished(row)
    operations.close_round(actor=conduct.actors.office, code=ROUND, at=conduct.on(row.day))
    after = queries.round_proof(actor=head, code=ROUND)

    assert (before.seed, before.sample, before.holds) == ("", (), None)
    assert after.seed == SEED.hex()
    assert after.holds is True
    assert sha256(bytes.fromhex(after.seed)).hexdigest() == before.round.seed_commitment
    assert [(one.reference, one.day) for one in after.sample] == [(f"office:{row.unit_code}", row.day)]


def test_not_even_the_inspectors_are_told_the_seed_while_the_round_runs(conduct):
    conduct.drawn(offices=2)

    proof = queries.round_proof(actor=conduct.actors.office, code=ROUND)

    assert proof.seed == ""
    assert len(proof.sample) == 2


@pytest.mark.parametrize("role", ["director", "business", "auditor"])
def test_what_a_surprise_round_drew_is_seen_by_the_office_alone(conduct, role):
    conduct.drawn(offices=9)
    actor = getattr(conduct.actors, role)

    assert queries.inspection_list(actor=actor).total == 0
    assert queries.round_proof(actor=actor, code=ROUND).sample == ()
    assert queries.inspection_list(actor=conduct.actors.office).total == 9


def test_a_sample_that_somebody_changed_in_the_database_no_longer_holds(conduct):
    row = conduct.drawn(offices=1)[0]
    other = next(day for day in range(21, 32) if day != row.day.day)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE conduct_inspection SET day = %s", [row.day.replace(day=other)])
    conduct.finished(replace(row, day=row.day.replace(day=other)))
    operations.close_round(actor=conduct.actors.office, code=ROUND, at=conduct.on(AFTER))

    proof = queries.round_proof(actor=conduct.actors.office, code=ROUND)

    assert proof.holds is False
    assert [one.rule for one in proof.breaches] == ["sample-differs"]


def test_the_places_of_a_round_are_written_once(conduct):
    conduct.announced()

    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM conduct_place")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"from_on": FIRST - timedelta(days=1)}, "round-too-early"),
        ({"until_on": FIRST}, "round-too-long"),
        ({"office_count": 0}, "size-wrong"),
        ({"office_count": -1, "crew_count": 5}, "size-wrong"),
        ({"from_on": AFTER, "until_on": AFTER + timedelta(days=2)}, "no-working-day"),
        ({"office_count": 0, "crew_count": 1}, "no-places"),
    ],
)
def test_a_round_that_cannot_be_held_is_not_announced(conduct, change, rule):
    asked = replace(
        RoundAsked(is_surprise=True, from_on=FIRST, until_on=AFTER, office_count=1, crew_count=0), **change
    )

    with pytest.raises(Refused) as refused:
        operations.announce_round(actor=conduct.actors.office, asked=asked, seed=SEED, at=conduct.now)

    assert refused.value.rule == rule


def test_days_that_were_are_not_drawn(conduct):
    code = conduct.announced()

    with pytest.raises(Refused) as refused:
        operations.draw_round(
            actor=conduct.actors.office, code=code, at=conduct.on(FIRST) + timedelta(days=1)
        )

    assert refused.value.rule == "draw-too-late"


@pytest.mark.parametrize(
    ("source", "chance", "rule"), [("xổ số", "", "chance-missing"), ("", "81234", "chance-not-announced")]
)
def test_the_public_number_is_the_one_that_was_announced(conduct, source, chance, rule):
    code = conduct.announced(source=source)

    with pytest.raises(Refused) as refused:
        operations.draw_round(actor=conduct.actors.office, code=code, at=conduct.now, public_chance=chance)

    assert refused.value.rule == rule


def test_a_round_with_inspections_to_make_is_not_closed(conduct):
    conduct.drawn(offices=1)

    with pytest.raises(Refused) as refused:
        operations.close_round(actor=conduct.actors.office, code=ROUND, at=conduct.now)

    assert refused.value.rule == "inspections-open"


@pytest.mark.parametrize("role", ["director", "business", "auditor"])
def test_only_the_office_announces_and_draws(conduct, role):
    code, actor = conduct.announced(), getattr(conduct.actors, role)

    with pytest.raises(Forbidden):
        operations.draw_round(actor=actor, code=code, at=conduct.now)
    with pytest.raises(Forbidden):
        operations.make_round_void(actor=actor, code=code, why="x", at=conduct.now)


def test_a_void_round_cancels_what_was_not_begun_and_tells_its_seed(conduct):
    row = conduct.drawn(offices=1)[0]

    operations.make_round_void(actor=conduct.actors.director, code=ROUND, why="Bị lộ", at=conduct.now)

    assert queries.inspection_card(actor=conduct.actors.office, code=row.code).row.state == "cancelled"
    assert queries.round_proof(actor=conduct.actors.unit_head(CITY), code=ROUND).seed == SEED.hex()


def test_a_partner_sees_no_inspection_and_no_finding(conduct):
    found, _unit = conduct.found()
    partner = conduct.actors.partner_officer("13732")

    assert queries.inspection_list(actor=partner).total == 0
    with pytest.raises(NotFound):
        queries.finding_card(actor=partner, code=found, day=FIRST)
