"""How far the demo's story is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from donghanh.apps.organisation.models import DemoStory


@dataclass(frozen=True)
class StoryStanding:
    """The last day played whole, the day that is wanted, and why it stopped, if it did."""

    seed: int
    played_through: date
    wanted_through: date
    failed: str

    @property
    def is_playing(self) -> bool:
        return self.played_through < self.wanted_through and not self.failed


def demo_story() -> StoryStanding | None:
    """Where the story stands; None outside a demo, and before it was begun."""
    row = DemoStory.objects.first() if settings.DEMO else None
    return row and StoryStanding(row.seed, row.played_through, row.wanted_through, row.failed)
