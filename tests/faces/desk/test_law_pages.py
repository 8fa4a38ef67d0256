"""The law's pages: one officer proposes, by files or in place, the other publishes; others are kept out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.tariffs.conftest import HOUSEHOLDS, dearer
from tests.faces.desk.programmes.conftest import as_, seen  # noqa: F401

QUERIES_AT_MOST = 20
LIST = "/ban/bo-quy-dinh/"
PROPOSE = f"{LIST}de-xuat/"


@pytest.fixture
def law(actors: Any, product_now: Any, settings: Any) -> str:
    """The shipped law in force, the product's clock set; answers its digest."""
    from donghanh.apps.organisation import operations
    from donghanh.apps.tariffs.operations import load_shipped_law
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=actors.console, at=product_now, real_now=clock.real_now())
    return load_shipped_law(actor=actors.console, at=product_now - timedelta(days=1))


def file(price: int | str = 1985) -> SimpleUploadedFile:
    text = dearer()[HOUSEHOLDS] or ""
    name = HOUSEHOLDS.partition("/")[2]
    return SimpleUploadedFile(name, text.replace("price: 1985", f"price: {price}").encode())


def propose(client: Any, *, what_if: bool = False, price: int | str = 1985) -> Any:
    button = {"what_if": "1"} if what_if else {"propose": "1"}
    return client.post(PROPOSE, {"title": "Giá thử", "why": "", "files": [file(price)], **button})


def test_one_officer_proposes_and_the_other_publishes(actors, law, as_):  # noqa: F811
    business, director = as_(actors.business), as_(actors.director)

    answer = propose(business)
    address = answer["Location"]
    own = seen(business.get(address))
    read = seen(director.get(address))
    asked = director.post(f"{address}cong-bo/", {})
    published = director.post(f"{address}cong-bo/", {"confirmed": "on"})

    assert answer.status_code == 302
    assert "Anh/chị đã đề xuất bộ này" in own
    assert "price: 1985" in read
    assert asked.status_code == 422
    assert published.status_code == 302
    assert "Đang áp dụng" in seen(director.get(address))


def test_who_proposed_is_told_that_another_must_publish(actors, law, as_):  # noqa: F811
    business = as_(actors.business)
    address = propose(business)["Location"]

    answer = business.post(f"{address}cong-bo/", {"confirmed": "on"})

    assert answer.status_code == 422
    assert "người khác phải công bố" in seen(answer)


def test_a_what_if_release_has_no_way_to_be_published(actors, law, as_):  # noqa: F811
    address = propose(as_(actors.business), what_if=True)["Location"]
    director = as_(actors.director)

    assert "cong-bo" not in director.get(address).content.decode()
    answer = director.post(f"{address}cong-bo/", {"confirmed": "on"})
    assert "Bản thử không công bố được" in seen(answer)


def test_a_price_with_a_point_is_refused_with_its_line(actors, law, as_):  # noqa: F811
    answer = propose(as_(actors.business), price='"1.985"')

    assert answer.status_code == 422
    assert f"{HOUSEHOLDS}, dòng" in seen(answer)
    assert "1.985" in seen(answer)


def test_a_document_is_edited_in_place(actors, law, as_):  # noqa: F811
    business = as_(actors.business)
    page = business.get(f"{PROPOSE}?van-ban={HOUSEHOLDS}")
    text = dearer(1990)[HOUSEHOLDS]

    answer = business.post(
        PROPOSE, {"title": "Sửa", "why": "", "name": HOUSEHOLDS, "text": text, "propose": "1"}
    )

    assert "price: 1984" in page.content.decode()
    assert answer.status_code == 302
    assert "price: 1990" in seen(business.get(answer["Location"]))


@pytest.mark.parametrize("text", ["{", "[]", "kind: gift\n"])
def test_a_file_that_is_no_document_of_the_law_is_refused(actors, law, as_, text):  # noqa: F811
    answer = as_(actors.business).post(
        PROPOSE, {"title": "X", "files": [SimpleUploadedFile("a.yaml", text.encode())], "propose": "1"}
    )

    assert answer.status_code == 422
    assert "a.yaml, dòng" in seen(answer)


def test_a_file_not_in_utf_8_and_no_file_are_refused(actors, law, as_):  # noqa: F811
    business = as_(actors.business)
    latin = SimpleUploadedFile("a.yaml", b"kind: \xff")

    assert "UTF-8" in seen(business.post(PROPOSE, {"title": "X", "files": [latin], "propose": "1"}))
    assert "Chưa có văn bản nào" in seen(business.post(PROPOSE, {"title": "X", "propose": "1"}))


def test_the_cost_says_when_there_are_no_bills(actors, law, as_, monkeypatch):  # noqa: F811
    from donghanh.apps.tariffs import ports

    monkeypatch.setattr(ports, "_history", ports._nobody)
    address = propose(as_(actors.business), what_if=True)["Location"]

    assert "Chưa có hóa đơn" in seen(as_(actors.director).get(f"{address}chi-phi/?tu=2021-08&den=2021-12"))


@pytest.mark.parametrize("post", ["crew", "warehouse_keeper"])
def test_posts_of_a_unit_without_need_see_no_page(actors, law, as_, post):  # noqa: F811
    outsider = as_(getattr(actors, post)("PA01ND"))
    for address in (LIST, f"{LIST}{law}/", PROPOSE, f"{LIST}{law}/cong-bo/", f"{LIST}{law}/chi-phi/"):
        assert outsider.get(address).status_code == 403


def test_a_unit_reads_the_law_but_neither_proposes_nor_sees_what_it_costs_the_company(actors, law, as_):  # noqa: F811
    address = propose(as_(actors.business))["Location"]
    officer = as_(actors.unit_officer("PA01ND"))

    assert officer.get(LIST).status_code == 200
    assert officer.get(address).status_code == 200
    assert officer.get(PROPOSE).status_code == 403
    assert officer.get(f"{address}chi-phi/").status_code == 403
    assert officer.post(f"{address}cong-bo/", {"confirmed": "on"}).status_code == 403


def test_a_release_that_is_not_there_is_not_found(actors, law, as_):  # noqa: F811
    director = as_(actors.director)
    assert director.get(f"{LIST}{'0' * 64}/").status_code == 404
    assert director.post(f"{LIST}{'0' * 64}/cong-bo/", {"confirmed": "on"}).status_code == 404


def test_the_pages_keep_to_their_budget_of_questions(actors, law, as_):  # noqa: F811
    director = as_(actors.director)
    address = propose(as_(actors.business))["Location"]
    for page in (LIST, address, PROPOSE):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert director.get(page).status_code == 200
        assert len(asked) <= QUERIES_AT_MOST, page
