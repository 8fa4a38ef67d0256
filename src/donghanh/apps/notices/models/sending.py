"""How the sending of a message stands, and the steps that led there; the steps are written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from donghanh.apps.notices.models.messages import Message
from donghanh.apps.organisation.walls import append_only, written_at


class Sending(models.Model):
    """
    The one row of a message that changes.

    words      : the text in full, while it is still to be sent; emptied with the last step
    next_at    : not before this moment; null once nothing more will be tried
    expires_at : after which it is of no use
    reference  : the channel's own name of the message
    why        : the last step's word, for lists
    """

    message = models.OneToOneField(Message, models.PROTECT, related_name="sending", primary_key=True)
    state = models.CharField(max_length=12)
    tries = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(blank=True)
    next_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="queued"), name="message_due"),
            models.Index(fields=["state"], name="message_state"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"


class MessageMove(models.Model):
    """One step of a message: by a person, the job or (`as_role` channel) the channel's report."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=12)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    as_role = models.CharField(max_length=24)
    why = models.CharField(max_length=400, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
