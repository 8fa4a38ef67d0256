"""A quota holds: in order, under two hundred at once, for the company and for a unit's share."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, House, at


def test_the_sixth_of_five_tablets_is_refused(house):
    from donghanh.apps.programmes.refusals import QuotaFull

    spread_tablets(house, "PA01ND")
    officer = house.actors.unit_officer("PA01ND")
    for reference in [house.approved("tablets") for _ in range(5)]:
        house.move(reference, "allot", by=officer)
    sixth = house.approved("tablets")

    with pytest.raises(QuotaFull):
        house.move(sixth, "allot", by=officer)


def test_a_units_share_holds_before_the_company_is_full(house):
    from donghanh.apps.programmes.refusals import QuotaFull

    officer = house.actors.unit_officer("PA01XT")
    references = [house.approved("substation-cleaning", unit="PA01XT") for _ in range(4)]
    for reference in references[:3]:
        house.move(reference, "allot", by=officer)

    with pytest.raises(QuotaFull) as refused:
        house.move(references[3], "allot", by=officer)

    assert refused.value.rule == "share-full"
    assert refused.value.facts["unit"] == "PA01XT"


def test_masks_are_counted_by_pieces_not_by_promises(house):
    from donghanh.apps.programmes.refusals import QuotaFull

    officer = house.actors.unit_officer("PA01ND")
    large, small = house.approved("masks", quantity=19_500), house.approved("masks", quantity=501)
    house.move(large, "allot", by=officer)

    with pytest.raises(QuotaFull) as refused:
        house.move(small, "allot", by=officer)

    assert refused.value.facts["held"] == 19_500


@pytest.mark.django_db(transaction=True, serialized_rollback=False)
def test_two_hundred_at_once_for_the_last_place_give_exactly_one(transactional_db, product_now):
    """Real connections: every thread has one of its own, and all press at the same moment."""
    from tests.conftest import Actors

    house = House(Actors(at=product_now), product_now)
    open_for(house)
    spread_tablets(house, "PA01ND")
    officer = house.actors.unit_officer("PA01ND")
    for reference in [house.approved("tablets") for _ in range(4)]:
        house.move(reference, "allot", by=officer)
    waiting = [house.approved("tablets") for _ in range(200)]

    told = press_together([lambda one=one: house.move(one, "allot", by=officer) for one in waiting])

    assert sorted(told) == ["QuotaFull"] * 199 + ["allotted"]
    assert places_taken() == [1, 2, 3, 4, 5]


def open_for(house: House) -> None:
    from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook

    open_campaign_of_lawbook(actor=house.actors.business, code=CAMPAIGN, at=at(date(2021, 12, 1)))


def spread_tablets(house: House, unit: str) -> None:
    """All five tablets for one unit, so that the company's target is what is reached."""
    from donghanh.apps.programmes.operations.sharing import edit_unit_share

    edit_unit_share(
        actor=house.actors.business, campaign_code=CAMPAIGN, activity_code="tablets",
        unit_code=unit, target=5, why="Năm em cùng một huyện", at=house.now,
    )  # fmt: skip


def places_taken() -> list[int]:
    from donghanh.apps.programmes.models import Benefit

    taken = Benefit.objects.filter(place_number__isnull=False).values_list("place_number", flat=True)
    return sorted(taken)


def press_together(acts) -> list[str]:
    from django.db import connection

    told: list[str] = []
    gate = threading.Barrier(len(acts))

    def press(act) -> None:
        try:
            gate.wait()
            told.append(act())
        except Exception as refusal:  # noqa: BLE001 - whatever a thread meets is what the test reads
            told.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
