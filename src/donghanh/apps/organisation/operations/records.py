"""The two rows that accompany what people do: one for each act, one for each look at personal data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from donghanh.apps.organisation.models import Act, PersonalDataReading
from donghanh.apps.organisation.permissions import Actor


def record_act(*, actor: Actor, act: str, subject: str, facts: Mapping[str, object], at: datetime) -> int:
    """
    Write the audit row of one operation, inside that operation's own transaction.

    act     : verb of the desk, such as `merge_units`
    subject : what was acted on, such as `unit:PA01ND`
    facts   : JSON values needed to understand the act later
    at      : the product's moment [aware]
    returns : number of the row, by which a message may refer to the act
    """
    row = Act.objects.create(
        staff_id=actor.staff_id,
        username=actor.username,
        act=act,
        subject=subject,
        facts=dict(facts),
        product_at=at,
    )
    return int(row.pk)


def record_acts(
    *, actor: Actor, act: str, done: Iterable[tuple[str, Mapping[str, object]]], at: datetime
) -> None:
    """Write the audit rows of one act on many subjects, (subject, facts) each, in their order."""
    Act.objects.bulk_create(
        Act(
            staff_id=actor.staff_id, username=actor.username, act=act, subject=subject, facts=dict(facts),
            product_at=at,
        )
        for subject, facts in done
    )  # fmt: skip


def record_reading(*, actor: Actor, what: str, subject: str, at: datetime) -> None:
    """
    Write that somebody looked at personal data.

    what    : which data, such as `customer_page` or `export_of_list`
    subject : of whom, such as `customer:PA01ND0000001` or `list:12 (80 rows)`
    at      : the product's moment [aware]
    """
    PersonalDataReading.objects.create(
        staff_id=actor.staff_id, username=actor.username, what=what, subject=subject, product_at=at
    )
