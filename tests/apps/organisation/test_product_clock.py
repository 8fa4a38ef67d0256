"""The product's clock: real time, or a day of a demo that stands still."""

from datetime import UTC, datetime, timedelta

import pytest

from donghanh.apps.organisation import operations, queries
from donghanh.apps.organisation.operations import CannotSetClock

pytestmark = pytest.mark.django_db

REAL = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
NINE = datetime(2021, 12, 20, 2, 0, tzinfo=UTC)  # 09:00 in Nam Định
LAST_SECOND = datetime(2021, 12, 20, 16, 59, 59, tzinfo=UTC)


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    return settings


@pytest.fixture
def set_clock(actors):
    def act(at=NINE, real_now=REAL):
        operations.set_product_clock(actor=actors.director, at=at, real_now=real_now)

    return act


def test_without_being_set_the_product_follows_real_time(demo, db):
    assert queries.product_clock(real_now=REAL) == REAL
    assert not queries.product_clock_is_set()


@pytest.mark.parametrize(
    ("elapsed", "expected"),
    [
        (timedelta(0), NINE),
        (timedelta(minutes=5), NINE + timedelta(minutes=5)),
        (timedelta(hours=14, minutes=59, seconds=59), LAST_SECOND),
        (timedelta(hours=15), LAST_SECOND),
        (timedelta(days=30), LAST_SECOND),
        (timedelta(days=-1), NINE),
    ],
)
def test_the_day_stands_still_while_its_hours_pass(demo, set_clock, elapsed, expected):
    set_clock()

    assert queries.product_clock(real_now=REAL + elapsed) == expected


def test_the_day_is_that_of_nam_dinh_not_of_greenwich(demo, set_clock):
    half_past_midnight = datetime(2021, 12, 19, 17, 30, tzinfo=UTC)
    set_clock(at=half_past_midnight)

    assert queries.product_clock(real_now=REAL + timedelta(days=2)) == LAST_SECOND


def test_setting_it_again_replaces_it(demo, set_clock):
    set_clock()
    set_clock(at=NINE + timedelta(days=3))

    assert queries.product_clock(real_now=REAL) == NINE + timedelta(days=3)


def test_cleared_it_follows_real_time_again(demo, set_clock, actors):
    set_clock()
    operations.clear_product_clock(actor=actors.director, real_now=REAL)

    assert queries.product_clock(real_now=REAL) == REAL


def test_outside_a_demo_it_cannot_be_set_nor_does_an_old_row_count(demo, set_clock):
    set_clock()
    demo.DEMO = False

    with pytest.raises(CannotSetClock, match="demo only"):
        set_clock()
    assert queries.product_clock(real_now=REAL) == REAL


def test_a_moment_without_a_zone_is_refused(demo, set_clock):
    with pytest.raises(CannotSetClock, match="no time zone"):
        set_clock(at=datetime(2021, 12, 20, 9, 0))


def test_outside_a_demo_the_clock_costs_no_query(settings, django_assert_num_queries):
    settings.DEMO = False

    with django_assert_num_queries(0):
        queries.product_clock(real_now=REAL)


def test_faces_ask_one_clock(demo, set_clock):
    from donghanh.faces import clock

    set_clock(real_now=clock.real_now())

    assert clock.today().isoformat() == "2021-12-20"
    assert clock.now().utcoffset() == timedelta(hours=7)
