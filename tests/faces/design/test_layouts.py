"""Where tiles and bars lie, and how figures are written."""

from datetime import UTC, date, datetime

import pytest

from donghanh.faces.design import figures, meters, timeline, unit_map

NINE = ("PA01ND", "PA01VB", "PA01YY", "PA01NT", "PA01NH", "PA01GT", "PA01HH", "PA01XT", "PA01TN")


def tile(code: str) -> dict[str, str]:
    return {"unit_code": code, "name": code, "word": "Đúng hạn", "tone": "good"}


def test_each_of_the_nine_units_has_a_place_of_its_own() -> None:
    drawn = unit_map.placed_tiles(tiles=[tile(code) for code in NINE], label="")["tiles"]

    assert len({found["place"] for found in drawn}) == 9
    assert "place-free" not in {found["place"] for found in drawn}


def test_units_lie_as_on_the_map() -> None:
    row, column = ({code: unit_map.PLACES[code][at] for code in NINE} for at in (0, 1))

    assert row["PA01ND"] == min(row.values())
    assert {code for code in NINE if row[code] == max(row.values())} == {"PA01NH", "PA01HH"}
    assert max(column["PA01YY"], column["PA01VB"]) < column["PA01NT"]
    assert {code for code in NINE if column[code] == max(column.values())} == {"PA01XT", "PA01GT"}


def test_unit_that_the_map_does_not_know_is_drawn_last_and_not_lost() -> None:
    drawn = unit_map.placed_tiles(tiles=[tile("PA01ZZ"), tile("PA01HH")], label="")["tiles"]

    assert [(found["unit_code"], found["place"]) for found in drawn] == [
        ("PA01HH", "place-4-3"),
        ("PA01ZZ", "place-free"),
    ]


def test_every_place_of_the_map_has_its_style() -> None:
    from pathlib import Path

    styles = (Path(unit_map.__file__).parent / "static/design/figures.css").read_text(encoding="utf-8")

    for row, column in unit_map.PLACES.values():
        assert f".place-{row}-{column} {{ grid-area: {row} / {column}; }}" in styles


def line(*, today: date, **bar: object) -> dict[str, object]:
    start, until = date(2021, 12, 1), date(2021, 12, 11)
    whole = {"label": "A", "word": "x", "tone": "info", "start": start, "until": until, **bar}
    return timeline.drawn_time_line(start=start, until=until, today=today, bars=[whole], label="")


def test_bar_covers_its_own_days_of_the_campaign() -> None:
    drawn = line(today=date(2021, 12, 6), start=date(2021, 12, 3), until=date(2021, 12, 8))

    assert (drawn["bars"][0]["x"], drawn["bars"][0]["width"]) == ("20.0%", "50.0%")
    assert drawn["bars"][0]["last"] == date(2021, 12, 7)


def test_bar_that_begins_before_the_campaign_is_cut_at_its_start() -> None:
    bar = line(today=date(2021, 12, 6), start=date(2021, 11, 1), until=date(2021, 12, 2))["bars"][0]

    assert (bar["x"], bar["width"]) == ("0.0%", "10.0%")


@pytest.mark.parametrize(
    ("today", "mark"),
    [
        (date(2021, 11, 30), None),
        (date(2021, 12, 1), "0.0%"),
        (date(2021, 12, 10), "90.0%"),
        (date(2021, 12, 11), None),
    ],
)
def test_today_is_marked_only_inside_the_campaign(today: date, mark: str | None) -> None:
    assert line(today=today)["today_x"] == mark


def test_due_mark_stands_at_the_end_of_the_due_day() -> None:
    assert line(today=date(2021, 12, 6), due=date(2021, 12, 5))["bars"][0]["due_x"] == "50.0%"


def test_months_are_marked_at_their_first_day_and_weeks_on_mondays() -> None:
    drawn = timeline.drawn_time_line(
        start=date(2021, 12, 1), until=date(2022, 2, 1), today=date(2021, 12, 20), bars=[], label=""
    )

    assert [mark["day"] for mark in drawn["months"]] == [date(2021, 12, 1), date(2022, 1, 1)]
    assert drawn["weeks"][0] == meters.percent_width(part=5, whole=62)
    assert len(drawn["weeks"]) == 9


@pytest.mark.parametrize(
    ("part", "whole", "width"),
    [
        (0, 10, "0.0%"),
        (1, 3, "33.3%"),
        (10, 10, "100.0%"),
        (11, 10, "100.0%"),
        (-1, 10, "0.0%"),
        (5, 0, "0%"),
    ],
)
def test_width_stays_between_nothing_and_all(part: int, whole: int, width: str) -> None:
    assert meters.percent_width(part=part, whole=whole) == width


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (999, "999"), (1234567, "1.234.567"), (-1500, "−1.500"), (None, "–")]
)
def test_number_is_written_with_dots(value: int | None, written: str) -> None:
    assert figures.written_number(value) == written


def test_money_keeps_its_sign_on_the_same_line() -> None:
    assert figures.written_dong(1234567) == "1.234.567\N{NO-BREAK SPACE}₫"


def test_share_is_rounded_down_so_that_100_means_all() -> None:
    assert figures.written_percent(199, 200) == "99\N{NO-BREAK SPACE}%"
    assert figures.written_percent(200, 200) == "100\N{NO-BREAK SPACE}%"
    assert figures.written_percent(0, 0) == "–"


def test_instant_near_midnight_is_written_in_the_day_of_vietnam() -> None:
    evening_in_london = datetime(2021, 12, 19, 18, 30, tzinfo=UTC)

    assert figures.written_moment(evening_in_london) == "20/12/2021 01:30"
    assert figures.written_day(evening_in_london) == "20/12/2021"
