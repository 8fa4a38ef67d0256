"""
The appreciation months from the first of December to the end of January, on a moving clock.

Through the public doors: what people do goes over the API in their names, the draw by its operations, the
proof by the file that anybody may fetch. Three enterprises are chosen and given their gifts; ten
households win, one does not come, an alternate takes the prize. Then every board still says what it said.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from tests.apps.programmes.conftest import CAMPAIGN
from tests.journeys.months import Months, figures, insist_that_totals_hold, line

from donghanh.apps.customers.operations import load_customers
from donghanh.apps.programmes.operations import drawing
from donghanh.apps.programmes.operations.approving import approve_list
from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook
from donghanh.apps.programmes.operations.prizes import state_prize_unclaimed
from donghanh.apps.programmes.refusals import CannotApproveList, CannotDraw
from donghanh.engines import draws as engine
from donghanh.engines.programmes.lives import DutiesNotApart
from donghanh.faces import clock

pytestmark = pytest.mark.django_db
GIFTS, DRAW = "large-customer-gifts", "online-payment-draw"
TERMS = drawing.DrawTerms(
    method="sha256",
    prize_count=10,
    alternate_count=5,
    window_from_on=date(2021, 12, 1),
    window_until_on=date(2022, 1, 1),
    draw_on=date(2022, 1, 5),
    claim_until_on=date(2022, 1, 29),
    sources=(
        drawing.NamedSource("Xổ số tự chọn", "2022-01-05"),
        drawing.NamedSource("Xổ số miền Bắc", "2022-01-05"),
    ),
)
OF = {"campaign_code": CAMPAIGN, "activity_code": DRAW}
PUBLIC = f"/api/v1/public/draws/{CAMPAIGN}/{DRAW}/1"
RESULTS = ("2,5,12,8,10,45", "9319")


@pytest.fixture
def months(actors, settings, furnished):
    settings.DEMO = True
    months = Months(actors)
    months.day(2021, 12, 1)
    frames, _, _ = furnished
    load_customers(actor=actors.console, frames=frames, at=clock.now(), source="journey")
    open_campaign_of_lawbook(actor=actors.business, code=CAMPAIGN, at=clock.now())
    return months


def test_the_appreciation_months_are_kept_from_the_first_day_to_the_last(months, furnished, tmp_path):
    _, large, entrants = furnished

    gifts = choose_gifts(months, large)
    approve_gifts(months, gifts)
    prepare(months)
    deliver_gifts(months, gifts)
    in_december = look_at_december(months, len(gifts))
    commit(months, entrants)
    prizes = hold(months)
    on_draw_day = look_at_draw_day(months, len(gifts))
    verify_as_anybody(tmp_path)
    missing = hand_prizes_over(months, prizes)
    give_to_alternate(months, missing)

    look_at_the_end(months, len(gifts), in_december, on_draw_day)


def choose_gifts(months: Months, large: list[str]) -> list[str]:
    months.day(2021, 12, 2)
    business = months.actors.business
    run = months.post(business, f"/campaigns/{CAMPAIGN}/activities/{GIFTS}/selections", as_of="2021-12-02")[
        "id"
    ]

    why = months.get(business, f"/selections/{run}/why/{large[0]}")
    references = months.post(business, f"/selections/{run}/put-forward")["references"]

    assert (why["verdict"], why["measure"]) == ("chosen", 12 * 250_000)
    named = {months.get(business, f"/benefits/{one}")["line"]["customer_code"] for one in references}
    assert named >= set(large)
    return list(references)


def approve_gifts(months: Months, gifts: list[str]) -> None:
    months.day(2021, 12, 6)
    for reference in gifts:
        months.move(months.actors.unit_head(months.unit_of(reference)), reference, "verify")

    with pytest.raises(DutiesNotApart):
        approve_list(
            actor=months.actors.business, campaign_code=CAMPAIGN, activity_code=GIFTS, at=clock.now()
        )
    number = approve_list(
        actor=months.actors.director, campaign_code=CAMPAIGN, activity_code=GIFTS, at=clock.now()
    )

    frozen = months.get(months.actors.auditor, f"/campaigns/{CAMPAIGN}/lists/{GIFTS}/{number}")
    assert frozen["holds"]
    assert [row["reference"] for row in frozen["rows"]] == sorted(gifts)
    with pytest.raises(CannotApproveList, match=f"no {number}"):
        approve_list(
            actor=months.actors.director, campaign_code=CAMPAIGN, activity_code=GIFTS, at=clock.now()
        )


def prepare(months: Months) -> None:
    months.day(2021, 12, 10)
    number = drawing.prepare_draw(actor=months.actors.office, terms=TERMS, at=clock.now(), **OF)

    assert number == 1
    assert Client().get("/api/v1/public/draws").json() == []


def deliver_gifts(months: Months, gifts: list[str]) -> None:
    months.day(2021, 12, 15)
    for reference in gifts:
        months.hand_over(reference)


def look_at_december(months: Months, gifts: int) -> Any:
    months.day(2021, 12, 20)
    board = months.board()

    assert board["as_of"] == "2021-12-20"
    assert figures(board, GIFTS) == (gifts, gifts, gifts, gifts)
    assert figures(board, DRAW) == (0, 0, 0, 0)
    insist_that_totals_hold(board)
    return board


def commit(months: Months, entrants: list[str]) -> None:
    business = months.actors.business
    months.day(2021, 12, 31)
    with pytest.raises(CannotDraw, match="Entrants are frozen from"):
        drawing.commit_draw(actor=business, number=1, secret=bytes(32), at=clock.now(), **OF)

    months.day(2022, 1, 3)
    root = drawing.commit_draw(actor=business, number=1, secret=bytes(32), at=clock.now(), **OF)

    announced = Client().get(PUBLIC).json()
    assert announced["commitment"]["merkle_root"] == root
    assert announced["commitment"]["count"] >= len(entrants)
    assert len(Client().get(f"{PUBLIC}/entrants").json()) == announced["commitment"]["count"]
    assert Client().get(f"{PUBLIC}/proof").status_code == 404


def hold(months: Months) -> list[str]:
    office, business = months.actors.office, months.actors.business
    months.day(2022, 1, 4)
    with pytest.raises(CannotDraw, match="05/01/2022"):
        drawing.hold_draw(actor=office, number=1, results=RESULTS, at=clock.now(), **OF)

    months.day(2022, 1, 5)
    winners = drawing.hold_draw(actor=office, number=1, results=RESULTS, at=clock.now(), **OF)
    drawing.certify_draw(actor=business, number=1, at=clock.now(), **OF)

    story = months.get(business, f"/draws/{CAMPAIGN}/{DRAW}/1")
    prizes = [one["reference"] for one in story["prizes"] if one["reference"]]
    assert len(set(winners)) == len(prizes) == 10
    assert Client().get(PUBLIC).json()["winners"] == list(winners)
    return prizes


def look_at_draw_day(months: Months, gifts: int) -> Any:
    board = months.board()

    assert figures(board, DRAW) == (10, 0, 0, 0)
    assert figures(board, GIFTS)[3] == gifts
    insist_that_totals_hold(board)
    return board


def verify_as_anybody(tmp_path: Any) -> None:
    from donghanh.faces.cli.main import main

    text = Client().get(f"{PUBLIC}/proof").content.decode()
    proof = json.loads(text)
    kept, spoiled = tmp_path / "proof.json", tmp_path / "spoiled.json"
    kept.write_text(text, encoding="utf-8")
    spoiled.write_text(text.replace(proof["list"]["entrants"][3], "0" * 64), encoding="utf-8")

    assert engine.first_breach(checks=engine.verify_proof(proof=proof, text=text)) is None
    assert CliRunner().invoke(main, ["draw", "verify", str(kept)]).exit_code == 0
    assert CliRunner().invoke(main, ["draw", "verify", str(spoiled)]).exit_code == 1


def hand_prizes_over(months: Months, prizes: list[str]) -> str:
    """Verified and approved by two who did not hold the draw; nine come for theirs, the first does not."""
    months.day(2022, 1, 10)
    for reference in prizes:
        months.move(months.actors.business, reference, "verify")
        months.move(months.actors.director, reference, "approve")
    months.day(2022, 1, 20)
    for reference in prizes[1:]:
        months.hand_over(reference)
    return prizes[0]


def give_to_alternate(months: Months, missing: str) -> None:
    business = months.actors.business
    given = {"actor": business, "reference": missing, "why": "Không liên lạc được"}
    months.day(2022, 1, 28)
    with pytest.raises(CannotDraw, match="29/01/2022"):
        state_prize_unclaimed(at=clock.now(), **given)

    months.day(2022, 1, 29)
    winners = Client().get(PUBLIC).json()["winners"]
    instead = state_prize_unclaimed(at=clock.now(), **given)
    months.move(months.actors.unit_head(months.unit_of(instead)), instead, "verify")
    months.move(months.actors.director, instead, "approve")
    months.hand_over(instead)
    drawing.close_draw(actor=business, number=1, at=clock.now(), **OF)

    text = Client().get(f"{PUBLIC}/proof").content.decode()
    assert engine.first_breach(checks=engine.verify_proof(proof=json.loads(text), text=text)) is None
    assert Client().get(PUBLIC).json()["winners"] == winners
    assert months.get(business, f"/benefits/{instead}")["replaces"] == missing
    assert months.get(business, f"/benefits/{missing}")["line"]["state"] == "unclaimed"


def look_at_the_end(months: Months, gifts: int, in_december: Any, on_draw_day: Any) -> None:
    """Nothing promised is open, and the boards of the days before still say what they said."""
    months.day(2022, 1, 31)
    board = months.board()

    assert figures(board, DRAW) == (10, 10, 10, 10)
    assert line(board, DRAW)["figures"]["status"] == "reached"
    assert figures(board, GIFTS) == (gifts, gifts, gifts, gifts)
    insist_that_totals_hold(board)
    assert months.board(date(2021, 12, 20)) == in_december
    assert months.board(date(2022, 1, 5)) == on_draw_day
