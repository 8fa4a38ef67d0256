"""Next year's campaign is made from this year's text, checked, opened, and compared with it."""

from datetime import date

import pytest
import yaml
from tests.apps.programmes.conftest import CAMPAIGN

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.campaigns import open_campaign
from donghanh.apps.programmes.queries import comparisons
from donghanh.apps.programmes.refusals import CannotOpenCampaign, NotFound

pytestmark = pytest.mark.django_db
NEXT = "tri-an-khach-hang-2022"
DAYS = {"from_on": date(2022, 12, 1), "until_on": date(2023, 2, 1)}


def made(house, code=NEXT, **days):
    return comparisons.next_year_text(
        actor=house.actors.business, campaign_code=CAMPAIGN, code=code, **(DAYS | days)
    )


def test_next_years_text_holds_and_says_what_it_changes(house):
    review = comparisons.review(text=made(house))

    assert review.problems == ()
    assert (review.code, review.previous_code) == (NEXT, CAMPAIGN)
    changed = {change.way for change in review.changes}
    assert ("code",) in changed
    assert ("activities", "large-customer-gifts", "due_on") in changed
    assert ("activities", "large-customer-gifts", "target") not in changed


def test_an_edited_target_is_among_the_changes(house):
    text = made(house).replace("target: 80\n", "target: 120\n", 1)

    changes = comparisons.review(text=text).changes

    (found,) = [one for one in changes if one.way == ("activities", "large-customer-gifts", "target")]
    assert (found.kind, found.before, found.after) == ("changed", 80, 120)


def test_an_activity_left_out_is_one_removal(house):
    content = yaml.safe_load(made(house))
    for part, key in (("activities", "code"), ("budget", "activity")):
        content[part] = [entry for entry in content[part] if entry[key] != "tablets"]
    content["stacking"] = [rule for rule in content["stacking"] if rule["activity"] != "tablets"]
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)

    changes = comparisons.review(text=text).changes

    removed = {one.way for one in changes if one.kind == "removed"}
    assert {way for way in removed if way[0] == "activities"} >= {("activities", "tablets")}
    assert not {way for way in removed if way[:2] == ("activities", "tablets") and len(way) > 2}


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"code": CAMPAIGN}, "code-not-new"),
        ({"code": ""}, "code-not-new"),
        ({"until_on": date(2022, 12, 1)}, "span-empty"),
    ],
)
def test_a_campaign_without_days_or_code_of_its_own_is_refused(house, changed, rule):
    with pytest.raises(CannotOpenCampaign) as refusal:
        made(house, **changed)

    assert refusal.value.rule == rule


def test_a_text_that_does_not_hold_is_told_by_line(house):
    text = made(house).replace("method: quota", "method: lottery", 1)

    review = comparisons.review(text=text)

    (problem,) = review.problems
    assert problem.rule == "word-unknown"
    assert text.splitlines()[problem.line - 1] == "- code: home-wiring"
    assert review.changes is None


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "kind: [", "kind: campaign\n", "x: &a [*a]"])
def test_anything_that_is_no_template_is_told_and_breaks_nothing(text):
    assert comparisons.review(text=text).problems


def test_only_planners_make_next_year(house):
    with pytest.raises(Forbidden):
        comparisons.next_year_text(actor=house.actors.auditor, campaign_code=CAMPAIGN, code=NEXT, **DAYS)


def test_an_unknown_campaign_is_not_found(house):
    with pytest.raises(NotFound):
        comparisons.next_year_text(actor=house.actors.business, campaign_code="none", code=NEXT, **DAYS)


def test_both_campaigns_stand_side_by_side(house):
    house.approved("large-customer-gifts", by=house.actors.business)
    open_campaign(
        actor=house.actors.director,
        template_text=made(house).replace("target: 80\n", "target: 120\n", 1),
        at=house.now,
    )

    seen = comparisons.compare(
        actor=house.actors.auditor, before_code=CAMPAIGN, after_code=NEXT, as_of=date(2021, 12, 20)
    )

    gifts = next(line for line in seen.results if line.activity_code == "large-customer-gifts")
    assert gifts.figures["target"] == (80, 120, 40)
    assert gifts.figures["approved"] == (1, 0, -1)
    assert gifts.presence == "both"
    assert any(change.way[-1] == "target" for change in seen.changes)


def test_a_campaign_opened_under_older_checks_is_still_compared_and_carried_over(house):
    from donghanh.apps.programmes.models import Campaign

    old = Campaign.objects.get(code=CAMPAIGN)
    Campaign.objects.filter(pk=old.pk).update(template=old.template.replace("    row: M2\n", "", 1))

    text = made(house)

    assert "key-missing" in {problem.rule for problem in comparisons.review(text=text).problems}
    compared = comparisons.compare(
        actor=house.actors.auditor, before_code=CAMPAIGN, after_code=CAMPAIGN, as_of=date(2021, 12, 20)
    )
    assert compared.changes == ()
