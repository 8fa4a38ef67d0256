"""A quota holds: in order, under two hundred at once, for the company and for a unit's share."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, House, at


def test_the_sixth_of_five_tablets_is_not_promised(house):
    from donghanh.apps.programmes.refusals import QuotaFull

    spread_tablets(house, "PA01ND")
    for _ in range(5):
        house.approved("tablets")
    sixth = house.verified("tablets")

    with pytest.raises(QuotaFull) as refused:
        house.move(sixth, "approve", by=house.actors.unit_head("PA01ND"))

    assert refused.value.rule == "promised-already"


def test_a_units_share_holds_before_the_company_is_full(house):
    from donghanh.apps.programmes.refusals import QuotaFull

    for _ in range(3):
        house.approved("substation-cleaning", unit="PA01XT")
    fourth = house.verified("substation-cleaning", unit="PA01XT")

    with pytest.raises(QuotaFull) as refused:
        house.move(fourth, "approve", by=house.actors.unit_head("PA01XT"))

    assert refused.value.facts["unit"] == "PA01XT"


def test_masks_are_counted_by_pieces_not_by_promises(house):
    from donghanh.apps.programmes.refusals import QuotaFull

    house.approved("masks", quantity=19_500)
    small, too_many = house.verified("masks", quantity=500), house.verified("masks", quantity=1)
    head = house.actors.unit_head("PA01ND")

    assert house.move(small, "approve", by=head) == "approved"
    with pytest.raises(QuotaFull):
        house.move(too_many, "approve", by=head)


def test_a_list_takes_what_fits_in_the_order_of_nomination_and_keeps_the_rest_in_reserve(house):
    from donghanh.apps.programmes.operations.approving import approve_list
    from donghanh.apps.programmes.queries.benefits import BenefitFilter, benefit_list
    from donghanh.apps.programmes.queries.lists import frozen_list
    from donghanh.apps.programmes.queries.previews import approval_preview
    from donghanh.apps.programmes.refusals import CannotApproveList

    spread_tablets(house, "PA01ND")
    references = [house.verified("tablets") for _ in range(7)]
    asked = {"campaign_code": CAMPAIGN, "activity_code": "tablets"}
    foreseen = approval_preview(actor=house.actors.business, **asked)

    number = approve_list(actor=house.actors.business, at=house.now, **asked)

    frozen = frozen_list(actor=house.actors.director, number=number, **asked)
    reserve = benefit_list(
        actor=house.actors.director, campaign_code=CAMPAIGN, wanted=BenefitFilter(state="verified")
    )
    assert [row["reference"] for row in frozen.rows] == references[:5]
    assert [line.reference for line in reserve.lines] == references[5:]
    assert frozen.card.digest == foreseen.digest
    assert [line.reference for line in foreseen.reserve] == references[5:]
    with pytest.raises(CannotApproveList) as refused:
        approve_list(actor=house.actors.business, at=house.now, **asked)
    assert refused.value.rule == "no-room-left"


@pytest.mark.django_db(transaction=True, serialized_rollback=False)
@pytest.mark.parametrize("move", ["approve", "allot"])
def test_two_hundred_at_once_for_the_last_place_give_exactly_one(transactional_db, product_now, move):
    """Real connections: every thread has one of its own, and all press at the same moment."""
    from tests.conftest import Actors

    house = House(Actors(at=product_now), product_now)
    open_for(house)
    spread_tablets(house, "PA01ND")
    officer, head = house.actors.unit_officer("PA01ND"), house.actors.unit_head("PA01ND")
    for reference in [house.approved("tablets") for _ in range(4)]:
        house.move(reference, "allot", by=officer)
    waiting = [house.verified("tablets") for _ in range(200)]
    if move == "allot":
        approved_by_mistake(waiting)

    who = head if move == "approve" else officer
    told = press_together([lambda one=one: house.move(one, move, by=who) for one in waiting])

    assert sorted(told) == ["QuotaFull"] * 199 + ["allotted" if move == "allot" else "approved"]
    assert places_taken() == ([1, 2, 3, 4, 5] if move == "allot" else [1, 2, 3, 4])


def approved_by_mistake(references: list[str]) -> None:
    """Past the operations, as no act can: the quota must hold at the last gate too."""
    from donghanh.apps.programmes.models import Benefit

    Benefit.objects.filter(reference__in=references).update(state="approved")


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
