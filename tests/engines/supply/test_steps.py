"""The order of steps and of places, without a database."""

from __future__ import annotations

from datetime import datetime

import pytest

from donghanh.engines.supply.places import Waiting, is_asked_in_time, places_for
from donghanh.engines.supply.steps import STEPS, CannotStep, check_step, next_step, unknown_steps
from donghanh.lawbook.services import read_services
from donghanh.lawbook.supply_steps import check_documents, read_chains

CHAIN = ("apply", "check", "survey", "confirm")
NOON = datetime.fromisoformat("2021-12-01T12:00+07:00")


def test_every_step_of_every_service_with_a_chain_is_known():
    chains = [one for code in read_chains() for one in read_services().history(code=code)]

    assert len(chains) > 19
    assert not [one.code for one in chains if unknown_steps(chain=[step.code for step in one.steps])]
    assert check_documents() == []


@pytest.mark.parametrize(
    ("step", "taken", "roles", "rule"),
    [
        ("dance", (), {"office"}, "step-unknown"),
        ("order", (), {"office"}, "step-unknown"),
        ("survey", ("apply",), {"office"}, "not-next-step"),
        ("apply", ("apply",), {"office"}, "step-taken"),
        ("check", ("apply",), {"crew"}, "not-for-this-role"),
    ],
)
def test_a_step_out_of_order_or_by_the_wrong_role_is_refused(step, taken, roles, rule):
    with pytest.raises(CannotStep) as refused:
        check_step(chain=CHAIN, taken=taken, step=step, roles=roles)

    assert refused.value.rule == rule


def test_nothing_is_taken_once_it_is_over():
    with pytest.raises(CannotStep, match="ended"):
        check_step(chain=CHAIN, taken=("apply",), step="check", roles={"office"}, is_over=True)


def test_the_next_step_is_taken_by_a_clerk():
    step = check_step(chain=CHAIN, taken=("apply", "check"), step="survey", roles={"unit_officer"})

    assert step is STEPS["survey"]
    assert next_step(chain=CHAIN, taken=CHAIN) == ""


def test_places_go_to_the_first_and_what_is_promised_elsewhere_is_gone():
    waiting = [Waiting(code, NOON.replace(minute=minute)) for code, minute in (("c", 2), ("b", 1), ("a", 1))]

    given = places_for(waiting=waiting, held={1, 3}, quota=6, promised_elsewhere=2)

    assert [(one.code, one.number) for one in given] == [("a", 2), ("b", 4)]
    assert not places_for(waiting=waiting, held={1}, quota=2, promised_elsewhere=5)


def test_the_days_of_the_gift_are_half_open():
    days = {"from_at": NOON, "until_at": NOON.replace(hour=13)}

    assert is_asked_in_time(arrived_at=NOON, **days)
    assert not is_asked_in_time(arrived_at=NOON.replace(hour=13), **days)
