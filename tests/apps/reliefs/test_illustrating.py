"""The demo's facts say that they are made up, and show every reason."""

from __future__ import annotations

from tests.apps.reliefs.conftest import AUGUST, FAR_HOUSEHOLD, SCHOOL, morning

from donghanh.apps.reliefs import operations, queries


def test_made_up_facts_say_so_and_are_entered_once(desk):
    said = {"actor": desk.actors.office, "second": desk.actors.business}
    made, again = operations.load_illustration(**said), operations.load_illustration(**said)
    cards = [
        card for kind in ("order", "use") for card in queries.facts(actor=desk.actors.director, kind=kind)
    ]

    assert (made, again) == (len(cards), 0)
    assert all(card.is_illustration and "minh họa" in card.document for card in cards)
    assert {card.state for card in cards} == {"confirmed"}


def test_one_district_is_told_months_late(desk):
    operations.load_illustration(actor=desk.actors.office, second=desk.actors.business)
    asked = {"codes": [FAR_HOUSEHOLD, SCHOOL], "month": AUGUST}
    then = dict(queries.reliefs_of(**asked, known_on=morning(AUGUST.replace(month=9)).date()).iter_rows())
    now = dict(queries.reliefs_of(**asked).iter_rows())

    assert (then[FAR_HOUSEHOLD], now[FAR_HOUSEHOLD]) == (None, "covid-4/households")
    assert then[SCHOOL] == now[SCHOOL] == "covid-4/quarantine"
