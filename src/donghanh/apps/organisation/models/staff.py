"""Staff who may sign in, and the roles granted to them over spans of days."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.permissions import ROLES


class StaffByName(BaseUserManager["Staff"]):
    """Finds staff by the name they sign in with, and makes them with a hashed password."""

    def create_user(
        self, username: str, password: str | None = None, *, full_name: str = "", **more: object
    ) -> Staff:
        staff = self.model(username=self.model.normalize_username(username), full_name=full_name, **more)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """Somebody of the company, or of a commune's committee, who may sign in."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = StaffByName()

    def __str__(self) -> str:
        return f"{self.full_name} ({self.username})"

    def get_full_name(self) -> str:
        return str(self.full_name)


class RoleGrant(models.Model):
    """A role of one person over a span of days, for a unit or a commune where the role has a place."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="role_grants")
    commune = models.ForeignKey("organisation.Commune", models.PROTECT, null=True, related_name="role_grants")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="grant_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="grant_of_a_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role} {self.unit_id or self.commune_id or ''}"


pghistory.track(append_only=True, exclude=["password", "last_login"])(Staff)
pghistory.track(append_only=True)(RoleGrant)
