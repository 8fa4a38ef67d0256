"""Makes a key, which is said once and never kept, and ends one."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.partners.models import PartnerKey, PartnerKeyEnd
from donghanh.apps.partners.permissions import check_keep_keys
from donghanh.apps.partners.queries.keys import hash_of

CODE = re.compile(r"^[a-z][a-z0-9-]{1,39}$")
MOST_PER_MINUTE = 10_000
DEFAULT_PER_MINUTE = 120
Dice = Callable[[int], str]


class CannotKeepKey(Refused):
    """`code-wrong`, `code-taken`, `name-missing`, `rate-outside`, `reason-missing`, `ended-already`."""


@transaction.atomic
def make_key(
    *, actor: Actor, code: str, name: str, at: datetime, most_per_minute: int = DEFAULT_PER_MINUTE,
    dice: Dice = secrets.token_urlsafe,
) -> str:  # fmt: skip
    """
    Make a key for a partner system and answer it; it is not said again.

    code    : small letters, digits and hyphens
    raises  : Forbidden, CannotKeepKey
    """
    check_keep_keys(actor=actor)
    _check(code=code, name=name, most_per_minute=most_per_minute)
    secret = f"dh_{dice(24)}"
    PartnerKey.objects.create(
        code=code, name=name.strip(), sha256=hash_of(secret=secret), most_per_minute=most_per_minute,
        username=actor.username, product_at=at,
    )  # fmt: skip
    facts = {"name": name.strip(), "most_per_minute": most_per_minute}
    record_act(actor=actor, act="partner.make_key", subject=f"partner:{code}", facts=facts, at=at)
    return secret


@transaction.atomic
def end_key(*, actor: Actor, code: str, why: str, at: datetime) -> None:
    """
    Let nobody in by a key from now on.

    raises : Forbidden, NotFound, CannotKeepKey
    """
    check_keep_keys(actor=actor)
    key = PartnerKey.objects.filter(code=code).first()
    if key is None:
        raise NotFound("partner-key", code)
    if not why.strip():
        raise CannotKeepKey("reason-missing", "Ending a key needs a written reason.", code=code)
    if PartnerKeyEnd.objects.filter(key=key).exists():
        raise CannotKeepKey("ended-already", f"The key {code} has ended already.", code=code)
    PartnerKeyEnd.objects.create(key=key, why=why.strip(), username=actor.username, product_at=at)
    told = {"why": why.strip()}
    record_act(actor=actor, act="partner.end_key", subject=f"partner:{code}", facts=told, at=at)


def _check(*, code: str, name: str, most_per_minute: int) -> None:
    if not CODE.match(code):
        text = f"'{code[:50]}' is no code; expected small letters, digits, hyphens: do-thi-thong-minh."
        raise CannotKeepKey("code-wrong", text, code=code[:50])
    if PartnerKey.objects.filter(code=code).exists():
        text = f"A key '{code}' was made before, and codes are used once. Next: choose another."
        raise CannotKeepKey("code-taken", text, code=code)
    if not name.strip():
        raise CannotKeepKey("name-missing", "Say whose system it is.", code=code)
    if not 1 <= most_per_minute <= MOST_PER_MINUTE:
        text = f"{most_per_minute} a minute; expected 1 to {MOST_PER_MINUTE}."
        raise CannotKeepKey("rate-outside", text, found=most_per_minute)
