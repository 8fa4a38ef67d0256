"""The generated requests of the demo: every sort of fate, two incidents, work left for the demo's morning."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from donghanh.apps.requests.models import Breach, Call, Case, CaseMove, HandOver, Incident
from donghanh.faces.story import playing, requests, supply_kinds
from donghanh.world.requests import FATES, requests_dealt

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def test_the_same_seed_deals_the_same_requests_of_every_fate_over_both_months():
    given = {
        "count": 320,
        "units": 9,
        "start": requests.START,
        "until": datetime(2021, 12, 20, 8, tzinfo=VIETNAM),
    }

    dealt = requests_dealt(seed=1, **given)

    assert dealt == requests_dealt(seed=1, **given)
    assert {one.fate for one in dealt} == set(FATES.things)
    assert {one.received_at.month for one in dealt} == {11, 12}
    assert {one.unit for one in dealt} == set(range(9))


def test_the_demo_has_cases_in_every_state_that_the_desk_works_on(begun, monkeypatch):
    monkeypatch.setattr(requests, "COUNT", 60)
    monkeypatch.setattr(requests, "CALLS", 50)
    until = playing.morning(date(2021, 12, 20))

    played = requests.load(seed=2021, until=until)
    again = requests.load(seed=2021, until=until)

    states = Counter(Case.objects.values_list("state", flat=True))
    assert (played, again) == (60, 0)
    # The dealt ones, an incident's, and one supply of each kind; without meters nobody is cut off.
    assert Case.objects.count() == 80 + len(supply_kinds.KINDS) - 1
    kinds = set(
        Case.objects.filter(state__in=("accepted", "under_way")).values_list("service_code", flat=True)
    )
    assert kinds >= set(supply_kinds.KINDS) - {supply_kinds.RECONNECT}
    assert states["closed"] > 10
    assert states["received"] + states["accepted"] + states["under_way"] + states["waiting"] > 0
    assert Breach.objects.exists()
    assert HandOver.objects.exists()
    assert CaseMove.objects.filter(move="report_not_solved").exists()
    assert CaseMove.objects.filter(move="pause").exists()
    assert Case.objects.filter(is_electronic=True).exists()
    assert [one.ended_at is None for one in Incident.objects.order_by("opened_at")] == [False, True]
    assert Call.objects.count() == 50
    assert not CaseMove.objects.filter(product_at__gt=until + timedelta(minutes=1)).exists()
