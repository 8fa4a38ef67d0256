"""One count for all processes of the web server; a flood is cheap; own proxies alone say who asks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from donghanh.faces import throttle
from donghanh.faces.throttle import Limit, address_of, is_over, seconds_to_wait

FIVE = Limit("test-five", most=5, seconds=600)


@pytest.fixture(autouse=True)
def one_stretch(monkeypatch):
    monkeypatch.setattr(throttle, "real_now", lambda: datetime(2096, 10, 2, 7, 6, 40, tzinfo=UTC))
    cache.clear()


def another_process() -> None:
    """What a second worker knows of who asked: nothing of its own."""
    cache.clear()


@pytest.mark.django_db
def test_two_workers_share_one_count():
    waits = []
    for _ in range(8):
        waits.append(seconds_to_wait(limit=FIVE, who="192.0.2.1"))
        another_process()

    assert [bool(wait) for wait in waits] == [False] * 5 + [True] * 3
    assert is_over(limit=FIVE, who="192.0.2.1") > 0
    assert seconds_to_wait(limit=FIVE, who="192.0.2.2") == 0


@pytest.mark.django_db
def test_ten_thousand_of_one_address_ask_the_database_a_handful_of_times(django_assert_max_num_queries):
    with django_assert_max_num_queries(4 * (FIVE.most + 1)):
        waits = [seconds_to_wait(limit=FIVE, who="192.0.2.1") for _ in range(10_000)]

    assert sum(not wait for wait in waits) == 5


@pytest.mark.django_db
def test_a_new_stretch_counts_anew_and_sweeps_what_is_over(monkeypatch):
    from donghanh.apps.throttling.models import Count

    monkeypatch.setattr(throttle, "real_now", lambda: datetime(2021, 12, 20, tzinfo=UTC))
    seconds_to_wait(limit=FIVE, who="192.0.2.1")
    monkeypatch.setattr(throttle, "real_now", lambda: datetime(2021, 12, 21, tzinfo=UTC))

    assert seconds_to_wait(limit=FIVE, who="192.0.2.1") == 0
    assert Count.objects.count() == 1


@pytest.mark.django_db
def test_the_table_tells_nobody_who_asked():
    from donghanh.apps.throttling.models import Count

    seconds_to_wait(limit=FIVE, who="192.0.2.1")

    assert "192.0.2.1" not in str(list(Count.objects.values()))


def test_without_a_database_each_process_counts_for_itself(monkeypatch):
    def no_database(**_: object) -> int:
        raise throttle.DatabaseError

    monkeypatch.setattr(throttle, "counted", no_database)
    monkeypatch.setattr(throttle, "_safely", throttle.nullcontext)

    waits = [seconds_to_wait(limit=FIVE, who="192.0.2.1") for _ in range(7)]

    assert [bool(wait) for wait in waits] == [False] * 5 + [True] * 2


@pytest.mark.parametrize(
    ("comes_from", "forwarded", "counts"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # a stranger who says he is somebody else
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),  # the first was said by the asker
        ("10.0.0.2", "198.51.100.1, 10.0.0.3", "198.51.100.1"),  # two proxies of our own
        ("127.0.0.1", "", "127.0.0.1"),
        ("2001:db8:1:2:aaaa::1", "", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.1", "", "198.51.100.1"),
        ("127.0.0.1", "nonsense", "nonsense"),
    ],
)
def test_only_our_own_proxies_say_who_asks(settings, comes_from, forwarded, counts):
    settings.TRUSTED_PROXIES = ("127.0.0.1", "10.0.0.0/8")
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    assert address_of(RequestFactory().get("/", REMOTE_ADDR=comes_from, **headers)) == counts


def test_by_default_the_machine_itself_alone_is_believed():
    from donghanh.adapters.environment import read_environment

    assert read_environment({}).trusted_proxies == ("127.0.0.1", "::1")
