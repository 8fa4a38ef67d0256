"""
Writes down what a caller or a visitor says to the one question; never by who served, never too many a day.

Also keeps by which telephone, e-mail or customer code somebody of the staff is a customer: whoever served is
not asked about the own service, and nobody of a unit about the own unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Rating, StaffKey
from donghanh.apps.conduct.operations.inviting import invite_rating
from donghanh.apps.conduct.operations.rating import comment, write_down
from donghanh.apps.conduct.permissions import check_take_ratings
from donghanh.apps.conduct.refusals import CannotRate
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_change
from donghanh.apps.organisation.refusals import NotFound


@dataclass(frozen=True)
class RatingSaid:
    """
    What somebody answered aloud.

    channel : call or counter; the rest as `invite_rating` takes it
    """

    contact_kind: str
    contact_code: str
    channel: str
    unit_code: str
    staff_username: str
    customer_key: str
    stars: int
    words: str = ""


@transaction.atomic
def record_rating(*, actor: Actor, said: RatingSaid, now: datetime) -> None:
    """
    Ask and write down in one: the contact counts as asked from now on.

    raises : Forbidden; CannotRate `own-service`, `server-unknown`, `too-many-recorded`, `not-asked`,
             `stars-wrong`, `words-too-long`; CannotInvite
    """
    check_take_ratings(actor=actor, unit_code=said.unit_code)
    assert actor.staff_id is not None
    day = bridge.company_day(at=now)
    served = organisation.actor_named(username=said.staff_username, on=day) if said.staff_username else None
    if served is None:
        raise CannotRate("server-unknown", "Name who served: nobody writes down ratings of the own service.")
    if served.staff_id == actor.staff_id:
        raise CannotRate("own-service", "Somebody else than who served writes the answer down.")
    _check_number(actor, now)
    token = invite_rating(
        contact_kind=said.contact_kind, contact_code=said.contact_code, channel=said.channel,
        unit_code=said.unit_code, staff_username=said.staff_username, customer_key=said.customer_key, now=now,
    )  # fmt: skip
    if not token:
        raise CannotRate("not-asked", "This contact or this customer was asked already, or is of the staff.")
    write_down(token=token, stars=said.stars, taken_by=actor.staff_id, now=now)
    if said.words.strip():
        comment(token=token, words=said.words, now=now)
    subject = f"contact:{said.contact_kind}:{said.contact_code}"
    told = {"channel": said.channel}
    record_act(actor=actor, act="conduct.record_rating", subject=subject, facts=told, at=now)


@transaction.atomic
def tell_staff_key(*, actor: Actor, username: str, key: str, at: datetime) -> None:
    """
    Keep that a telephone, e-mail or customer code is one of the staff's own: of oneself, or by the Office.

    raises : Forbidden, NotFound; CannotRate `key-missing`
    """
    check_change(actor=actor)
    owner = organisation.actor_named(username=username, on=bridge.company_day(at=at))
    if owner is None or owner.staff_id is None:
        raise NotFound("staff", username)
    if owner.staff_id != actor.staff_id and "office" not in actor.roles:
        raise NotFound("staff", username)
    if not key.strip():
        raise CannotRate("key-missing", "Give a telephone, an e-mail or a customer code.")
    digest = bridge.customer_digest(key=key)
    _, is_new = StaffKey.objects.get_or_create(
        staff_id=owner.staff_id, digest=digest, defaults={"told_at": at}
    )
    if is_new:
        record_act(actor=actor, act="conduct.tell_staff_key", subject=f"staff:{username}", facts={}, at=at)


def _check_number(actor: Actor, now: datetime) -> None:
    terms = bridge.rating_terms(on=bridge.company_day(at=now))
    most = terms.most_recorded_a_day if terms else 0
    since = now - timedelta(days=1)
    if Rating.objects.filter(taken_by_id=actor.staff_id, rated_at__gt=since).count() >= most:
        raise CannotRate("too-many-recorded", f"{most} answers were written down in a day; it is enough.")
