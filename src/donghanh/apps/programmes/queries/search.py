"""Search of the programmes, without diacritics: promises by reference, code or name, activities by name."""

from __future__ import annotations

from django.db.models import Case, Q, Value, When

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity
from donghanh.apps.programmes.queries.benefits import BenefitLine, line_of
from donghanh.apps.programmes.queries.frames import benefits_seen
from donghanh.apps.programmes.queries.plan import ActivityCard, card_of
from donghanh.kernel.text import fold


def find_benefits(*, actor: Actor, text: str, limit: int = 10) -> tuple[BenefitLine, ...]:
    """
    Find promises in the actor's sight, of every campaign; one query.

    text    : a reference or the beginning of one, a customer's code, or words of the beneficiary's name
    returns : at most `limit`: that very reference first, the newest next; none for a text without letters
              and digits
    """
    words, code = fold(text).split(), text.strip()
    if not words:
        return ()
    named = Q(*(Q(search_key__contains=word) for word in words))
    asked = Q(reference__istartswith=code) | Q(customer_code__iexact=code) | named
    rows = benefits_seen(actor=actor).filter(asked).select_related("activity", "unit")
    exact = Case(When(reference__iexact=code, then=Value(0)), default=Value(1))
    return tuple(line_of(row) for row in rows.order_by(exact, "-pk")[:limit])


def find_activities(*, text: str, limit: int = 8) -> tuple[ActivityCard, ...]:
    """
    Find activities whose names hold every word of the text at the beginning of one of theirs; one query.

    returns : at most `limit`, each code once, as in its newest campaign; the plan is public
    """
    wanted = fold(text).split()
    if not wanted:
        return ()
    rows = list(Activity.objects.select_related("programme").order_by("-campaign__from_on", "position"))
    newest = {row.code: row for row in reversed(rows)}
    fitting = [row for row in rows if newest[row.code] is row and _fits(row, wanted)]
    return tuple(card_of(row) for row in fitting[:limit])


def _fits(row: Activity, wanted: list[str]) -> bool:
    words = fold(f"{row.row} {row.code} {row.name_vi} {row.name_en}").split()
    return all(any(word.startswith(part) for word in words) for part in wanted)
