"""Next year's template: made from this year's, whole enough to be opened, and compared with it."""

from datetime import date

import pytest

from donghanh.engines.programmes.new_years import CannotMakeNewYear
from donghanh.lawbook.programme_years import next_year, template_changes, write_template
from donghanh.lawbook.programmes import parse_template, read_template, template_text

THIS = "tri-an-khach-hang-2021"
NEXT = "tri-an-khach-hang-2022"


@pytest.fixture(scope="module")
def this_year():
    return read_template(code=THIS)


@pytest.fixture(scope="module")
def coming_year(this_year):
    return next_year(template=this_year, from_on=date(2022, 12, 1), until_on=date(2023, 2, 1), code=NEXT)


def test_next_year_keeps_activities_and_targets_and_points_back(this_year, coming_year):
    assert coming_year.previous_code == THIS
    assert {one.code: one.target for one in coming_year.activities} == {
        one.code: one.target for one in this_year.activities
    }


def test_next_year_s_days_lie_in_next_year(coming_year):
    assert (coming_year.from_on, coming_year.until_on) == (date(2022, 12, 1), date(2023, 2, 1))
    assert coming_year.activity(code="masks").due_on == date(2023, 1, 31)
    rule = coming_year.activity(code="large-customer-gifts").terms["rule"]
    assert rule["energy_window"] == {"from": "2021-12-01", "until": "2022-12-01"}


def test_no_share_and_no_enterprise_of_this_year_is_carried_over(coming_year):
    assert all(one.shares == () for one in coming_year.activities)
    assert "Hoàng Vinh" not in write_template(template=coming_year)


def test_next_year_is_to_be_confirmed_until_somebody_says_so(coming_year):
    assert {one.terms["is_confirmed"] for one in coming_year.activities} == {False}
    assert {line.status for line in coming_year.budget} == {"to_be_confirmed"}


def test_the_written_text_reads_back_to_the_same_template(this_year, coming_year):
    for template in (this_year, coming_year):
        text = write_template(template=template)
        assert parse_template(text=text) == template
        assert "&id" not in text


def test_what_changed_names_days_and_shares_and_no_target(this_year, coming_year):
    changes = template_changes(before=this_year, after=coming_year)

    by_way = {change.way: change for change in changes}
    assert by_way[("span", "from")].after == date(2022, 12, 1)
    assert by_way[("activities", "masks", "due_on")].before == date(2022, 1, 31)
    assert by_way[("activities", "substation-cleaning", "shares")].kind == "removed"
    assert not [way for way in by_way if way[-1] == "target"]


def test_an_edited_target_is_the_only_change(coming_year):
    text = write_template(template=coming_year).replace("target: 20000", "target: 25000")

    changes = template_changes(before=coming_year, after=parse_template(text=text))

    assert [(one.activity, one.before, one.after) for one in changes] == [("masks", 20000, 25000)]


def test_a_template_has_no_change_against_itself(this_year):
    assert template_changes(before=this_year, after=parse_template(text=template_text(code=THIS))) == ()


def test_the_year_after_next_is_made_from_next_year_s(coming_year):
    days = {"from_on": date(2023, 12, 1), "until_on": date(2024, 2, 1)}
    third = next_year(template=coming_year, code="tri-an-khach-hang-2023", **days)

    assert third.previous_code == NEXT
    assert third.activity(code="online-payment-draw").starts_on == date(2024, 1, 5)


def test_the_same_code_twice_is_refused(this_year):
    with pytest.raises(CannotMakeNewYear):
        next_year(template=this_year, from_on=date(2022, 12, 1), until_on=date(2023, 2, 1), code=THIS)
