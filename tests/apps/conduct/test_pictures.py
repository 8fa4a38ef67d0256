"""Photographs of conduct: without the place where they were taken, for who may see, in time alone."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from tests.apps.conduct.conftest import CITY, XUAN_TRUONG

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.queries.pictures import finding_subject, item_subject
from donghanh.apps.conduct.refusals import NotFound
from donghanh.apps.evidence.operations import keep_evidence, open_evidence, withdraw_evidence
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db


def photograph() -> bytes:
    """A small picture that says in its EXIF where it was taken."""
    picture, out = Image.new("RGB", (40, 30), "white"), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 25.0, 0.0), 3: "E", 4: (106.0, 10.0, 0.0)})
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def begun(conduct):
    row = conduct.drawn(offices=1)[0]
    operations.begin_inspection(actor=conduct.actors.office, code=row.code, at=conduct.on(row.day))
    return row


def attached(conduct, row) -> int:
    return operations.attach_to_item(
        actor=conduct.actors.office, inspection=row.code, item="badge", name="a.jpg", content=photograph(),
        at=conduct.on(row.day),
    )  # fmt: skip


def test_where_a_photograph_was_taken_is_not_kept(conduct, begun):
    number = attached(conduct, begun)

    kept = open_evidence(actor=conduct.actors.office, number=number, at=conduct.now).content

    assert dict(Image.open(BytesIO(photograph())).getexif().get_ifd(0x8825))
    assert not Image.open(BytesIO(kept)).getexif()


def test_sent_again_after_a_lost_answer_it_is_one_photograph(conduct, begun):
    assert attached(conduct, begun) == attached(conduct, begun)

    item = queries.inspection_card(actor=conduct.actors.office, code=begun.code).items[0]
    assert len(item.files) == 1


def test_a_photograph_is_seen_by_who_sees_the_inspection(conduct, begun):
    number = attached(conduct, begun)
    other = XUAN_TRUONG if begun.unit_code != XUAN_TRUONG else CITY

    assert open_evidence(actor=conduct.actors.unit_head(begun.unit_code), number=number, at=conduct.now)
    for stranger in (conduct.actors.unit_head(other), conduct.actors.partner_officer("13732")):
        with pytest.raises(NotFound):
            open_evidence(actor=stranger, number=number, at=conduct.now)


def test_who_only_sees_hands_nothing_in_and_takes_nothing_back(conduct, begun):
    number = attached(conduct, begun)
    head = conduct.actors.unit_head(begun.unit_code)
    subject = item_subject(inspection=begun.code, item="badge")

    with pytest.raises(Forbidden):
        keep_evidence(
            actor=head, subject=subject, kind="photo", name="b", content=photograph(), at=conduct.now
        )
    with pytest.raises(Forbidden):
        withdraw_evidence(actor=head, number=number, why="x", at=conduct.now)


def test_after_the_end_of_an_inspection_its_photographs_stay(conduct):
    row = conduct.drawn(offices=1)[0]
    conduct.finished(row)

    with pytest.raises(Forbidden):
        attached(conduct, row)


def test_a_finding_takes_files_from_whose_turn_it_is(conduct):
    code, unit = conduct.found()
    head = conduct.actors.unit_head(unit)
    given = {"code": code, "name": "a.jpg", "content": photograph(), "at": conduct.now}

    operations.attach_to_finding(actor=head, **given)
    with pytest.raises(Forbidden):
        operations.attach_to_finding(actor=conduct.actors.office, **given)
    operations.reply_to_finding(actor=head, code=code, is_disputed=True, words="Có thẻ", at=conduct.now)
    with pytest.raises(Forbidden):
        operations.attach_to_finding(actor=head, **given | {"content": photograph() + b" "})

    card = queries.finding_card(actor=conduct.actors.director, code=code, day=conduct.now.date())
    assert [(one.kind, one.subject) for one in card.files] == [("proof", finding_subject(code=code))]
