"""Conduct on the desk: rounds, inspections, findings and results; who sees them; what a thumb does."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.conduct.conftest import CITY, ROUND, SEED, XUAN_TRUONG, conduct  # noqa: F401
from tests.faces.api.conftest import stand_on_product_day

from donghanh.apps.conduct import operations, queries
from donghanh.faces.desk.conduct.strip import waiting_strip

pytestmark = pytest.mark.django_db
LISTS = (
    "/ban/tac-phong/",
    "/ban/tac-phong/kiem-tra/",
    "/ban/tac-phong/thieu-sot/",
    "/ban/tac-phong/ket-qua/",
    "/ban/tac-phong/cho-toi/",
    "/ban/tac-phong/so-lieu/",
    "/ban/tac-phong/so-lieu/phia-sau/",
    "/ban/tac-phong/ket-qua/cua-toi/",
    "/ban/tac-phong/ghi-danh-gia/",
)


@pytest.fixture(autouse=True)
def standing(conduct, settings):  # noqa: F811
    stand_on_product_day(actors=conduct.actors, settings=settings)


def text(answer) -> str:
    return answer.content.decode()


def test_a_round_shows_the_digest_and_neither_seed_nor_sample_to_a_unit(conduct, sign_in):  # noqa: F811
    rows = conduct.drawn(offices=9)

    page = text(sign_in(conduct.actors.unit_head(CITY)).get(f"/ban/tac-phong/dot/{ROUND}/"))
    file = sign_in(conduct.actors.unit_head(CITY)).get(f"/ban/tac-phong/dot/{ROUND}/bang-chung.json").json()

    assert queries.round_proof(actor=conduct.actors.office, code=ROUND).round.seed_commitment in page
    assert SEED.hex() not in page
    assert not any(f"{row.day:%d/%m/%Y}</td>" in page for row in rows)
    assert (file["seed"], file["sample"]) == ("", [])


def test_the_office_announces_and_draws_on_its_pages(conduct, sign_in):  # noqa: F811
    client = sign_in(conduct.actors.office)
    given = {
        "is_surprise": "yes", "from_on": "2021-12-21", "last_on": "2021-12-31", "office_count": "3",
        "crew_count": "0",
    }  # fmt: skip

    client.post("/ban/tac-phong/dot-moi/", given)
    client.post(f"/ban/tac-phong/dot/{ROUND}/", {"move": "draw"})

    proof = queries.round_proof(actor=conduct.actors.office, code=ROUND)
    assert (proof.round.state, len(proof.sample)) == ("drawn", 3)


def test_a_round_that_begins_today_is_refused_on_the_form(conduct, sign_in):  # noqa: F811
    given = {
        "is_surprise": "yes", "from_on": "2021-12-20", "last_on": "2021-12-31", "office_count": "3",
        "crew_count": "0",
    }  # fmt: skip

    answer = sign_in(conduct.actors.office).post("/ban/tac-phong/dot-moi/", given)

    assert answer.status_code == 422
    assert "trước ngày đầu" in text(answer)


def test_an_inspection_is_answered_with_a_thumb_and_keeps_what_was_typed_when_refused(conduct, sign_in):  # noqa: F811
    row = conduct.drawn(offices=1)[0]
    client, address = sign_in(conduct.actors.office), f"/ban/tac-phong/kiem-tra/{row.code}/"
    client.post(address, {"move": "begin", "why": "Thử"})
    items = [one.code for one in queries.inspection_card(actor=conduct.actors.office, code=row.code).items]
    half = {f"answer-{items[0]}": "met", f"note-{items[0]}": "Đúng mẫu"}

    refused = client.post(address, {"move": "finish", **half})
    done = client.post(address, {"move": "finish", **{f"answer-{item}": "met" for item in items}})

    assert refused.status_code == 422
    assert "Đúng mẫu" in text(refused)
    assert done.status_code == 302
    card = queries.inspection_card(actor=conduct.actors.office, code=row.code)
    assert (card.row.state, card.row.verdict) == ("finished", "good")


@pytest.mark.parametrize("kind", ["office", "crew"])
def test_what_was_found_is_not_there_for_who_must_not_see_it(conduct, sign_in, kind):  # noqa: F811
    code, unit = conduct.found(kind=kind, item={"office": "badge", "crew": "signed"}[kind])
    inspection = queries.finding_card(
        actor=conduct.actors.office, code=code, day=conduct.now.date()
    ).row.inspection
    other = XUAN_TRUONG if unit != XUAN_TRUONG else CITY
    strangers = [conduct.actors.unit_head(other)] + ([conduct.actors.director] if kind == "crew" else [])

    for actor in strangers:
        client = sign_in(actor)
        assert client.get(f"/ban/tac-phong/thieu-sot/{code}/").status_code == 404
        assert client.get(f"/ban/tac-phong/kiem-tra/{inspection}/").status_code == 404
        assert code not in text(client.get("/ban/tac-phong/thieu-sot/"))
        assert inspection not in text(client.get("/ban/tac-phong/kiem-tra/"))
    assert sign_in(conduct.actors.unit_head(unit)).get(f"/ban/tac-phong/thieu-sot/{code}/").status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_a_partner_opens_no_page_of_conduct(conduct, sign_in, address):  # noqa: F811
    assert sign_in(conduct.actors.partner_officer("13732")).get(address).status_code == 403


def test_the_head_replies_and_the_inspector_is_then_offered_no_decision(conduct, sign_in):  # noqa: F811
    code, unit = conduct.found()
    address = f"/ban/tac-phong/thieu-sot/{code}/"

    empty = sign_in(conduct.actors.unit_head(unit)).post(address, {"choice": "dispute", "words": ""})
    sign_in(conduct.actors.unit_head(unit)).post(address, {"choice": "dispute", "words": "Thẻ đang làm lại"})

    assert empty.status_code == 422
    assert "Thẻ đang làm lại" in text(sign_in(conduct.actors.director).get(address))
    assert "Kết luận</h2>" in text(sign_in(conduct.actors.director).get(address))
    assert "Kết luận</h2>" not in text(sign_in(conduct.actors.office).get(address))


def test_what_waits_is_counted_for_the_first_page_and_codes_of_units_have_names(conduct, sign_in):  # noqa: F811
    _code, unit = conduct.found()
    head = conduct.actors.unit_head(unit)

    waits = waiting_strip(actor=head, day=conduct.now.date())

    assert waits == {"told": "1 việc chờ anh/chị", "url": "/ban/tac-phong/cho-toi/"}
    assert waiting_strip(actor=conduct.actors.auditor, day=conduct.now.date()) is None
    rows = text(sign_in(head).get("/ban/tac-phong/cho-toi/")).split("<tbody>")[1].split("</tbody>")[0]
    assert unit not in rows


def test_results_show_the_interval_and_people_are_for_head_and_office_alone(conduct, sign_in):  # noqa: F811
    conduct.rated(5, 5, 4, 2, 5)
    page = text(sign_in(conduct.actors.director).get("/ban/tac-phong/ket-qua/"))

    assert sign_in(conduct.actors.director).get("/ban/tac-phong/ket-qua/?ngay=2021-11-30").status_code == 200
    assert "80,00\xa0%" in page
    assert "37,55\xa0% – 96,38\xa0%" in page
    for actor, status in (
        (conduct.actors.unit_head(CITY), 200), (conduct.actors.office, 200), (conduct.actors.director, 403),
        (conduct.actors.unit_officer(CITY), 403), (conduct.actors.unit_head(XUAN_TRUONG), 403),
    ):  # fmt: skip
        assert sign_in(actor).get(f"/ban/tac-phong/ket-qua/{CITY}/").status_code == status


def test_lists_ask_the_database_no_more_for_more_rows(conduct, sign_in):  # noqa: F811
    rows = conduct.drawn(offices=4, crews=0)

    def asked() -> list[int]:
        client = sign_in(conduct.actors.office)
        counts = []
        for address in LISTS:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))
        return counts

    conduct.finished(rows[0], not_met=("badge",))
    conduct.rated(5)
    few = asked()
    for row in rows[1:]:
        conduct.finished(row, not_met=("badge", "greeting"))
    conduct.rated(5, 4, unit=XUAN_TRUONG)

    assert asked() == few
    assert max(few) <= 20


def test_the_proof_file_repeats_elsewhere(conduct, sign_in):  # noqa: F811
    """Nothing but the file and a digest: what a stranger would do."""
    from hashlib import sha256

    row = conduct.drawn(offices=1)[0]
    conduct.finished(row)
    operations.close_round(actor=conduct.actors.office, code=ROUND, at=conduct.on(row.day))
    answer = sign_in(conduct.actors.unit_head(CITY)).get(f"/ban/tac-phong/dot/{ROUND}/bang-chung.json")
    file = json.loads(answer.content)

    def key(place, day):
        said = [file["public_chance"], file["frame_digest"], place["reference"], day]
        return sha256(
            bytes.fromhex(file["seed"]) + b"".join(b"\0" + one.encode() for one in said)
        ).hexdigest()

    first = min((key(place, day), place["reference"], day) for place in file["frame"] for day in file["days"])
    assert [(one["reference"], one["day"]) for one in file["sample"]] == [first[1:]]


def test_a_correction_with_a_photograph_waits_for_another_inspector(conduct, sign_in):  # noqa: F811
    from django.core.files.uploadedfile import SimpleUploadedFile

    from donghanh.world.pictures import drawn_photograph

    code, unit = conduct.found()
    head, address = conduct.actors.unit_head(unit), f"/ban/tac-phong/thieu-sot/{code}/"
    operations.reply_to_finding(actor=head, code=code, is_disputed=False, words="Nhận", at=conduct.now)
    operations.decide_finding(
        actor=conduct.actors.office, code=code, is_upheld=True, why="Đúng", at=conduct.now
    )
    files = [
        SimpleUploadedFile(name, drawn_photograph(told=name), "image/jpeg") for name in ("a.jpg", "b.jpg")
    ]

    broken = SimpleUploadedFile("x.exe", b"MZ", "image/jpeg")
    refused = sign_in(head).post(address, {"words": "Đã phát", "files": [broken]})
    sign_in(head).post(address, {"words": "Đã phát", "files": files})

    assert refused.status_code == 422
    assert "Chỉ nhận ảnh" in text(refused)
    assert len(queries.finding_card(actor=head, code=code, day=conduct.now.date()).files) == 2
    link = f'/thieu-sot/{code}/"'
    assert link not in text(sign_in(conduct.actors.office).get("/ban/tac-phong/cho-toi/"))
    assert link in text(sign_in(conduct.second).get("/ban/tac-phong/cho-toi/"))


def test_the_figures_open_what_is_behind_and_come_as_a_workbook(conduct, sign_in):  # noqa: F811
    code, unit = conduct.found()
    client = sign_in(conduct.actors.unit_head(unit))
    day = "2021-12-31"

    page = text(client.get(f"/ban/tac-phong/so-lieu/?ngay={day}"))
    file = client.get(f"/ban/tac-phong/so-lieu/tep.xlsx?ngay={day}")
    before = text(client.get("/ban/tac-phong/so-lieu/phia-sau/?ngay=2021-12-19"))

    assert f"don-vi={unit}&amp;thang=2021-12" in page
    assert file.content[:2] == b"PK"
    assert code in text(client.get(f"/ban/tac-phong/so-lieu/phia-sau/?ngay={day}&don-vi={unit}"))
    assert code not in before


def test_who_served_is_refused_on_the_page_that_writes_ratings_down(conduct, sign_in):  # noqa: F811
    served = conduct.actors.unit_officer(CITY)
    given = {
        "channel": "call", "contact_kind": "call", "contact_code": "G-1", "unit_code": CITY,
        "staff_username": served.username, "customer_key": "0912345678", "stars": "5", "words": "",
    }  # fmt: skip
    address = "/ban/tac-phong/ghi-danh-gia/"

    refused = sign_in(served).post(address, given)
    kept = sign_in(conduct.actors.business).post(address, given)

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert "người khác hỏi và ghi" in text(refused)
