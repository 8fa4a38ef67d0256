"""Plays the story forward: each day one transaction with its mark, so that nothing is played twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache

from django.db import transaction

from donghanh.apps.organisation import operations as organisation
from donghanh.apps.organisation.permissions import Actor, console_actor
from donghanh.faces import clock
from donghanh.faces.story.days import live
from donghanh.faces.story.people import BEGIN, DEALT, LAST, Story
from donghanh.world.province import World

MORNING, EVENING = time(8), time(18)


def begin(*, seed: int) -> None:
    """Begin the story unless it was begun. raises : CannotPlay, outside a demo"""
    at = morning(BEGIN)
    organisation.begin_demo_story(actor=console_actor(), seed=seed, first_day=BEGIN, at=at)


def want(*, through: date) -> None:
    """
    Say through which day the story is to be played.

    raises : CannotPlay: not a demo, not begun, after the last day, or a day that was played
    """
    organisation.want_demo_story(through=through, last_day=LAST)


def play(*, report: Callable[[date], None] = lambda _: None) -> int:
    """
    Play day after day until the wanted day is played, and let the product's clock stand on each.

    report  : told each day when it was played
    returns : how many days were played here
    """
    count = 0
    while (day := play_a_day()) is not None:
        report(day)
        count += 1
    return count


@transaction.atomic
def play_a_day(*, actor: Actor | None = None) -> date | None:
    """Play the next wanted day and answer it; None when none is wanted."""
    found = organisation.next_demo_day()
    if found is None:
        return None
    seed, day = found
    live(Story(_world(seed), day=day))
    organisation.record_demo_day(day=day)
    organisation.set_product_clock(actor=actor or console_actor(), at=evening(day), real_now=clock.real_now())
    return day


def morning(day: date) -> datetime:
    """08:00 of a day in the company's time zone."""
    return datetime.combine(day, MORNING, tzinfo=clock.HOUSE_ZONE)


def evening(day: date) -> datetime:
    """18:00 of a day in the company's time zone: what the day brought was done."""
    return datetime.combine(day, EVENING, tzinfo=clock.HOUSE_ZONE)


@cache
def _world(seed: int) -> World:
    return World(customers=DEALT, seed=seed)
