"""
What a row says of the person who wrote it, in any app: who, at which moment of the product, and when truly.

A proposal, a decision, an import, an entry: each keeps these four beside what it is about. The table stays
the app's own; whether its rows may change is said by the walls that the app gives it.
"""

from __future__ import annotations

from django.db import models

from donghanh.apps.organisation.walls import written_at


class Act(models.Model):
    """
    The four columns of an act.

    staff, username : who; the name stays readable when the person has left, and a job has a name alone
    product_at      : the product's moment, which a demo may set
    recorded_at     : the database server's own moment
    """

    staff = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=60)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        abstract = True
