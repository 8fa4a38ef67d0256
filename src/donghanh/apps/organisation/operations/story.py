"""Keeps how far the demo's story was played. Outside a demo there is no story."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from donghanh.apps.organisation.models import DemoStory
from donghanh.apps.organisation.operations.records import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import Refused


class CannotPlay(Refused):
    """The story cannot be played as asked."""


@transaction.atomic
def begin_demo_story(*, actor: Actor, seed: int, first_day: date, at: datetime) -> None:
    """
    Begin the story, if nobody has: nothing is played yet.

    raises : CannotPlay, outside a demo
    """
    _check_demo()
    before = first_day - timedelta(days=1)
    given = {"seed": seed, "played_through": before, "wanted_through": before}
    _, is_new = DemoStory.objects.get_or_create(pk=1, defaults=given)
    if is_new:
        record_act(actor=actor, act="begin_demo_story", subject="story", facts={"seed": seed}, at=at)


@transaction.atomic
def want_demo_story(*, through: date, last_day: date) -> None:
    """
    Say through which day the story is wanted.

    raises : CannotPlay `story-not-begun`, `story-ended` (after its last day), `story-goes-forward` (played)
    """
    row = _locked()
    if through > last_day:
        raise CannotPlay(
            "story-ended", f"The story ends on {last_day:%d/%m/%Y}. Choose a day up to then.",
            asked=through.isoformat(), last_day=last_day.isoformat(),
        )  # fmt: skip
    if through < row.played_through:
        raise CannotPlay(
            "story-goes-forward",
            f"The story was played through {row.played_through:%d/%m/%Y}; what was done is not undone. "
            "Next: choose a later day, or begin anew in another folder (DONGHANH_HOME).",
            asked=through.isoformat(), played_through=row.played_through.isoformat(),
        )  # fmt: skip
    row.wanted_through, row.failed = through, ""
    row.save(update_fields=["wanted_through", "failed"])


def next_demo_day() -> tuple[int, date] | None:
    """
    The seed and the next day to play; None when none is wanted. The row stays locked in the transaction.

    Of two who play at once the second waits here, then finds the day played.
    """
    row = _locked()
    if row.played_through >= row.wanted_through:
        return None
    return row.seed, row.played_through + timedelta(days=1)


def record_demo_day(*, day: date) -> None:
    """Write that a day was played whole, in the transaction that played it."""
    DemoStory.objects.filter(pk=1).update(played_through=day)


def record_demo_failure(*, why: str) -> None:
    """Write why the playing stopped, for the page that waits for it."""
    DemoStory.objects.filter(pk=1).update(failed=why[:2000])


def _locked() -> DemoStory:
    _check_demo()
    row = DemoStory.objects.select_for_update().filter(pk=1).first()
    if row is None:
        raise CannotPlay("story-not-begun", "The story was not begun. Next: make demo.")
    return row


def _check_demo() -> None:
    if not settings.DEMO:
        raise CannotPlay(
            "not-a-demo",
            "Only a demo has a story. Next: start with DONGHANH_DEMO=1 on a database of its own.",
        )
