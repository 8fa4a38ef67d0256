"""Evidence is kept once, shown to those who see the thing, and taken back by a row that points at it."""

from __future__ import annotations

import io

import pytest
from django.db import DatabaseError, transaction
from PIL import Image
from tests.apps.programmes.conftest import House, house  # noqa: F401 - the fixture of this file

from donghanh.apps.evidence.operations import CannotKeep, keep_evidence, open_evidence, withdraw_evidence
from donghanh.apps.evidence.queries import evidence_counts, evidence_of
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused

pytestmark = pytest.mark.django_db


def photograph(colour: str = "orange") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def benefit(house: House) -> str:  # noqa: F811
    return f"benefit:{house.nominate('household-repairs', unit='PA01ND', commune='13732')}"


def keep(house: House, subject: str, **more: object) -> int:  # noqa: F811
    given = {"actor": house.actors.unit_officer("PA01ND"), "kind": "proof", "name": "a.jpg"}
    return keep_evidence(**{**given, "content": photograph(), "at": house.now, "subject": subject, **more})


def test_a_photograph_sent_twice_is_one_row(house: House, benefit: str) -> None:  # noqa: F811
    first = keep(house, benefit)
    again = keep(house, benefit, name="khac-ten.jpg")

    assert first == again
    assert evidence_counts(subjects=[benefit]) == {(benefit, "proof"): 1}


def test_two_photographs_are_two_rows(house: House, benefit: str) -> None:  # noqa: F811
    numbers = {keep(house, benefit), keep(house, benefit, content=photograph("blue"))}

    cards = evidence_of(actor=house.actors.director, subject=benefit)
    assert {card.number for card in cards} == numbers


def test_another_unit_neither_sees_nor_opens_nor_adds(house: House, benefit: str) -> None:  # noqa: F811
    number = keep(house, benefit)
    stranger = house.actors.unit_officer("PA01XT")

    with pytest.raises(NotFound):
        evidence_of(actor=stranger, subject=benefit)
    with pytest.raises(NotFound):
        open_evidence(actor=stranger, number=number, at=house.now)
    with pytest.raises(NotFound):
        open_evidence(actor=stranger, number=number, at=house.now, is_small=True)
    with pytest.raises(NotFound):
        keep(house, benefit, actor=stranger)


def test_an_auditor_reads_and_adds_nothing(house: House, benefit: str) -> None:  # noqa: F811
    number = keep(house, benefit)

    assert open_evidence(actor=house.actors.auditor, number=number, at=house.now).media_type == "image/jpeg"
    with pytest.raises(Forbidden):
        keep(house, benefit, actor=house.actors.auditor)


def test_a_subject_of_nobody_is_seen_by_nobody(house: House) -> None:  # noqa: F811
    with pytest.raises(NotFound):
        evidence_of(actor=house.actors.director, subject="nothing:1")


def test_what_was_taken_back_is_shown_no_more_and_its_row_stays(house: House, benefit: str) -> None:  # noqa: F811
    number = keep(house, benefit)
    officer = house.actors.unit_officer("PA01ND")

    with pytest.raises(Refused, match="reason"):
        withdraw_evidence(actor=officer, number=number, why=" ", at=house.now)
    withdraw_evidence(actor=officer, number=number, why="Nhầm hộ", at=house.now)

    assert evidence_of(actor=house.actors.director, subject=benefit) == ()
    with pytest.raises(NotFound):
        open_evidence(actor=house.actors.director, number=number, at=house.now)


def test_evidence_is_never_edited(house: House, benefit: str) -> None:  # noqa: F811
    from donghanh.apps.evidence.models import EvidenceFile

    keep(house, benefit)

    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        EvidenceFile.objects.update(name="khac")


def test_an_empty_signature_keeps_nothing(house: House, benefit: str) -> None:  # noqa: F811
    with pytest.raises(CannotKeep) as caught:
        keep(house, benefit, kind="signature", content=b"")

    assert caught.value.rule == "file-is-empty"
    assert evidence_counts(subjects=[benefit]) == {}


def test_a_file_is_sent_to_those_who_see_its_subject_alone(house: House, benefit: str, sign_in) -> None:  # noqa: F811
    number = keep(house, benefit)
    address = f"/api/v1/files/{number}"

    shown = sign_in(house.actors.unit_head("PA01ND")).get(address)
    hidden = sign_in(house.actors.unit_head("PA01XT")).get(address)

    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert hidden.status_code == 404
