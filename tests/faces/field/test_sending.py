"""What the outbox sends and what it hears: a receipt for each record, its digest, its refusal."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from django.test import Client
from tests.apps.works.conftest import picture

pytestmark = pytest.mark.django_db


def test_the_phone_learns_who_is_signed_in_and_what_time_it_is(crew) -> None:
    answer = crew.client.get("/hien-truong/trang-thai/")

    assert answer.json()["username"] == "crew.PA01ND"
    assert answer.json()["now"].startswith("2021-12-20T09:00")
    assert "csrftoken" in answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_a_photographs_receipt_is_the_digest_of_its_bytes(crew) -> None:
    record = crew.record("photo_before")

    [answer] = crew.answers(record, files={record["record_id"]: picture()})

    assert answer["receipt"] == {
        "sha256": sha256(picture()).hexdigest(), "state": "kept", "is_new": True,
    }  # fmt: skip


def test_a_record_without_file_is_digested_as_the_house_writes_rows_down(crew) -> None:
    record = crew.record("note", text="Chủ nhà hẹn 14 giờ")
    line = {name: record[name] for name in ("order", "kind", "taken_at", "facts")}
    line["content"] = sha256(b"").hexdigest()
    written = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"

    [answer] = crew.answers(record)

    assert answer["receipt"]["sha256"] == sha256(written.encode()).hexdigest()


def test_the_same_record_sent_again_gets_the_same_receipt_and_is_one(crew) -> None:
    record = crew.record("arrived")

    [first] = crew.answers(record)
    [second] = crew.answers(record)

    assert first["receipt"]["sha256"] == second["receipt"]["sha256"]
    assert (first["receipt"]["is_new"], second["receipt"]["is_new"]) == (True, False)


def test_in_a_batch_each_record_has_its_own_answer_and_a_bad_one_stops_no_other(crew) -> None:
    good, bad, last = (
        crew.record("arrived"),
        crew.record("step_done", step="flown"),
        crew.record("note", text="x"),
    )

    answers = crew.answers(good, bad, last)

    assert [one["record_id"] for one in answers] == [one["record_id"] for one in (good, bad, last)]
    assert ["receipt" in one for one in answers] == [True, False, True]
    assert answers[1]["refusal"]["rule"] == "step-unknown"


def test_a_record_with_the_same_number_and_other_content_is_refused(crew) -> None:
    record = crew.record("note", text="một")
    crew.answers(record)

    [answer] = crew.answers({**record, "facts": {"text": "hai"}})

    assert answer["refusal"]["rule"] == "record-differs"
    assert "nội dung khác" in answer["refusal"]["message"]


def test_finishing_too_early_names_what_is_missing(crew) -> None:
    [answer] = crew.answers(crew.record("finished"))

    assert answer["refusal"]["rule"] == "work-not-complete"
    assert "Cắt aptomat" in answer["refusal"]["message"]


def test_a_visit_cancelled_meanwhile_is_told_with_the_receipt(crew, field) -> None:
    from donghanh.apps.works.operations import cancel_order

    head = field.actors.unit_officer("PA01ND")
    cancel_order(actor=head, reference=crew.order, why="hộ xin thôi", at=field.now)

    [answer] = crew.answers(crew.record("arrived"))

    assert answer["receipt"]["state"] == "refused"
    assert "đã bị hủy" in answer["refusal"]["message"]


def test_records_of_another_person_are_refused_whole(crew) -> None:
    answer = crew.send(crew.record("arrived"), person="crew.PA01XT")

    assert answer.status_code == 409
    assert answer.json()["rule"] == "signed-in-as-other"


@pytest.mark.parametrize(
    "spoilt",
    [
        {"record_id": "1"},
        {"record_id": None},
        {"kind": "flight"},
        {"kind": ["arrived"]},
        {"taken_at": "2021-12-20T02:00:00"},
        {"taken_at": "yesterday"},
        {"taken_at": 7},
        {"facts": []},
        {"facts": {"text": 1.5}},
        {"facts": {"text": "\x00"}},
        {"facts": {"text": {"a": 1}}},
        {"facts": {"quantity": 10**30}},
        {"order": "\x00"},
        {"order": "x" * 500},
    ],
)
def test_what_can_be_no_record_is_refused_at_the_record(crew, spoilt) -> None:
    [answer] = crew.answers({**crew.record("note", text="x"), **spoilt})

    assert "refusal" in answer


@pytest.mark.parametrize("text", ["", "{}", "[]", "not json", "[" * 100_000, json.dumps([{}] * 51)])
def test_a_batch_that_cannot_be_read_is_422(crew, text) -> None:
    answer = crew.client.post("/hien-truong/gui/", {"person": crew.actor.username, "records": text})

    assert answer.status_code == 422
    assert answer.json()["rule"] == "batch-unreadable"


def test_sending_needs_the_forms_token(crew) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = crew.client.cookies

    answer = strict.post("/hien-truong/gui/", {"person": crew.actor.username, "records": "[]"})

    assert answer.status_code == 403


def test_an_empty_photograph_is_refused(crew) -> None:
    [answer] = crew.answers(crew.record("photo_before"))

    assert answer["refusal"]["rule"] == "file-is-empty"


def test_a_file_beyond_ten_megabytes_is_refused_unread(crew) -> None:
    record = crew.record("photo_before")

    [answer] = crew.answers(record, files={record["record_id"]: b"x" * (10 * 1024 * 1024 + 1)})

    assert answer["refusal"]["rule"] == "file-too-large"


@pytest.mark.parametrize(("held", "elsewhere"), [(3, "không kho nào"), (8, "KHO-PA01XT 5")])
def test_material_that_is_short_tells_the_crew_where_there_is_some(crew, field, held, elsewhere) -> None:
    from tests.apps.stock.conftest import CITY, FAR, stocked

    store = stocked(field.actors, field.now)
    store.receive(3, item="wire", where=CITY)
    if held > 3:
        store.receive(held - 3, item="wire", where=FAR)

    [answer] = crew.answers(crew.record("material", item="wire", quantity=4))

    assert answer["refusal"]["rule"] == "not-enough"
    assert f"KHO-PA01ND chỉ còn 3. Nơi còn hàng: {elsewhere}." in answer["refusal"]["message"]
