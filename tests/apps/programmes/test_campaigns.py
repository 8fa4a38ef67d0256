"""The plan: opened from the lawbook with the article's figures, split to units, edited with the sum kept."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, at

NOW = at(date(2021, 12, 2))


def test_the_campaign_has_the_targets_of_the_article(house):
    from donghanh.apps.programmes.queries import plan

    targets = {one.code: one.target for one in plan.activities(campaign_code=CAMPAIGN) if one.target}

    assert targets == {
        "substation-cleaning": 18, "home-wiring": 90, "large-customer-gifts": 80, "online-payment-draw": 10,
        "household-repairs": 50, "welfare-gifts": 50, "masks": 20_000, "tablets": 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("activity", "unit", "share"),
    [
        ("substation-cleaning", "PA01XT", 3),
        ("substation-cleaning", "PA01ND", 6),
        ("household-repairs", "PA01ND", 10),
        ("welfare-gifts", "PA01ND", 10),
    ],
)
def test_a_share_that_the_article_names_stands_as_it_is(house, activity, unit, share):
    from donghanh.apps.programmes.queries import plan

    lines = plan.shares(actor=house.actors.director, campaign_code=CAMPAIGN, activity_code=activity)

    (line,) = [line for line in lines if line.unit_code == unit]
    assert (line.target, line.basis) == (share, "article")
    assert line.source


def test_the_shares_of_every_activity_sum_to_the_company_target(house):
    from donghanh.apps.programmes.queries import plan

    for one in plan.activities(campaign_code=CAMPAIGN):
        lines = plan.shares(actor=house.actors.director, campaign_code=CAMPAIGN, activity_code=one.code)
        if lines:
            assert sum(line.target for line in lines) == one.target, one.code
            assert len(lines) == 9


def test_a_campaign_is_opened_once(house):
    from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook
    from donghanh.apps.programmes.refusals import CannotOpenCampaign

    with pytest.raises(CannotOpenCampaign) as refused:
        open_campaign_of_lawbook(actor=house.actors.business, code=CAMPAIGN, at=NOW)

    assert refused.value.rule == "already-open"


def test_an_unknown_template_is_refused_with_those_that_exist(house):
    from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook
    from donghanh.apps.programmes.refusals import CannotOpenCampaign

    with pytest.raises(CannotOpenCampaign, match=CAMPAIGN):
        open_campaign_of_lawbook(actor=house.actors.business, code="tri-an-1999", at=NOW)


def test_a_unit_head_does_not_change_the_plan(house):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.programmes.operations.sharing import edit_unit_share

    with pytest.raises(Forbidden):
        edit_unit_share(
            actor=house.actors.unit_head("PA01XT"), campaign_code=CAMPAIGN, activity_code="home-wiring",
            unit_code="PA01XT", target=90, why="muốn", at=NOW,
        )  # fmt: skip


def test_an_edited_share_keeps_the_sum_and_says_who_and_why(house):
    from donghanh.apps.programmes.operations.sharing import edit_unit_share
    from donghanh.apps.programmes.queries import plan

    edit_unit_share(
        actor=house.actors.business, campaign_code=CAMPAIGN, activity_code="home-wiring", unit_code="PA01HH",
        target=20, why="Nhiều nhà mới ở ven biển", at=NOW,
    )  # fmt: skip

    lines = plan.shares(actor=house.actors.director, campaign_code=CAMPAIGN, activity_code="home-wiring")
    (edited,) = [line for line in lines if line.unit_code == "PA01HH"]
    assert sum(line.target for line in lines) == 90
    assert (edited.target, edited.basis) == (20, "edited")
    assert edited.changes[0].why == "Nhiều nhà mới ở ven biển"


def test_an_edit_that_cannot_add_up_is_refused_with_the_difference(house):
    from donghanh.apps.programmes.operations.sharing import edit_unit_share
    from donghanh.apps.programmes.queries import plan
    from donghanh.apps.programmes.refusals import CannotChangeShares

    with pytest.raises(CannotChangeShares) as refused:
        edit_unit_share(
            actor=house.actors.business, campaign_code=CAMPAIGN, activity_code="household-repairs",
            unit_code="PA01XT", target=41, why="thử", at=NOW,
        )  # fmt: skip

    lines = plan.shares(
        actor=house.actors.director, campaign_code=CAMPAIGN, activity_code="household-repairs"
    )
    assert refused.value.facts["difference"] == -1
    assert sum(line.target for line in lines) == 50


def test_a_unit_officer_sees_the_share_of_the_own_unit_alone(house):
    from donghanh.apps.programmes.queries import plan

    lines = plan.shares(
        actor=house.actors.unit_officer("PA01XT"), campaign_code=CAMPAIGN, activity_code="home-wiring"
    )

    assert [line.unit_code for line in lines] == ["PA01XT"]
