"""A customer's request as one case: what was asked, the service promised, who has it, how it stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.walls import append_only, written_at

OPEN = ("received", "incomplete", "accepted", "under_way", "waiting", "reopened")
"""States in which somebody of the company still owes something."""


class Case(models.Model):
    """
    One request.

    tracking_sha256 : of the code that the customer holds; the code itself is not kept, `tracking_nonce`
                      lets the server say it again with its own secret
    service         : the service's words, documents, steps and pauses, as the case was opened with them
    clock_kind, clock_amount, starts_at : the promise; `starts_at` is null while an application is incomplete
    desk            : unit, business_department or office
    due_at, due_on, is_paused : copies of what the engine says, for the order of the queue
    answered_at     : of the answer that stands; null again when the customer says "not solved"
    name_key        : the contact's name folded as searches are; its words have an index (migration 0002)
    """

    code = models.CharField(max_length=16, unique=True, db_collation="C")
    tracking_sha256 = models.CharField(max_length=64, unique=True, db_collation="C")
    tracking_nonce = models.BinaryField(max_length=32)
    service_code = models.CharField(max_length=40)
    service_digest = models.CharField(max_length=64)
    service = models.JSONField()
    group = models.CharField(max_length=20)
    clock_kind = models.CharField(max_length=16)
    clock_amount = models.PositiveIntegerField()
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    desk = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    is_electronic = models.BooleanField()
    customer_code = models.CharField(max_length=13, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True, default="", db_collation="C", editable=False)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=300, blank=True)
    commune_code = models.CharField(max_length=5, blank=True)
    latitude_microdegrees = models.IntegerField(null=True)
    longitude_microdegrees = models.IntegerField(null=True)
    fields = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12)
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    is_paused = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["code"]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state__in=OPEN), name="case_queue"),
            models.Index(
                fields=["unit", "due_at", "id"], condition=Q(state__in=OPEN), name="case_unit_queue"
            ),
            models.Index(fields=["responsible"], condition=Q(state__in=OPEN), name="case_responsible"),
            models.Index(fields=["phone"], name="case_phone"),
            models.Index(fields=["customer_code"], name="case_customer"),
            models.Index(fields=["unit", "received_at"], name="case_unit_received"),
            models.Index(fields=["received_at"], name="case_received"),
            models.Index(
                fields=["unit", "due_at"], condition=Q(answered_at__gt=F("due_at")), name="case_came_late"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(starts_at__gte=F("received_at")),
                name="case_starts_when_received",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.service_code} {self.state}"


class IntakeKey(models.Model):
    """
    The key under which somebody sent a request: sent again, it is the same case.

    key    : of the sender, unique with `sender` (`portal`, `staff:7`, `partner:…`)
    sha256 : of what was sent; the same key with something else is refused
    """

    sender = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.PROTECT, related_name="keys")
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "key"], name="one_case_a_key")]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.sender} {self.key}"
