"""The board counts what happened up to a day, for what the asker sees, in few queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, at

DAY = date(2021, 12, 20)


def board(house, *, actor=None, as_of: date = DAY):
    from donghanh.apps.programmes.queries.board import board as ask

    return ask(actor=actor or house.actors.director, campaign_code=CAMPAIGN, as_of=as_of)


def line(found, activity: str):
    return next(one for programme in found.programmes for one in programme.activities if one.code == activity)


def unit_line(found, activity: str, unit: str):
    return next(one for one in line(found, activity).units if one.unit_code == unit)


def deliver(house, reference: str, *, unit: str, on: date) -> None:
    officer = house.actors.unit_officer(unit)
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=on)
    house.work_done(reference, unit=unit, at=at(on))


def test_the_board_has_the_three_programmes_and_every_target(house):
    found = board(house)

    assert [one.code for one in found.programmes] == ["supply", "appreciation", "welfare"]
    assert line(found, "masks").figures.target == 20_000
    assert line(found, "household-repairs").figures.target == 50
    assert sum(one.figures.target for one in line(found, "household-repairs").units) == 50


def test_a_measure_without_a_number_says_where_it_will_come_from(house):
    measure = line(board(house), "announced-times")

    assert measure.figures.target is None
    assert measure.figures.status == "no_target"
    assert "thao tác" in measure.fed_by_vi


def test_what_is_delivered_counts_for_every_stage_before(house):
    deliver(house, house.approved("household-repairs"), unit="PA01ND", on=DAY)
    house.nominate("household-repairs")

    figures = unit_line(board(house), "household-repairs", "PA01ND").figures

    assert (figures.nominated, figures.approved, figures.delivered, figures.received) == (2, 1, 1, 0)


def test_yesterdays_board_can_be_seen_again(house):
    house.now = at(DAY - timedelta(days=3))
    reference = house.approved("household-repairs")
    before = board(house, as_of=DAY - timedelta(days=1))

    house.now = at(DAY)
    deliver(house, reference, unit="PA01ND", on=DAY)

    assert line(board(house), "household-repairs").figures.delivered == 1
    assert board(house, as_of=DAY - timedelta(days=1)) == before
    assert line(before, "household-repairs").figures.delivered == 0


def test_a_visit_that_slipped_is_late_until_it_is_made(house):
    reference = house.approved("household-repairs")
    officer = house.actors.unit_officer("PA01ND")
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=DAY)

    tomorrow = unit_line(board(house, as_of=DAY + timedelta(days=1)), "household-repairs", "PA01ND").figures
    house.work_done(reference)

    assert (tomorrow.status, tomorrow.why, tomorrow.late_count) == ("late", "benefit-overdue", 1)
    after = unit_line(board(house, as_of=DAY + timedelta(days=1)), "household-repairs", "PA01ND").figures
    assert after.status != "late"


def test_the_shares_of_a_company_wide_list_follow_it_once_the_whole_target_is_approved(house):
    from donghanh.apps.programmes.operations.approving import approve_list

    for _ in range(10):
        house.verified("online-payment-draw", unit="PA01XT", by=house.actors.office)
    number = approve_list(
        actor=house.actors.business, campaign_code=CAMPAIGN, activity_code="online-payment-draw", at=house.now
    )

    lines = {one.unit_code: one for one in line(board(house), "online-payment-draw").units}
    assert number == 1
    assert (lines["PA01XT"].figures.target, lines["PA01XT"].basis) == (10, "selected")
    assert sum(one.figures.target for one in lines.values()) == 10


def test_masks_are_counted_in_pieces(house):
    house.approved("masks", quantity=3_000)
    house.approved("masks", quantity=450, unit="PA01XT")

    assert line(board(house), "masks").figures.approved == 3_450


def test_an_activity_past_its_last_day_is_late_and_first(house):
    found = board(house, as_of=date(2022, 2, 1))

    welfare = found.programmes[2]
    assert {one.figures.status for one in welfare.activities} == {"late"}
    assert all(tile.status == "late" for tile in found.tiles)


def test_the_board_of_a_unit_holds_its_own_figures_alone(house):
    house.nominate("household-repairs", unit="PA01XT")
    house.nominate("household-repairs", unit="PA01ND")

    found = board(house, actor=house.actors.unit_officer("PA01XT"))

    assert line(found, "household-repairs").figures.nominated == 1
    assert [one.unit_code for one in line(found, "substation-cleaning").units] == ["PA01XT"]
    assert line(found, "substation-cleaning").figures.target == 3
    assert [tile.unit_code for tile in found.tiles] == ["PA01XT"]


def test_nine_tiles_stand_on_the_map(house):
    tiles = board(house).tiles

    assert len(tiles) == 9
    assert len({(tile.row, tile.column) for tile in tiles}) == 9


def test_the_time_line_grows_with_the_moves(house):
    house.now = at(date(2021, 12, 3))
    house.nominate("household-repairs")
    house.now = at(date(2021, 12, 7))
    house.nominate("household-repairs")

    points = board(house).timeline["household-repairs"]

    assert [(on.day, nominated) for on, nominated, *_ in points] == [(3, 1), (7, 2)]


def test_the_board_takes_few_queries_whatever_it_counts(house, django_assert_max_num_queries):
    for _ in range(5):
        house.nominate("household-repairs")
    director = house.actors.director

    with django_assert_max_num_queries(8):
        board(house, actor=director)


def test_an_unknown_campaign_is_not_there(house):
    from donghanh.apps.programmes.queries.board import board as ask
    from donghanh.apps.programmes.refusals import NotFound

    with pytest.raises(NotFound):
        ask(actor=house.actors.director, campaign_code="tri-an-1999", as_of=DAY)
