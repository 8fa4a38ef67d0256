"""The organisation on the desk: the tree of a day, a unit, areas and their states, merging with a preview."""

import re

import pytest

from donghanh.apps.organisation import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_on_the_product_day(settings, actors, product_now):
    """The pages stand on 20 December 2021."""
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=actors.console, at=product_now, real_now=clock.real_now())


def text(answer):
    return answer.content.decode()


def test_the_tree_shows_units_departments_and_teams_of_the_day(sign_in, actors):
    page = text(sign_in(actors.director).get("/ban/to-chuc/"))

    assert "Điện lực Xuân Trường" in page
    assert "Phòng Kinh doanh" in page
    assert "PA01XT-VH" in page
    assert "20/12/2021" in page


def test_before_the_first_unit_the_tree_is_empty_and_says_so(sign_in, actors):
    page = text(sign_in(actors.director).get("/ban/to-chuc/?ngay=1990-01-01"))

    assert "Chưa có đơn vị vào ngày này" in page


def test_a_text_that_is_no_day_is_told_and_the_product_day_is_shown(sign_in, actors):
    page = text(sign_in(actors.director).get("/ban/to-chuc/?ngay=abc"))

    assert "không phải là ngày" in page
    assert "Điện lực Xuân Trường" in page


def test_a_unit_head_opens_the_own_unit_and_no_other(sign_in, actors):
    client = sign_in(actors.unit_head("PA01XT"))

    own, other = client.get("/ban/to-chuc/PA01XT/"), client.get("/ban/to-chuc/PA01ND/")

    assert own.status_code == 200
    assert "Xã Xuân Châu" in text(own)
    assert other.status_code == 403
    assert "nằm ngoài phạm vi" in text(other)


def test_the_tree_links_only_units_in_sight(sign_in, actors):
    page = text(sign_in(actors.unit_officer("PA01XT")).get("/ban/to-chuc/"))

    assert "/ban/to-chuc/PA01XT/" in page
    assert "/ban/to-chuc/PA01ND/" not in page


def test_a_code_that_never_was_is_not_found(sign_in, actors):
    assert sign_in(actors.director).get("/ban/to-chuc/PA01ZZ/").status_code == 404


def test_a_stranger_is_sent_to_sign_in(client):
    for path in ("/ban/to-chuc/", "/ban/to-chuc/PA01XT/", "/ban/dia-ban/", "/ban/to-chuc/gop/"):
        assert client.get(path)["Location"].startswith("/dang-nhap/")


def test_areas_are_those_in_sight(sign_in, actors):
    page = text(sign_in(actors.partner_officer("13729")).get("/ban/dia-ban/"))

    assert "Xã Mỹ Hưng" in page
    assert "Xã Xuân Châu" not in page


def test_areas_are_found_by_name_without_diacritics(sign_in, actors):
    page = text(sign_in(actors.director).get("/ban/dia-ban/?tim=my hung"))

    assert "Xã Mỹ Hưng" in page
    assert "Xã Mỹ Thuận" not in page


STATE = {
    "status": "locked_down",
    "from_on": "2021-12-18",
    "until_on": "2021-12-25",
    "source": "QĐ 2838/QĐ-UBND",
    "corrects": "",
}


def test_an_officer_writes_the_state_of_an_area_of_the_own_unit(sign_in, actors, product_day):
    answer = sign_in(actors.unit_officer("PA01ND")).post("/ban/dia-ban/13729/", STATE)

    assert answer.status_code == 302
    assert queries.area_status_on(day=product_day) == {"13729": "locked_down"}


def test_a_state_that_ends_before_it_begins_is_refused_beside_the_form(sign_in, actors, product_day):
    answer = sign_in(actors.director).post("/ban/dia-ban/13729/", {**STATE, "until_on": "2021-12-18"})

    assert answer.status_code == 422
    assert "Ngày kết thúc phải sau ngày bắt đầu." in text(answer)
    assert queries.area_status_on(day=product_day) == {}


