"""What anybody may open: the first page, announced draws, "am I in?", and no name of anybody anywhere."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.utils import translation
from tests.apps.programmes.conftest import at, house  # noqa: F401
from tests.apps.programmes.drawing_words import (
    COMMIT_DAY,
    DRAW_DAY,
    OF,
    certified,
    committed,
    drawn,
    enrol,
    prepared,
)

from donghanh.apps.programmes.queries import draws
from donghanh.engines import draws as engine
from donghanh.engines.selection import entrants
from donghanh.faces.portal import reasons
from donghanh.faces.signin import tries

pytestmark = pytest.mark.django_db
ONE = "/boc-tham/tri-an-khach-hang-2021/online-payment-draw/1/"
MOST_BYTES = 100_000
PAGE_QUERIES = 12


@pytest.fixture(autouse=True)
def forgotten_tries():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def stand(monkeypatch):
    def on(day):
        monkeypatch.setattr("donghanh.faces.clock.now", lambda: at(day))

    on(date(2021, 12, 20))
    return on


@pytest.fixture
def hall(house, stand):  # noqa: F811
    enrol()
    return house


def text_of(answer):
    return answer.content.decode()


def entrant_of(rank=3):
    from donghanh.apps.customers.models import Customer
    from donghanh.apps.programmes.models import DrawEntrant

    return Customer.objects.get(code=DrawEntrant.objects.get(rank=rank).customer_code)


def outsider():
    from donghanh.apps.customers.models import Customer

    return Customer.objects.filter(
        kind="household", registered_online_payment_on=None, installed_app_on=None, phone__isnull=False,
        contract_until=None,
    ).first()  # fmt: skip


def ask(client, code, phone, address=ONE, **more):
    return client.post(address, {"customer_code": code, "phone": phone}, **more)


def test_the_first_page_stands_before_anything_was_opened(client, db, stand):
    answer = client.get("/")

    assert answer.status_code == 200
    assert "/ban/" in text_of(answer)


def test_the_first_page_says_the_motto_and_what_is_promised(client, hall):
    page = text_of(client.get("/"))

    assert "Đồng hành cùng khách hàng vượt qua khó khăn" in page
    assert "20.000" in page
    assert "Chưa công bố danh sách nào" in page


def test_the_first_page_leads_to_the_question_once_a_list_is_announced(client, hall):
    committed(hall)

    assert f"{ONE}#am-i-in" in text_of(client.get("/"))


def test_a_draw_that_is_only_prepared_is_nobodys_business(client, hall):
    prepared(hall)

    answers = [client.get(ONE), ask(client, "PA01ND0000001", "0912345678"), client.get(f"{ONE}danh-sach.txt")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "Chưa công bố lần bốc thăm nào" in text_of(client.get("/boc-tham/"))


def test_an_announced_draw_shows_root_sources_and_the_published_list(client, hall):
    committed(hall)
    root = draws.public_draws()[0].commitment["merkle_root"]

    page = text_of(client.get(ONE))
    leaves = text_of(client.get(f"{ONE}danh-sach.txt")).split()

    assert root in page
    assert "Xổ số tự chọn" in page
    assert engine.commitment_over(hashes=bytes.fromhex("".join(leaves))).merkle_root == root
    assert client.get(f"{ONE}chung-minh.json").status_code == 404


def test_the_proof_is_handed_out_as_it_is_and_holds(client, hall):
    certified(hall)

    text = text_of(client.get(f"{ONE}chung-minh.json"))

    assert text == draws.proof_text(number=1, **OF)
    assert engine.first_breach(checks=engine.verify_proof(proof=json.loads(text), text=text)) is None


def test_no_page_names_anybody(client, hall, stand):
    from donghanh.apps.customers.models import Customer
    from donghanh.apps.programmes.models import DrawEntrant

    certified(hall)
    codes = set(DrawEntrant.objects.values_list("customer_code", flat=True))
    names = set(Customer.objects.filter(code__in=codes).values_list("name", flat=True))
    addresses = ["/", "/boc-tham/", ONE, f"{ONE}kiem-tra/", f"{ONE}chung-minh.json", f"{ONE}danh-sach.txt"]

    pages = "".join(text_of(client.get(address)) for address in addresses)

    assert not [code for code in codes if code in pages]
    assert not [name for name in names if name in pages]


def test_who_is_in_learns_their_rank_and_takes_the_receipt_along(client, hall):
    committed(hall)
    who = entrant_of(rank=3)

    page = text_of(ask(client, who.code.lower(), who.phone))
    paper = ask(client, who.code, who.phone, address=f"{ONE}bien-nhan.json")

    root = draws.public_draws()[0].commitment["merkle_root"]
    assert "Quý khách có trong danh sách" in page
    assert "Số của Quý khách là 3" in page
    assert engine.verify_receipt(receipt=json.loads(paper.content), merkle_root=root).holds
    assert paper["Cache-Control"] == "no-store"


def test_a_winner_is_congratulated_an_alternate_told_and_the_others_too(client, hall, stand):
    drawn(hall)
    stand(DRAW_DAY)
    public = draws.public_draws()[0]
    loser = next(rank for rank in range(1, 60) if rank not in public.winners + public.alternates)

    said = {}
    for name, rank in (("won", public.winners[0]), ("alternate", public.alternates[0]), ("lost", loser)):
        who = entrant_of(rank=rank)
        said[name] = text_of(ask(client, who.code, who.phone))

    assert "Chúc mừng" in said["won"]
    assert "người dự bị" in said["alternate"]
    assert "chưa trúng quà" in said["lost"]
    assert "Chúc mừng" not in said["lost"] + said["alternate"]


def test_who_is_not_in_is_told_every_reason_in_words(client, hall):
    committed(hall)
    who = outsider()

    page = text_of(ask(client, who.code, who.phone))

    assert "không có trong danh sách" in page
    assert str(reasons.REASONS["not_registered"]) in page
    assert str(reasons.REASONS["not_installed"]) in page


def test_a_wrong_pair_says_the_same_whoever_it_is(client, hall):
    committed(hall)
    who, other = entrant_of(), outsider()

    pages = [
        text_of(ask(client, who.code, "0900000000")),
        text_of(ask(client, other.code, "0900000000")),
        text_of(ask(client, "PA01ND9999999", "0900000000")),
        text_of(ask(client, who.code, other.phone)),
    ]

    told = {
        re.sub(r'value="[^"]*"', "", page.split('id="am-i-in"')[1].split("</section>")[0]) for page in pages
    }
    assert len(told) == 1
    assert "không khớp" in told.pop()
    assert ask(client, who.code, "0900000000", address=f"{ONE}bien-nhan.json").status_code == 404


def test_the_eleventh_try_in_ten_minutes_waits(client, hall):
    committed(hall)
    who = entrant_of()
    answers = [ask(client, who.code, f"09{number:08}") for number in range(tries.MOST_TRIES)]

    late = ask(client, who.code, who.phone)

    assert {answer.status_code for answer in answers} == {200}
    assert late.status_code == 429
    assert "thử lại sau 10 phút" in text_of(late)
    assert "Quý khách có trong danh sách" not in text_of(late)


def test_tries_of_another_address_are_counted_apart(client, hall):
    committed(hall)
    who = entrant_of()
    for number in range(tries.MOST_TRIES + 1):
        ask(client, who.code, f"09{number:08}")

    assert ask(client, who.code, who.phone, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize(("code", "phone"), [("", "0912345678"), ("PA01ND0000001", ""), ("x" * 300, "0")])
def test_an_empty_or_endless_field_is_told_beside_it(code, phone, client, hall):
    committed(hall)

    answer = ask(client, code, phone)

    assert answer.status_code == 422
    assert "error-text" in text_of(answer)


def test_a_receipt_is_not_fetched_by_its_address_alone(client, hall):
    committed(hall)

    assert client.get(f"{ONE}bien-nhan.json").status_code == 404


def test_an_unclaimed_prize_shows_who_holds_it_now(client, hall, stand):
    from donghanh.apps.programmes.operations.prizes import state_prize_unclaimed

    certified(hall)
    story = draws.draw_story(actor=hall.actors.business, number=1, **OF)
    first = story.prizes[0]
    hall.move(first.reference, "verify", by=hall.actors.business, at=at(DRAW_DAY))
    hall.move(first.reference, "approve", by=hall.actors.director, at=at(DRAW_DAY))
    state_prize_unclaimed(
        actor=hall.actors.business, reference=first.reference, why="Không gặp", at=at(date(2022, 1, 29))
    )

    page = text_of(client.get(ONE))
    called = entrant_of(rank=story.public.alternates[0])

    assert "Có người không đến nhận" in page
    assert "Chúc mừng" in text_of(ask(client, called.code, called.phone))


def test_a_void_draw_stays_visible_as_void(client, hall):
    from donghanh.apps.programmes.operations.drawing import make_draw_void

    committed(hall)
    make_draw_void(actor=hall.actors.business, number=1, why="Sai nguồn", at=at(COMMIT_DAY), **OF)

    assert "Đã hủy" in text_of(client.get(ONE))


@pytest.mark.parametrize(
    "address", ["/boc-tham/x/y/1/", f"{ONE[:-2]}9/", f"{ONE[:-2]}9/chung-minh.json", "/boc-tham/x/"]
)
def test_what_is_not_there_is_not_found(address, client, hall):
    assert client.get(address).status_code == 404


FACES_OF_TYPE = [
    f"design/fonts/be-vietnam-pro-{script}-{weight}-normal.woff2"
    for script in ("latin", "vietnamese")
    for weight in (400, 600)
]


def wire_bytes(client, address):
    """A page with all that it fetches, nothing compressed: the files that it names and the typeface."""
    page = client.get(address)
    named = set(re.findall(r'(?:href|src)="/static/([^"?]+)"', page.content.decode()))
    return len(page.content) + sum(
        Path(finders.find(name)).stat().st_size for name in named | set(FACES_OF_TYPE)
    )


@pytest.mark.parametrize("address", ["/", "/boc-tham/", ONE])
def test_a_page_with_all_its_files_stays_below_100_kB(address, client, hall):
    certified(hall)

    assert wire_bytes(client, address) < MOST_BYTES


@pytest.mark.parametrize("address", ["/", "/boc-tham/", ONE])
def test_pages_need_no_script_and_keep_their_query_budget(
    address, client, hall, django_assert_max_num_queries
):
    certified(hall)

    with django_assert_max_num_queries(PAGE_QUERIES):
        page = text_of(client.get(address))

    assert "<noscript" not in page
    assert "onclick" not in page


def test_every_reason_to_be_left_out_has_a_sentence_for_the_customer_in_both_languages():
    names = {reason.name for reason in entrants.REASONS if reason.effect == "bars"} | {
        "recorded_after_freeze"
    }
    with translation.override("vi"):
        vietnamese = {name: str(reasons.REASONS[name]) for name in names}
    with translation.override("en"):
        english = {name: str(reasons.REASONS[name]) for name in names}

    assert [name for name in names if vietnamese[name] == english[name]] == []


def test_the_answer_is_complete_in_english(client, hall):
    committed(hall)
    who = outsider()
    client.cookies["ngon_ngu"] = "en"

    page = text_of(ask(client, who.code, who.phone))

    assert "You are not in the list." in page
    assert "We have no record that you installed" in page
