"""Forms and files sent at the same moment: references without gap or double, and nobody twice."""

from __future__ import annotations

from functools import partial

import pytest
from tests.apps.programmes.conftest import CAMPAIGN
from tests.apps.programmes.sheets_of_nominations import MY_HUNG, person, sheet
from tests.apps.programmes.test_quota import press_together

from donghanh.apps.programmes.models import Benefit, NominationFile
from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate
from donghanh.apps.programmes.operations.nominating_with_proofs import nominate_by_form
from donghanh.apps.programmes.operations.nomination_files import load_nominations, receive_nominations

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_the_same_form_from_eight_clicks_is_one_nomination(house):
    partner = house.actors.partner_officer(MY_HUNG)

    def press(_: int) -> str:
        return nominate_by_form(
            actor=partner, campaign_code=CAMPAIGN, activity_code="household-repairs", form="one-form",
            beneficiary=Beneficiary(name="Trần Một", commune_code=MY_HUNG), at=house.now,
        )  # fmt: skip

    answers = press_together([partial(press, place) for place in range(8)])

    assert set(answers) == {"M18-21-00001"}
    assert Benefit.objects.count() == 1


def test_a_file_loaded_from_four_windows_while_others_nominate_leaves_no_gap_and_no_double(house):
    partner = house.actors.partner_officer(MY_HUNG)
    content = sheet(*(person(f"Người {place}") for place in range(30)))
    received = press_together([partial(receive, house, partner, content)] * 4)
    number = NominationFile.objects.get().pk

    def press(place: int) -> str:
        if place % 2:
            return nominate(
                actor=partner, campaign_code=CAMPAIGN, activity_code="welfare-gifts", at=house.now,
                beneficiary=Beneficiary(name=f"Riêng {place}", commune_code=MY_HUNG),
            )  # fmt: skip
        return str(load_nominations(actor=partner, number=number, at=house.now).is_again)

    answers = press_together([partial(press, place) for place in range(8)])

    references = sorted(Benefit.objects.values_list("reference", flat=True))
    assert references == [f"M19-21-{place:05d}" for place in range(1, 35)]
    assert sorted(one for one in answers if not one.startswith("M19")) == ["False", "True", "True", "True"]
    assert sorted(received) == [False, True, True, True]


def receive(house, partner, content: bytes) -> bool:
    return receive_nominations(
        actor=partner,
        campaign_code=CAMPAIGN,
        commune_code=MY_HUNG,
        name="a.xlsx",
        content=content,
        at=house.now,
    ).is_again
