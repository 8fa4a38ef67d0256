"""What stands below a test's own transaction is as it was laid for each who asks, and nobody else sees it."""

from __future__ import annotations

import pytest
from tests.conftest import REFERENCE
from tests.ground import STANDING, Standing


@pytest.mark.parametrize("time", ["first", "again"])
def test_what_a_test_changes_on_a_ground_is_undone_for_the_next(actors, time) -> None:
    from donghanh.apps.organisation.models import Commune

    assert STANDING.holds(REFERENCE)
    assert Commune.objects.count() > 100
    assert not Commune.objects.filter(name="Xã thử").exists()

    Commune.objects.update(name="Xã thử")


def test_who_asks_for_no_ground_finds_none(db) -> None:
    from donghanh.apps.organisation.models import Commune

    assert not STANDING.laid
    assert not Commune.objects.exists()


def test_who_commits_stands_on_none(transactional_db) -> None:
    from django.db import connection

    assert not STANDING.laid
    assert not connection.in_atomic_block


def test_a_ground_stands_again_after_a_test_that_committed(actors) -> None:
    assert STANDING.holds(REFERENCE)


def test_what_went_with_a_lost_connection_is_forgotten(transactional_db) -> None:
    lost = Standing()
    lost.laid.append((REFERENCE, object()))

    lost.become(())

    assert lost.laid == []
