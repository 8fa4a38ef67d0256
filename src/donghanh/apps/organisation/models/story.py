"""How far the demo's story was played, and how far it is wanted; one row, in a demo alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class DemoStory(models.Model):
    """
    One row: the seed of the story, the last day that was played whole, the day that is wanted.

    `failed` says why the playing stopped before the wanted day; empty while it goes on or is done.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seed = models.BigIntegerField()
    played_through = models.DateField()
    wanted_through = models.DateField()
    failed = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_demo_story")]

    def __str__(self) -> str:
        return f"story {self.seed}, played through {self.played_through}"