@pytest.mark.parametrize("role", ["auditor", "warehouse_keeper", "crew", "partner_officer", "other_unit"])
def test_others_write_no_state(sign_in, actors, product_day, role):
    actor = {
        "auditor": lambda: actors.auditor,
        "warehouse_keeper": lambda: actors.warehouse_keeper("PA01ND"),
        "crew": lambda: actors.crew("PA01ND"),
        "partner_officer": lambda: actors.partner_officer("13729"),
        "other_unit": lambda: actors.unit_officer("PA01XT"),
    }[role]()

    answer = sign_in(actor).post("/ban/dia-ban/13729/", STATE)

    assert answer.status_code == 403
    assert queries.area_status_on(day=product_day) == {}


MERGE = {
    "codes": ["PA01GT", "PA01XT"],
    "into": "PA01XG",
    "name_vi": "Điện lực Xuân Giao",
    "name_en": "Xuan Giao Power Unit",
    "weights": "300, 200",
    "on": "2022-03-01",
}


def confirmation(answer):
    return re.search(r'name="confirm" value="(\w+)"', text(answer))[1]


def test_a_merge_is_shown_before_it_is_made(sign_in, actors):
    client = sign_in(actors.director)

    shown = client.post("/ban/to-chuc/gop/", MERGE)
    codes_after_preview = queries.known_unit_codes()
    done = client.post("/ban/to-chuc/gop/", {**MERGE, "confirm": confirmation(shown)})

    assert "PA01GT, PA01XT" in text(shown)
    assert "PA01XG" not in codes_after_preview
    assert done.status_code == 302
    assert "PA01XG" in queries.known_unit_codes()


def test_what_was_changed_after_the_preview_is_shown_again_not_made(sign_in, actors):
    client = sign_in(actors.director)
    shown = client.post("/ban/to-chuc/gop/", MERGE)

    answer = client.post("/ban/to-chuc/gop/", {**MERGE, "on": "2022-04-01", "confirm": confirmation(shown)})

    assert answer.status_code == 200
    assert "PA01XG" not in queries.known_unit_codes()


def test_a_unit_is_split_off_with_its_communes(sign_in, actors):
    from datetime import date

    client = sign_in(actors.business)
    form = {
        "code": "PA01ML",
        "name_vi": "Điện lực Mỹ Lộc",
        "name_en": "My Loc Power Unit",
        "communes": ["13729", "13732"],
        "weight_new": "20",
        "weight_old": "80",
        "on": "2022-01-01",
    }

    shown = client.post("/ban/to-chuc/PA01ND/tach/", form)
    client.post("/ban/to-chuc/PA01ND/tach/", {**form, "confirm": confirmation(shown)})

    assert queries.unit_of_commune(commune_code="13729", day=date(2022, 1, 1)) == "PA01ML"
    assert queries.unit_of_commune(commune_code="13729", day=date(2021, 12, 31)) == "PA01ND"


@pytest.mark.parametrize("role", ["office", "auditor", "unit_head"])
def test_others_merge_nothing(sign_in, actors, role):
    actor = actors.unit_head("PA01XT") if role == "unit_head" else actors.of(role)

    assert sign_in(actor).post("/ban/to-chuc/gop/", MERGE).status_code == 403


def test_a_unit_that_was_merged_away_still_has_its_page(sign_in, actors):
    client = sign_in(actors.director)
    shown = client.post("/ban/to-chuc/gop/", MERGE)
    client.post("/ban/to-chuc/gop/", {**MERGE, "confirm": confirmation(shown)})

    page = text(client.get("/ban/to-chuc/PA01XT/?ngay=2022-06-01"))

    assert "PA01XG" in page
    assert "05/02/2010 – 01/03/2022" in page


@pytest.mark.parametrize(
    ("path", "limit"), [("/ban/to-chuc/", 10), ("/ban/to-chuc/PA01XT/", 16), ("/ban/dia-ban/", 10)]
)
def test_pages_keep_their_query_budget(sign_in, actors, django_assert_max_num_queries, path, limit):
    client = sign_in(actors.director)

    with django_assert_max_num_queries(limit):
        client.get(path)


def test_pages_speak_english(sign_in, actors):
    client = sign_in(actors.director)

    page = text(client.get("/ban/dia-ban/", headers={"accept-language": "en"}))

    assert "communes as of 20/12/2021" in page
    assert "Trạng thái" not in page
