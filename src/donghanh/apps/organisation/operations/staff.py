"""Adding staff, granting and revoking their roles. A grant is ended, never erased."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from donghanh.apps.organisation.models import Commune, RoleGrant, Staff, Unit
from donghanh.apps.organisation.operations.records import record_act
from donghanh.apps.organisation.permissions import (
    OF_A_COMMUNE,
    OF_A_UNIT,
    ROLES,
    Actor,
    check_keep_staff,
)


class CannotKeepStaff(Exception):
    """What was asked about staff cannot be done; the text says what was found and what to do next."""


def add_staff(*, actor: Actor, username: str, full_name: str, password: str | None, at: datetime) -> int:
    """
    Add somebody who may sign in; without a password, only after one was set.

    returns : the new row's number
    raises  : Forbidden; CannotKeepStaff, for a name that is taken or empty or a password that is too weak
    """
    check_keep_staff(actor=actor)
    _check_new(username=username, full_name=full_name, password=password)
    with transaction.atomic():
        staff = Staff.objects.create_user(username, password, full_name=full_name)
        record_act(
            actor=actor, act="add_staff", subject=f"staff:{username}", facts={"full_name": full_name}, at=at
        )
    return int(staff.pk)


def set_password(*, actor: Actor, username: str, password: str, at: datetime) -> None:
    """
    Give somebody a new password.

    raises : Forbidden; CannotKeepStaff, for an unknown name or a password that is too weak
    """
    check_keep_staff(actor=actor)
    staff = _staff(username)
    _check_password(password, staff)
    with transaction.atomic():
        staff.set_password(password)
        staff.save(update_fields=["password"])
        record_act(actor=actor, act="set_password", subject=f"staff:{username}", facts={}, at=at)


def set_active(*, actor: Actor, username: str, is_active: bool, at: datetime) -> None:
    """
    Let somebody in again, or keep him out from now on.

    raises : Forbidden; CannotKeepStaff, for an unknown name
    """
    check_keep_staff(actor=actor)
    staff = _staff(username)
    with transaction.atomic():
        staff.is_active = is_active
        staff.save(update_fields=["is_active"])
        facts = {"is_active": is_active}
        record_act(actor=actor, act="set_active", subject=f"staff:{username}", facts=facts, at=at)


def grant_role(
    *,
    actor: Actor,
    username: str,
    role: str,
    unit_code: str | None = None,
    commune_code: str | None = None,
    from_on: date,
    until_on: date | None = None,
    at: datetime,
) -> int:
    """
    Give somebody a role from a day until (not including) another.

    unit_code    : for unit_head, unit_officer, warehouse_keeper, crew, and for none else
    commune_code : for partner_officer, and for none else
    returns      : the grant's number
    raises       : Forbidden; CannotKeepStaff
    """
    check_keep_staff(actor=actor)
    staff = _staff(username)
    _check_place(role=role, unit_code=unit_code, commune_code=commune_code)
    if until_on is not None and until_on <= from_on:
        raise CannotKeepStaff(f"The grant would end on {until_on}, not after it begins on {from_on}.")
    with transaction.atomic():
        grant = RoleGrant.objects.create(
            staff=staff,
            role=role,
            unit_id=unit_code,
            commune_id=commune_code,
            from_on=from_on,
            until_on=until_on,
        )
        facts = {"role": role, "unit": unit_code, "commune": commune_code, "from_on": from_on.isoformat()}
        record_act(actor=actor, act="grant_role", subject=f"staff:{username}", facts=facts, at=at)
    return int(grant.pk)


def revoke_role(
    *,
    actor: Actor,
    username: str,
    role: str,
    unit_code: str | None = None,
    commune_code: str | None = None,
    on: date,
    at: datetime,
) -> int:
    """
    End the grants of a role on a day, the first day without it.

    returns : how many grants were ended
    raises  : Forbidden; CannotKeepStaff, when there is no such grant to end
    """
    check_keep_staff(actor=actor)
    with transaction.atomic():
        open_grants = (
            RoleGrant.objects.select_for_update()
            .filter(staff=_staff(username), role=role, from_on__lte=on)
            .exclude(until_on__lte=on)
        )
        for name, code in (("unit_id", unit_code), ("commune_id", commune_code)):
            open_grants = open_grants.filter(**{name: code}) if code else open_grants
        ended = open_grants.update(until_on=on)
        if not ended:
            raise CannotKeepStaff(f"{username} holds no grant of {role} on {on} that could be revoked.")
        facts = {"role": role, "unit": unit_code, "commune": commune_code, "on": on.isoformat()}
        record_act(actor=actor, act="revoke_role", subject=f"staff:{username}", facts=facts, at=at)
    return ended


def _staff(username: str) -> Staff:
    found = Staff.objects.filter(username=username).first()
    if found is None:
        raise CannotKeepStaff(f"Nobody signs in as {username!r}. Next: see the names with `staff list`.")
    return found


def _check_new(*, username: str, full_name: str, password: str | None) -> None:
    if not username.strip() or not full_name.strip():
        raise CannotKeepStaff("A name to sign in with and a full name are needed; one of them is empty.")
    if username == "console" or Staff.objects.filter(username=username).exists():
        raise CannotKeepStaff(f"Somebody signs in as {username!r} already. Next: choose another name.")
    if password is not None:
        _check_password(password, Staff(username=username, full_name=full_name))


def _check_password(password: str, staff: Staff) -> None:
    try:
        validate_password(password, staff)
    except ValidationError as found:
        raise CannotKeepStaff(" ".join(found.messages)) from found


def _check_place(*, role: str, unit_code: str | None, commune_code: str | None) -> None:
    if role not in ROLES:
        raise CannotKeepStaff(f"{role!r} is no role; expected one of {', '.join(ROLES)}.")
    if (unit_code is not None) != (role in OF_A_UNIT):
        raise CannotKeepStaff(f"{role} {'needs a unit' if role in OF_A_UNIT else 'has no unit'}.")
    if (commune_code is not None) != (role in OF_A_COMMUNE):
        raise CannotKeepStaff(f"{role} {'needs a commune' if role in OF_A_COMMUNE else 'has no commune'}.")
    if unit_code is not None and not Unit.objects.filter(pk=unit_code).exists():
        raise CannotKeepStaff(f"There is no unit {unit_code!r}. Next: see them with `organisation tree`.")
    if commune_code is not None and not Commune.objects.filter(pk=commune_code).exists():
        raise CannotKeepStaff(f"There is no commune {commune_code!r}.")
