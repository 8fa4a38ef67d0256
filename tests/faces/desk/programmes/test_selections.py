"""Selection pages: the rule in words, a run, why and why not, putting forward; and who must not."""

from __future__ import annotations

import io
from datetime import date

import pytest
import python_calamine
from django.utils import translation
from tests.apps.programmes.conftest import CAMPAIGN, house  # noqa: F401

from donghanh.apps.programmes.operations.selecting import run_selection
from donghanh.faces.desk.programmes import selection_words as words

pytestmark = pytest.mark.django_db
M16, M14 = "large-customer-gifts", "substation-cleaning"
PAGE = f"/ban/chon/{M16}/"
RUN_QUERIES, PAGE_QUERIES = 30, 15


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)


@pytest.fixture
def large(house):  # noqa: F811
    """Codes of three enterprises that used 3 million kWh, the last with a month that nobody read."""
    from donghanh.apps.customers.models import Customer, MonthlyEnergy

    rows = Customer.objects.filter(kind="enterprise", contract_until=None, contract_from__lt="2020-12-01")
    found = list(rows.order_by("code")[:3])
    months = [date(2020, 12, 1), *(date(2021, number, 1) for number in range(1, 12))]
    for place, row in enumerate(found):
        for month in months:
            MonthlyEnergy.objects.update_or_create(
                customer=row, month=month, defaults={"energy_kwh": 250_000 if place < 2 else 150_000}
            )
    MonthlyEnergy.objects.filter(customer=found[2], month=months[3]).update(energy_kwh=None)
    return [row.code for row in found]


def run(house, activity=M16):  # noqa: F811
    return run_selection(
        actor=house.actors.business, campaign_code=CAMPAIGN, activity_code=activity,
        as_of=date(2021, 12, 20), at=house.now,
    )  # fmt: skip


def text_of(answer):
    return answer.content.decode()


def all_reason_names():
    """Every name that a rule of ours can give, with those that the app adds."""
    from donghanh.apps.programmes.bridge.rules import ranking_rule
    from donghanh.engines.selection import arrivals, entrants, high_consumption, households
    from donghanh.engines.selection.ranking import ranking_reasons
    from donghanh.lawbook.programmes import read_template

    rule = read_template(code=CAMPAIGN).activity(code=M14).terms["rule"]
    lists = (
        arrivals.REASONS, entrants.REASONS, high_consumption.REASONS, households.REASONS,
        ranking_reasons(ranking_rule(rule=rule, quotas={})),
    )  # fmt: skip
    return {reason.name for reasons in lists for reason in reasons} | {"named_by_plan"}


def test_every_reason_has_a_sentence():
    assert all_reason_names() - set(words.REASONS) == set()


def test_every_reason_has_an_english_sentence():
    with translation.override("vi"):
        vietnamese = {name: str(text) for name, text in words.REASONS.items()}
    with translation.override("en"):
        english = {name: str(text) for name, text in words.REASONS.items()}

    assert [name for name in vietnamese if vietnamese[name] == english[name]] == []


def test_a_sentence_lives_with_facts_that_a_run_did_not_keep():
    for name in words.REASONS:
        said = words.told({"name": name, "effect": "bars", "facts": {}})["text"]
        assert "%(" not in said


def test_the_rule_is_said_in_words_with_its_parameters(house, sign_in):  # noqa: F811
    page = text_of(sign_in(house.actors.business).get(PAGE))

    assert "2.000.000" in page
    assert "30/11/2021" in page
    assert "Chưa chọn lần nào" in page


def test_the_score_is_shown_with_its_bands_as_a_proposal(house, sign_in):  # noqa: F811
    page = text_of(sign_in(house.actors.office).get(f"/ban/chon/{M14}/"))

    assert "Thang điểm" in page
    assert "Đề xuất, công ty cần xác nhận" in page


def test_a_run_is_made_and_shown(large, house, sign_in):  # noqa: F811
    client = sign_in(house.actors.business)

    answer = client.post(PAGE, {"as_of": "2021-12-20"}, follow=True)

    page = text_of(answer)
    assert answer.redirect_chain
    assert large[0] in page
    assert "Đã chọn theo tiêu chí" in page


@pytest.mark.parametrize("as_of", ["", "hôm qua", "2021-12-21", "9999-99-99"])
def test_a_day_that_is_none_or_to_come_is_refused_on_the_form(as_of, house, sign_in):  # noqa: F811
    answer = sign_in(house.actors.business).post(PAGE, {"as_of": as_of})

    assert answer.status_code == 422
    assert "error-summary" in text_of(answer)


def test_why_not_names_the_missing_month_and_shows_each_month(large, house, sign_in):  # noqa: F811
    run_id = run(house)

    page = text_of(sign_in(house.actors.business).get(f"{PAGE}{run_id}/", {"ma": large[2]}))

    assert 'data-reason="energy_unknown"' in page
    assert "03/2021" not in page.split('data-reason="energy_unknown"')[0]
    assert "không có số đọc" in page
    assert "Vì sao không" in page


