"""The story is played forward, each day whole or not at all, and the same however it is cut."""

from __future__ import annotations

from datetime import date

import pytest

from donghanh.apps.organisation import operations as organisation
from donghanh.apps.organisation.operations import CannotPlay
from donghanh.apps.organisation.queries import demo_story
from donghanh.apps.programmes.models import BenefitMove
from donghanh.faces import clock
from donghanh.faces.story import playing

pytestmark = pytest.mark.django_db
THIRD, FOURTH = date(2021, 12, 3), date(2021, 12, 4)


def told() -> list[tuple[object, ...]]:
    """What happened, in its order, without numbers of rows and moments of the machine."""
    names = ("benefit__reference", "move", "to_state", "by__username", "as_role", "why", "on")
    return list(BenefitMove.objects.order_by("id").values_list(*names))


def play_through(day: date) -> int:
    playing.want(through=day)
    return playing.play()


def test_the_clock_stands_on_the_last_day_that_was_played(begun) -> None:
    assert play_through(THIRD) == 3
    assert clock.today() == THIRD
    assert demo_story().played_through == THIRD


def test_nothing_is_played_when_nothing_is_wanted(begun) -> None:
    assert playing.play() == 0
    assert told() == []


def test_a_day_that_failed_in_the_middle_is_played_whole_the_next_time(begun, monkeypatch) -> None:
    play_through(date(2021, 12, 2))
    before = told()
    whole = playing.live

    def killed(story) -> None:
        whole(story)
        raise KeyboardInterrupt

    monkeypatch.setattr(playing, "live", killed)
    with pytest.raises(KeyboardInterrupt):
        play_through(THIRD)
    in_the_middle = told()
    monkeypatch.setattr(playing, "live", whole)
    playing.play()

    assert in_the_middle == before
    assert demo_story().played_through == THIRD
    assert len(told()) > len(before)


def test_the_story_goes_forward_alone(begun) -> None:
    play_through(THIRD)

    with pytest.raises(CannotPlay, match="03/12/2021") as caught:
        playing.want(through=date(2021, 12, 2))
    assert caught.value.rule == "story-goes-forward"


def test_the_story_ends_in_january(begun) -> None:
    with pytest.raises(CannotPlay, match="31/01/2022"):
        playing.want(through=date(2022, 2, 1))


def test_a_companys_own_house_has_no_story(begun, settings) -> None:
    settings.DEMO = False

    with pytest.raises(CannotPlay, match="Only a demo"):
        playing.want(through=THIRD)
    assert demo_story() is None


def test_to_begin_again_changes_nothing(begun) -> None:
    play_through(date(2021, 12, 1))
    playing.begin(seed=7)

    assert demo_story().seed == 2021
    assert demo_story().played_through == date(2021, 12, 1)


def test_two_goes_tell_what_one_go_tells(begun) -> None:
    from django.db import transaction

    with transaction.atomic():
        play_through(FOURTH)
        at_once = told()
        transaction.set_rollback(True)

    play_through(date(2021, 12, 2))
    play_through(FOURTH)

    assert told() == at_once
    assert len(at_once) > 20


def test_a_story_that_stopped_says_why(begun) -> None:
    playing.want(through=THIRD)
    organisation.record_demo_failure(why="ValueError: x")

    assert not demo_story().is_playing
    playing.want(through=THIRD)
    assert demo_story().is_playing
