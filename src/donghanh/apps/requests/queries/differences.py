"""Pairs of cases that somebody said are different things."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Case, Difference
from donghanh.apps.requests.permissions import check_see_requests, may_handle
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.values import DifferenceRow

MOST = 50


def standing(*, pairs: Collection[tuple[int, int]]) -> QuerySet[Difference]:
    """Differences of these pairs of cases (smaller number first) that nobody took back."""
    wanted = Q(pk=None)
    for first, second in pairs:
        wanted |= Q(first=first, second=second)
    return Difference.objects.filter(wanted, taken_back=None)


def different_from(*, case: Case) -> frozenset[int]:
    """Numbers of the cases that are said to be another thing than this one."""
    found = Difference.objects.filter(Q(first=case) | Q(second=case), taken_back=None)
    return frozenset(number for pair in found.values_list("first", "second") for number in pair) - {case.pk}


def different_pairs(*, cases: Collection[int]) -> frozenset[tuple[int, int]]:
    """Among these cases, the pairs that are said to be different, smaller number first."""
    found = Difference.objects.filter(first__in=cases, second__in=cases, taken_back=None)
    return frozenset(found.values_list("first", "second"))


def differences(*, actor: Actor, now: datetime, unit_code: str = "") -> tuple[DifferenceRow, ...]:
    """
    Pairs in sight that stand as different, the latest first, at most fifty; for taking one back.

    raises : Forbidden
    """
    check_see_requests(actor=actor)
    seen = cases_seen(actor=actor).order_by().values("pk")
    found = Difference.objects.filter(first__in=seen, second__in=seen, taken_back=None, product_at__lte=now)
    found = found.filter(first__unit_id=unit_code) if unit_code else found
    rows = found.select_related("first", "second", "by").order_by("-id")[:MOST]
    return tuple(
        DifferenceRow(
            one.first.code, one.second.code, one.first.unit_id or "", one.product_at,
            one.by.full_name if one.by else "", one.why, one.score,
            may_handle(actor=actor, unit_code=one.first.unit_id or "")
            and may_handle(actor=actor, unit_code=one.second.unit_id or ""),
        )
        for one in rows
    )  # fmt: skip
