"""`donghanh programmes` as somebody types it: the query's board, lists that verify, plans that compare."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from tests.apps.programmes.conftest import CAMPAIGN, at, house  # noqa: F401

from donghanh.faces.cli.programmes import programmes

DAY = date(2021, 12, 20)


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", lambda: DAY)
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)


def call(*words):
    return CliRunner().invoke(programmes, [str(word) for word in words])


def document(*words, status=0):
    answer = call(*words, "--json")
    assert answer.exit_code == status, (answer.exit_code, answer.stderr, answer.exception)
    return json.loads(answer.stdout)


def refusal(*words) -> str:
    answer = call(*words)
    assert answer.exit_code == 2, (answer.exit_code, answer.stdout, answer.exception)
    assert answer.stdout == ""
    return answer.stderr


def test_the_boards_document_is_what_the_query_answers(house):  # noqa: F811
    from donghanh.apps.programmes.queries.board import board

    house.approved("household-repairs")
    asked = board(actor=house.actors.console, campaign_code=CAMPAIGN, as_of=DAY)

    told = document("board", "--as-of", "2021-12-20")

    assert (told["campaign_code"], told["as_of"]) == (CAMPAIGN, "2021-12-20")
    lines = {one["code"]: one for programme in told["programmes"] for one in programme["activities"]}
    for programme in asked.programmes:
        for line in programme.activities:
            assert lines[line.code]["figures"] == vars(line.figures)
            assert [one["figures"] for one in lines[line.code]["units"]] == [
                vars(one.figures) for one in line.units
            ]
    assert lines["household-repairs"]["figures"]["approved"] == 1
    assert [tile["unit_code"] for tile in told["tiles"]] == [tile.unit_code for tile in asked.tiles]
    assert told["timeline"]["household-repairs"] == [["2021-12-20", 1, 1, 0, 0]]


def test_without_a_day_the_board_is_the_products_days(house):  # noqa: F811
    assert document("board") == document("board", "--as-of", "2021-12-20")


def test_yesterdays_board_is_not_todays(house):  # noqa: F811
    house.nominate("household-repairs")

    yesterday = document("board", "--as-of", (DAY - timedelta(days=1)).isoformat())

    assert yesterday["timeline"] == {}


def test_the_board_for_a_person_shows_every_activity_with_its_numbers(house):  # noqa: F811
    house.approved("masks", quantity=3_000)

    told = call("board", "--units").stdout

    (masks,) = [line for line in told.splitlines() if "M20 masks" in line]
    assert masks.split()[2:6] == ["20.000", "–", "3.000", "3.000"]
    assert "PA01XT" in told
    assert "M5 announced-times: Số liệu sẽ lấy từ" in told
    assert "Target" in call("board", "--language", "en").stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["board", "--as-of", "20/12/2021"], "2021"),
        (["board", "--campaign", "tri-an-1999"], CAMPAIGN),
        (["verify-list", "masks", "7"], "masks#7"),
        (["why", "999", "PA01ND0000001"], "999"),
        (["select", "large-customer-gifts", "--as", "nobody"], "nobody"),
        (["select", "large-customer-gifts"], "--as"),
        (["select", "household-repairs", "--as", "business"], "does not select by a rule"),
        (["select", "no-such", "--as", "business"], "no-such"),
        (["open", "tri-an-1999", "--as", "business"], CAMPAIGN),
        (["open", CAMPAIGN, "--as", "business"], "already"),
        (["compare", CAMPAIGN, "tri-an-1999"], "tri-an-1999"),
    ],
)
def test_what_cannot_be_used_is_said_with_status_2(house, words, expected):  # noqa: F811
    assert house.actors.business

    assert expected in refusal(*words)


def test_without_a_campaign_the_next_step_is_said(actors):
    assert "donghanh programmes open" in refusal("board")


def test_one_without_the_role_opens_nothing(actors):
    assert actors.auditor

    assert "Not allowed" in refusal("open", CAMPAIGN, "--as", "auditor")


def test_a_campaign_is_opened_from_the_lawbook(actors):
    assert actors.business

    assert document("open", CAMPAIGN, "--as", "business") == {"code": CAMPAIGN, "activities": 20}
    assert document("board")["campaign_code"] == CAMPAIGN


def approve(house):  # noqa: F811
    from donghanh.apps.programmes.operations.approving import approve_list

    house.verified("household-repairs")
    return approve_list(
        actor=house.actors.business, campaign_code=CAMPAIGN, activity_code="household-repairs", at=house.now
    )


def test_a_list_that_holds_verifies(house):  # noqa: F811
    number = approve(house)

    listed = document("lists")["lists"]
    told = document("verify-list", "household-repairs", number)

    assert [(one["activity_code"], one["number"], one["row_count"]) for one in listed] == [
        ("household-repairs", 1, 1)
    ]
    assert (told["holds"], told["digest"], told["changes_since"]) == (True, listed[0]["digest"], [])
    assert document("lists", "--activity", "masks")["lists"] == []


def test_a_list_changed_behind_our_back_does_not_verify(house):  # noqa: F811
    from django.db import connection

    number = approve(house)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE programmes_approvedlist SET rows_text = replace(rows_text, %s, %s)",
            ['"quantity":1', '"quantity":9'],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert document("verify-list", "household-repairs", number, status=1)["holds"] is False
    assert "NOT" in call("verify-list", "household-repairs", number).stdout


def test_a_selection_is_run_in_somebodys_name_and_answers_why(house):  # noqa: F811
    from donghanh.apps.customers.queries import find_customers

    assert house.actors.business
    run = document("select", "large-customer-gifts", "--as", "business", "--as-of", "2021-12-20")
    customer = find_customers(actor=house.actors.console, text="PA01ND", limit=1)[0].code

    told = document("why", run["id"], customer)

    assert run["as_of"] == "2021-12-20"
    assert run["by"] == house.actors.business.full_name
    assert sum(run["counts"].values()) == 600
    assert (told["customer_code"], bool(told["verdict"]), bool(told["reasons"])) == (customer, True, True)
    assert customer in call("why", run["id"], customer).stdout


def test_next_years_template_opens_and_compares(house, tmp_path):  # noqa: F811
    assert house.actors.business
    out = tmp_path / "2022.yaml"

    made = document("next-year", "--from", CAMPAIGN, "--year", 2022, "--out", out)
    opened = document("open", made["code"], "--template", out, "--as", "business")
    compared = document("compare", CAMPAIGN, made["code"])

    assert (made["code"], made["file"]) == ("tri-an-khach-hang-2022", str(out))
    assert opened["code"] == "tri-an-khach-hang-2022"
    assert compared["changes"] == made["changes"]
    assert ["span", "from"] in [one["way"] for one in made["changes"]]
    masks = next(one for one in compared["results"] if one["activity_code"] == "masks")
    assert (masks["presence"], masks["figures"]["target"]) == ("both", [20_000, 20_000, 0])
    assert "masks: target 20000 -> 20000" in call("compare", CAMPAIGN, made["code"]).stdout


def test_next_year_does_not_write_over_another_file(house, tmp_path):  # noqa: F811
    out = tmp_path / "mine.yaml"
    out.write_text("mine", encoding="utf-8")

    assert "--force" in refusal("next-year", "--from", CAMPAIGN, "--year", 2022, "--out", out)
    assert out.read_text(encoding="utf-8") == "mine"


def test_the_same_year_is_no_next_year(house, tmp_path):  # noqa: F811
    assert CAMPAIGN in refusal("next-year", "--from", CAMPAIGN, "--year", 2021, "--out", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_template_of_another_campaign_is_not_opened_under_this_code(house, tmp_path):  # noqa: F811
    from donghanh.lawbook.programmes import template_text

    path = tmp_path / "other.yaml"
    path.write_text(template_text(code=CAMPAIGN), encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text("kind: [", encoding="utf-8")
    assert house.actors.business

    assert "expected 'another'" in refusal("open", "another", "--template", path, "--as", "business")
    assert "broken.yaml" in refusal("open", "another", "--template", broken, "--as", "business")
