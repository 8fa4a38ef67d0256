"""The demo's clock on a page."""

import pytest

from donghanh.faces import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def director(demo, client):
    client.post("/dang-nhap/minh-hoa/", {"username": "giamdoc"})
    return client


def test_the_product_stands_on_the_day_that_was_set(director):
    answer = director.post("/ban/dong-ho/", {"day": "2022-01-05"})

    assert answer.status_code == 302
    assert clock.today().isoformat() == "2022-01-05"


def test_one_day_more_and_back_to_the_day_of_the_demo(director):
    director.post("/ban/dong-ho/", {"next_day": "1"})
    after = clock.today().isoformat()
    director.post("/ban/dong-ho/", {"demo_day": "1"})

    assert after == "2021-12-21"
    assert clock.today().isoformat() == "2021-12-20"


def test_the_product_follows_real_time_again(director):
    director.post("/ban/dong-ho/", {"real": "1"})

    assert abs((clock.now() - clock.real_now()).total_seconds()) < 5


def test_a_day_that_is_none_is_refused_with_a_sentence(director):
    answer = director.post("/ban/dong-ho/", {"day": "31/02/2022"})

    assert answer.status_code == 422
    assert clock.today().isoformat() == "2021-12-20"


def test_outside_a_demo_the_clock_cannot_be_set(director, demo):
    demo.DEMO = False

    assert director.get("/ban/dong-ho/").status_code == 404
    assert director.post("/ban/dong-ho/", {"day": "2022-01-05"}).status_code == 404


def test_a_stranger_sets_no_clock(demo, client):
    answer = client.post("/ban/dong-ho/", {"day": "2022-01-05"})

    assert answer["Location"].startswith("/dang-nhap/")
    assert clock.today().isoformat() == "2021-12-20"
