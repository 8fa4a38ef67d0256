"""Who did what, and who read whose personal data: written once, by the operation itself."""

from __future__ import annotations

from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at


class Act(models.Model):
    """One act of the desk: who, what, on which subject, with which facts, at which moment."""

    staff = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=160)
    facts = models.JSONField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="act_subject"),
            models.Index(fields=["act", "id"], name="act_act"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.username} {self.act} {self.subject}"


class PersonalDataReading(models.Model):
    """One look at somebody's personal data: who looked, at what, of whom."""

    staff = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=60)
    what = models.CharField(max_length=60)
    subject = models.CharField(max_length=160)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        indexes = [models.Index(fields=["subject", "id"], name="reading_subject")]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.username} read {self.what} of {self.subject}"
