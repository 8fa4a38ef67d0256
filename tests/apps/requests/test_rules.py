"""A re-classified case goes where its rules send it; what came late stays listed; an index finds names."""

from __future__ import annotations

import pytest
from django.db import connection

from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.models import Case, HandOver
from donghanh.apps.requests.values import QueueFilters

pytestmark = pytest.mark.django_db


def codes(desk, *, actor=None, **wishes) -> list[str]:
    page = queries.queue(actor=actor or desk.clerk, now=desk.now, filters=QueueFilters(**wishes))
    return [row.code for row in page.rows]


def late_and_closed_by_the_customer(desk) -> str:
    opened = desk.open()
    desk.do("take_case", opened.code)
    desk.later(days=3)
    desk.do("answer_case", opened.code, text="Đã giải thích.")
    operations.confirm_solved(tracking_code=opened.tracking_code, now=desk.now)
    return opened.code


def test_a_case_that_came_late_stays_listed_after_the_customers_own_solved(desk):
    code = late_and_closed_by_the_customer(desk)

    assert codes(desk, view="uncaused") == codes(desk, view="uncaused", responsible="me") == [code]
    mine = {one.username: one.uncaused_count for one in queries.load_by_person(actor=desk.head, now=desk.now)}
    assert mine[desk.clerk.username] == 1

    desk.do("record_breach", code, cause="overload", told="thiếu người")

    assert codes(desk, view="uncaused") == []


def test_what_was_in_time_is_not_listed_and_another_units_is_out_of_sight(desk):
    in_time = desk.open()
    desk.do("answer_case", in_time.code, text="Xong.")
    late_and_closed_by_the_customer(desk)

    assert in_time.code not in codes(desk, view="uncaused")
    assert codes(desk, view="uncaused", actor=desk.actors.unit_officer("PA01XT")) == []


def test_a_reclassified_case_is_handed_over_where_its_new_service_belongs(desk):
    code = desk.open("NEW_LV_NONRES").code
    desk.do("take_case", code)
    was = Case.objects.get()

    desk.do("reclassify_case", code, service_code="NEW_MV_TOTAL", why="trung áp")

    case = Case.objects.get()
    (over,) = HandOver.objects.all()
    assert (was.desk, case.desk, over.to_desk) == ("unit", "business_department", "business_department")
    assert over.why == "routing (service NEW_MV_TOTAL): trung áp"
    assert (over.from_staff_id, over.to_staff_id) == (desk.clerk.staff_id, None)
    assert [one.move for one in desk.page(code).moves][-2:] == ["reclassify", "hand_over"]
    assert case.starts_at == was.starts_at


def test_a_case_whose_rules_stay_the_same_stays_where_a_person_had_sent_it(desk):
    code = desk.open("BILL_QUERY").code
    desk.do("hand_over", code, to_desk="office", why="cần lãnh đạo xem")

    desk.do("reclassify_case", code, service_code="METER_CHECK", why="đo sai", actor=desk.actors.office)

    assert Case.objects.get().desk == "office"
    assert HandOver.objects.count() == 1


@pytest.mark.parametrize("words", ["nguyen van", "Văn  NGUYỄN", "ngu th"])
def test_a_name_is_found_by_its_words_in_any_order_without_marks(desk, words):
    code = desk.open(name="Nguyễn Văn Thử").code
    desk.open(name="Trần Thị Khác", phone="0987654321")

    assert codes(desk, text=words) == [code]


@pytest.mark.parametrize("words", ["'", "& | !", "a' | 'b:*", "%", "\\"])
def test_signs_of_a_search_language_are_only_signs(desk, words):
    desk.open(name="Nguyễn Văn Thử")

    assert codes(desk, text=words) == []


def test_a_name_and_a_caller_are_found_by_an_index_among_many(desk):
    model = Case.objects.get(code=desk.open(name="Trần Thị Khác", phone="0987654321").code)
    _copies(model, 3000)

    for text in ("nguyen van", "0912345678", "PA01ND0000001"):
        plan = _plan_of(desk, text)
        assert "Seq Scan on requests_case" not in plan, plan
    assert "case_name_words" in _plan_of(desk, "nguyen van")


def _copies(model: Case, count: int) -> None:
    with connection.cursor() as cursor:
        columns = [field.column for field in Case._meta.concrete_fields if field.column != "id"]
        own = {"code": "'YC-19-' || n", "tracking_sha256": "'copy' || n", "phone": "'09' || (10000000 + n)"}
        own |= {"customer_code": "'PA01ND' || (1000000 + n)", "name_key": "'le thi ' || md5(n::text)"}
        picked = ", ".join(own.get(column, f'"{column}"') for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(
            f"INSERT INTO requests_case ({names}) SELECT {picked} FROM requests_case,"
            f" generate_series(1, {count}) AS n WHERE id = {model.pk}"
        )
        cursor.execute("ANALYZE requests_case")


def _plan_of(desk, text: str) -> str:
    from donghanh.apps.requests.queries.queue import _filtered
    from donghanh.apps.requests.queries.sight import cases_seen

    actor = desk.actors.office
    found = _filtered(cases_seen(actor=actor), actor, QueueFilters(view="all", text=text), desk.now)
    return found.order_by().explain()
