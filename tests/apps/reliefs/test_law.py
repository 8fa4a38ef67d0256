"""Reductions are judged by conditions of a release that two officers published; the verdict names it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.reliefs.conftest import AUGUST, HOUSEHOLD

from donghanh.apps.reliefs import queries
from donghanh.apps.reliefs.law import relief_law
from donghanh.apps.tariffs import operations as tariffs
from donghanh.apps.tariffs.refusals import NotFound
from donghanh.lawbook.law_texts import canonical, digest_of, shipped_texts

pytestmark = pytest.mark.django_db
ROUND = "reliefs/covid-4.yaml"
DAY = "in_force_on: 2021-07-30"


def standing(desk):
    return queries.standing_of(actor=desk.actors.office, code=HOUSEHOLD, month=AUGUST)


@pytest.fixture
def two_releases(desk) -> tuple[str, str]:
    """The law that came with the product, then one by which the order must have held a month later."""
    first = tariffs.load_shipped_law(actor=desk.actors.console, at=desk.now)
    text = shipped_texts()[ROUND]
    assert DAY in text
    later = text.replace(DAY, "in_force_on: 2021-08-30")
    second = tariffs.propose_law(
        actor=desk.actors.business, title="Ngày khác", why="thử", changes={ROUND: later},
        at=desk.now + timedelta(hours=1),
    )  # fmt: skip
    return first, second


def publish(desk, digest: str) -> None:
    tariffs.publish_law(actor=desk.actors.director, digest=digest, at=desk.now + timedelta(hours=2))


def test_while_nothing_was_published_the_products_law_holds_and_says_so(desk):
    told = standing(desk)

    assert (told.release, told.is_published) == (digest_of(canonical(shipped_texts())), False)


def test_a_condition_counts_from_its_publication_by_a_second_officer_on(desk, two_releases):
    first, second = two_releases
    desk.confirm(desk.order())

    before = standing(desk)
    publish(desk, second)
    after = standing(desk)

    assert (before.relief, before.release) == ("covid-4/households", first)
    assert (after.relief, after.release, after.is_published) == (None, second, True)


def test_the_verdict_names_the_condition_of_its_release(desk, two_releases):
    _, second = two_releases
    publish(desk, second)

    (group,) = (one for one in standing(desk).groups if one.group.relief == "covid-4/households")

    (condition,) = group.condition
    assert condition.startswith("directive=directive-16 on 2021-08-30 over ")


def test_bills_are_judged_by_the_release_that_rates_them(desk, two_releases):
    first, second = two_releases
    desk.confirm(desk.order())
    publish(desk, second)

    def owed(release: str) -> str | None:
        return queries.reliefs_of(codes=[HOUSEHOLD], month=AUGUST, release=release)["relief"][0]

    assert (owed(first), owed(second), owed("")) == ("covid-4/households", None, None)


def test_a_release_that_nobody_kept_is_not_guessed(desk):
    with pytest.raises(NotFound):
        relief_law(release="0" * 64)


def test_the_rounds_name_the_release(desk, two_releases):
    first, _ = two_releases

    assert {one.release for one in queries.rounds(actor=desk.actors.office)} == {first}
