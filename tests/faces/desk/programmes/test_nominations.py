"""The form that names a beneficiary: scoped, checked, and clear about what stands in the way."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import MY_THUAN, XUAN_CHAU
from tests.faces.desk.programmes.conftest import links, seen

pytestmark = pytest.mark.django_db
FORM = {"activity": "welfare-gifts", "name": "Trần Thị Mới", "kind": "household", "quantity": "1"}


def customer_of(unit: str):
    """A household of a unit, by its record."""
    from donghanh.apps.customers.models import Customer

    return Customer.objects.filter(unit_id=unit, kind="household").order_by("code").first()


def count() -> int:
    from donghanh.apps.programmes.models import Benefit

    return Benefit.objects.count()


def test_a_communes_officer_names_somebody_of_the_commune(desk, as_) -> None:
    page = as_(desk.actors.partner_officer(MY_THUAN)).post("/ban/de-cu/", FORM | {"commune_code": MY_THUAN})

    assert "Đã ghi đề cử" in seen(page)
    assert "M19-21-00001" in seen(page)


def test_a_communes_officer_is_offered_the_own_commune_alone(desk, as_) -> None:
    browser = as_(desk.actors.partner_officer(MY_THUAN))

    page = browser.get("/ban/de-cu/").content.decode()
    answer = browser.post("/ban/de-cu/", FORM | {"commune_code": XUAN_CHAU})

    assert f'value="{MY_THUAN}"' in page
    assert f'value="{XUAN_CHAU}"' not in page
    assert "Cần sửa trước khi tiếp tục" in seen(answer)
    assert count() == 0


def test_a_unit_names_nobody_of_another_units_commune(desk, as_) -> None:
    as_(desk.actors.unit_officer("PA01ND")).post("/ban/de-cu/", FORM | {"commune_code": XUAN_CHAU})

    assert count() == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"activity": ""}, "Hãy chọn hoạt động."),
        ({"name": "  "}, "Hãy ghi tên, hoặc mã khách hàng."),
        ({"commune_code": ""}, "Hãy chọn xã, phường, hoặc ghi mã khách hàng."),
        ({"quantity": "2"}, "Hoạt động này tính từng suất."),
        ({"quantity": "0"}, "Ít nhất là 1."),
        ({"quantity": ""}, "Hãy ghi số lượng."),
        ({"phone": "12-34"}, "Chỉ gồm chữ số"),
        ({"customer_code": "PA01ND9999999"}, "Không có khách hàng mã này"),
        ({"activity": "outage-days"}, "outage-days"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_in_the_summary(desk, as_, change, told) -> None:
    fields = FORM | {"commune_code": MY_THUAN} | change

    page = as_(desk.actors.unit_officer("PA01ND")).post("/ban/de-cu/", fields)

    assert "Cần sửa trước khi tiếp tục" in seen(page)
    assert told in seen(page)
    assert count() == 0


def test_a_customer_code_fills_in_name_and_commune(desk, as_) -> None:
    known = customer_of("PA01ND")

    page = as_(desk.actors.unit_officer("PA01ND")).post(
        "/ban/de-cu/",
        {
            "activity": "welfare-gifts",
            "customer_code": known.code.lower(),
            "kind": "household",
            "quantity": "1",
        },
    )

    (address,) = set(links(page, "/ban/loi-hua/"))
    assert known.name in seen(as_(desk.actors.business).get(address))


def test_a_customer_of_another_unit_is_not_read_by_the_code(desk, as_) -> None:
    stranger = customer_of("PA01XT")

    page = as_(desk.actors.unit_officer("PA01ND")).post(
        "/ban/de-cu/", FORM | {"name": "", "customer_code": stranger.code, "commune_code": MY_THUAN}
    )

    assert stranger.name not in seen(page)
    assert count() == 0


def test_the_operation_itself_reads_no_customer_out_of_sight(desk) -> None:
    from donghanh.apps.programmes.refusals import CannotNominate

    with pytest.raises(CannotNominate) as refused:
        desk.nominate(
            "welfare-gifts", by=desk.actors.unit_officer("PA01ND"), name="",
            customer_code=customer_of("PA01XT").code, commune=MY_THUAN,
        )  # fmt: skip

    assert refused.value.rule == "customer-unknown"


def test_who_is_nominated_already_is_named_with_the_reference(desk, as_) -> None:
    known = customer_of("PA01ND")
    first = desk.nominate("welfare-gifts", name="", customer_code=known.code)

    page = seen(
        as_(desk.actors.unit_officer("PA01ND")).post("/ban/de-cu/", FORM | {"customer_code": known.code})
    )

    assert f"đã có suất {first} của hoạt động này (Đề cử)" in page


def test_masks_are_named_with_their_number(desk, as_) -> None:
    as_(desk.actors.unit_officer("PA01ND")).post(
        "/ban/de-cu/",
        FORM
        | {
            "activity": "masks",
            "name": "Trường Tiểu học",
            "kind": "school",
            "quantity": "800",
            "commune_code": MY_THUAN,
        },
    )

    assert "800 khẩu trang" in seen(as_(desk.actors.business).get("/ban/danh-sach/?hoat-dong=masks"))


def test_customers_are_found_by_name_without_diacritics(desk, as_) -> None:
    from donghanh.kernel.text import fold

    known = customer_of("PA01ND")

    page = as_(desk.actors.unit_officer("PA01ND")).get("/ban/de-cu/", {"tim": fold(known.name)})

    assert known.name in seen(page)
    assert links(page, "/ban/de-cu/?khach-hang=")


def test_only_activities_that_the_role_names_for_are_offered(desk, as_) -> None:
    business = as_(desk.actors.business).get("/ban/de-cu/").content.decode()
    officer = as_(desk.actors.unit_officer("PA01ND")).get("/ban/de-cu/").content.decode()
    head = seen(as_(desk.actors.unit_head("PA01ND")).get("/ban/de-cu/"))

    assert 'value="large-customer-gifts"' in business
    assert 'value="household-repairs"' not in business
    assert 'value="household-repairs"' in officer
    assert "không đề cử cho hoạt động nào" in head


@pytest.mark.parametrize("role", ["auditor", "director"])
def test_those_who_name_nobody_have_no_form(desk, as_, role) -> None:
    answer = as_(getattr(desk.actors, role)).get("/ban/de-cu/")

    assert answer.status_code == 403


def test_the_form_keeps_to_its_number_of_questions(desk, as_, django_assert_max_num_queries) -> None:
    browser = as_(desk.actors.unit_officer("PA01ND"))

    with django_assert_max_num_queries(14):
        assert browser.get("/ban/de-cu/?tim=nguyen").status_code == 200