def test_why_chosen_says_so(large, house, sign_in):  # noqa: F811
    run_id = run(house)

    page = text_of(sign_in(house.actors.business).get(f"{PAGE}{run_id}/", {"ma": large[0].lower()}))

    assert "Vì sao được chọn" in page
    assert 'data-reason="above_threshold"' in page
    assert "3.000.000" in page


def test_a_code_that_does_not_exist_and_one_out_of_sight_are_answered_alike(large, house, sign_in):  # noqa: F811
    run_id = run(house)
    unit = "PA01GT" if not large[0].startswith("PA01GT") else "PA01HH"
    officer = sign_in(house.actors.unit_officer(unit))

    hidden = officer.get(f"{PAGE}{run_id}/", {"ma": large[0]})
    unknown = officer.get(f"{PAGE}{run_id}/", {"ma": "PA01ND9999999"})

    assert hidden.status_code == unknown.status_code == 200
    assert "data-reason" not in text_of(hidden)
    assert text_of(hidden).replace(large[0], "X").count("trong phạm vi") == text_of(unknown).count(
        "trong phạm vi"
    )


def test_a_unit_sees_only_its_customers_in_the_list_and_the_export(large, house, sign_in):  # noqa: F811
    run_id = run(house)
    unit = "PA01GT" if not large[0].startswith("PA01GT") else "PA01HH"
    client = sign_in(house.actors.unit_officer(unit))

    assert large[0] not in text_of(client.get(f"{PAGE}{run_id}/"))
    rows = sheet_rows(client.get(f"{PAGE}{run_id}/xuat"))
    assert all(large[0] not in row for row in rows)


def sheet_rows(answer):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()


def test_the_export_carries_rule_digest_and_reasons(large, house, sign_in):  # noqa: F811
    from donghanh.apps.programmes.queries import selections

    run_id = run(house)

    rows = sheet_rows(sign_in(house.actors.business).get(f"{PAGE}{run_id}/xuat"))

    told = " ".join(str(cell) for row in rows for cell in row)
    assert selections.run(run_id=run_id).input_digest in told
    assert large[0] in told


def test_putting_forward_is_shown_first_and_done_once(large, house, sign_in):  # noqa: F811
    run_id = run(house)
    client = sign_in(house.actors.business)

    before = text_of(client.get(f"{PAGE}{run_id}/de-cu/"))
    done = client.post(f"{PAGE}{run_id}/de-cu/", follow=True)
    again = client.post(f"{PAGE}{run_id}/de-cu/", follow=True)

    assert large[0] in before
    assert "Đã đề cử và kiểm tra" in text_of(done)
    assert "đã được đề cử" in text_of(again)


@pytest.mark.parametrize("role", ["auditor", "director"])
def test_who_may_not_select_sees_and_changes_nothing(role, large, house, sign_in):  # noqa: F811
    from donghanh.apps.programmes.queries import selections

    run_id = run(house)
    client = sign_in(getattr(house.actors, role))

    page = client.get(PAGE)
    posted = [client.post(PAGE, {"as_of": "2021-12-20"}), client.post(f"{PAGE}{run_id}/de-cu/")]

    assert page.status_code == 200
    assert 'name="as_of"' not in text_of(page)
    assert [answer.status_code for answer in posted] == [403, 403]
    assert len(selections.runs(campaign_code=CAMPAIGN, activity_code=M16)) == 1
    assert selections.waiting(run_id=run_id)


def test_a_stranger_is_sent_to_sign_in(client, house):  # noqa: F811
    assert client.get(PAGE)["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize(
    "address",
    ["/ban/chon/masks/", "/ban/chon/no-such/", f"{PAGE}999/", f"{PAGE}999/xuat", f"{PAGE}999/de-cu/"],
)
def test_what_is_not_there_is_not_found(address, house, sign_in):  # noqa: F811
    assert sign_in(house.actors.business).get(address).status_code == 404


def test_a_run_of_another_activity_is_not_found_under_this_one(large, house, sign_in):  # noqa: F811
    run_id = run(house, M14)

    assert sign_in(house.actors.business).get(f"{PAGE}{run_id}/").status_code == 404


def test_pages_keep_their_query_budget(large, house, sign_in, django_assert_max_num_queries):  # noqa: F811
    run_id = run(house)
    client = sign_in(house.actors.business)

    with django_assert_max_num_queries(PAGE_QUERIES):
        client.get(PAGE)
    with django_assert_max_num_queries(RUN_QUERIES):
        client.get(f"{PAGE}{run_id}/", {"ma": large[0]})


def test_pages_are_complete_in_english(large, house, sign_in):  # noqa: F811
    run_id = run(house)
    client = sign_in(house.actors.business)
    client.cookies["ngon_ngu"] = "en"

    page = text_of(client.get(f"{PAGE}{run_id}/", {"ma": large[2]}))

    assert "Why not" in page
    assert "no reading" in page
