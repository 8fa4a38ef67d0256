"""The page that plays the story on: a bar that survives a reload, and nothing of it outside a demo."""

from __future__ import annotations

from datetime import date

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from donghanh.apps.organisation.queries import demo_story
from donghanh.faces.jobs.story import play_story
from donghanh.faces.story import playing

pytestmark = pytest.mark.django_db
PAGE, PLAY, BAR = "/ban/cau-chuyen/", "/ban/cau-chuyen/dien/", "/ban/cau-chuyen/tien-do"


@pytest.fixture
def desk(begun, sign_in):
    return sign_in(begun.of("director"))


def test_playing_on_puts_one_job_into_the_queue_however_often_it_is_asked(desk) -> None:
    answers = [desk.post(PLAY, {"day": "2021-12-02"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert ProcrastinateJob.objects.filter(task_name="play_story").count() == 1
    assert demo_story().is_playing


def test_the_bar_tells_how_far_it_is_and_asks_on_only_while_it_is_played(desk) -> None:
    desk.post(PLAY, {"day": "02/12/2021"})
    during = desk.get(BAR).content.decode()

    playing.play()
    after = desk.get(BAR).content.decode()

    assert "every 2s" in during
    assert "every 2s" not in after
    assert "02/12/2021" in after


@pytest.mark.parametrize(
    ("day", "told"),
    [("", "Hãy chọn ngày."), ("30/02/2022", "Hãy ghi ngày"), ("2022-03-01", "kết thúc ngày 31/01/2022")],
)
def test_a_day_that_cannot_be_played_is_told_at_the_field(desk, day: str, told: str) -> None:
    answer = desk.post(PLAY, {"day": day})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not demo_story().is_playing


def test_a_day_that_was_played_is_not_played_again(desk) -> None:
    playing.want(through=date(2021, 12, 2))
    playing.play()

    answer = desk.post(PLAY, {"day": "2021-12-01"})

    assert answer.status_code == 422
    assert "đã diễn xong" in answer.content.decode()


def test_outside_a_demo_there_is_no_such_page(desk, settings) -> None:
    settings.DEMO = False

    assert [desk.get(PAGE).status_code, desk.post(PLAY, {"day": "2021-12-02"}).status_code] == [404, 404]


def test_who_is_not_signed_in_plays_nothing(begun, client) -> None:
    assert client.post(PLAY, {"day": "2021-12-02"}).status_code in {302, 403}
    assert not demo_story().is_playing


def test_a_job_that_failed_says_so_on_the_page(desk, monkeypatch) -> None:
    playing.want(through=date(2021, 12, 2))
    monkeypatch.setattr("donghanh.faces.jobs.story.connections.close_all", lambda: None)
    monkeypatch.setattr("donghanh.faces.jobs.story.close_old_connections", lambda: None)
    monkeypatch.setattr(playing, "live", lambda story: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        play_story.func()

    page = desk.get(PAGE).content.decode()
    assert "Đã dừng sau ngày 30/11/2021" in page
    assert "every 2s" not in page
