"""
Dated facts on which reductions rest: an order over a place, a use of a customer's site.

Written once. A second person's decision makes a fact count, from that day on; one that was wrong is taken
back by a row that points to it. What was known on a day can so be told for ever.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.acts import Act
from donghanh.apps.organisation.walls import append_only
from donghanh.engines.reliefs import DIRECTIVES, LEVELS, USES


def _one_of(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


IS_ORDER = Q(kind="order") & ~Q(level="") & ~Q(place_code="") & ~Q(directive="") & Q(use="")
IS_USE = Q(kind="use") & Q(directive="") & ~Q(use="") & ~Q(customer_code="") & Q(unit__isnull=False)


class Fact(Act):
    """
    An order over a place (`kind` order) or a use of a site (`kind` use).

    document        : the paper that says so: number and date
    is_illustration : made up for the demo, and shown so
    """

    kind = models.CharField(max_length=5, choices=_one_of(("order", "use")))
    level = models.CharField(max_length=10, blank=True, choices=_one_of(LEVELS))
    place_code = models.CharField(max_length=5, blank=True)
    directive = models.CharField(max_length=20, blank=True, choices=_one_of(DIRECTIVES))
    customer_code = models.CharField(max_length=13, blank=True, db_collation="C")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    use = models.CharField(max_length=30, blank=True, choices=_one_of(USES))
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    document = models.CharField(max_length=200)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        triggers = append_only()
        indexes = [models.Index(fields=["customer_code"], name="relief_fact_customer")]
        constraints = [
            models.CheckConstraint(condition=IS_ORDER | IS_USE, name="relief_fact_is_order_or_use"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="relief_fact_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class FactDecision(Act):
    """A second person's yes or no; the fact counts from its day on."""

    fact = models.OneToOneField(Fact, models.PROTECT, related_name="decision")
    is_confirmed = models.BooleanField()
    why = models.TextField(blank=True)

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.fact_id} {self.is_confirmed}"


class FactWithdrawal(Act):
    """A fact that was wrong: it counts no more from this row's day on."""

    fact = models.OneToOneField(Fact, models.PROTECT, related_name="withdrawal")
    why = models.TextField()

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.fact_id} withdrawn"
