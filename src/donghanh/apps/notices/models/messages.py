"""A message as it was written: never edited; a correction is another message that points back."""

from __future__ import annotations

from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at


class Message(models.Model):
    """
    What is said to one address.

    key       : of the act that it tells of; the same key is the same message
    text      : as anybody of the company may read it: hidden words covered, empty when it is secret
    is_secret : a one-time code: what is said stands in `Sending.words` alone, and only until it is sent
    about     : a reference such as `request:YC-21-000001`
    unit      : whose customer it is; null for the company's
    corrects  : the message that this one corrects
    """

    code = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=24)
    channel = models.CharField(max_length=8)
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    is_secret = models.BooleanField(default=False)
    about = models.CharField(max_length=120)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["-id"]
        triggers = append_only()
        indexes = [
            models.Index(fields=["about"], name="message_about"),
            models.Index(fields=["unit", "-id"], name="message_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind}"
