"""Who sees documents, who offers them, and who signs for the company."""

from __future__ import annotations

import pytest

from donghanh.apps.organisation.models import PersonalDataReading
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.signatures.operations import link_again, read_document
from donghanh.apps.signatures.queries import document_list
from donghanh.apps.signatures.refusals import CannotCountersign, NotFound

OTHER = "PA01XT"


def test_another_unit_sees_neither_list_nor_document_nor_link(desk, offered):
    stranger = desk.actors.unit_officer(OTHER)

    assert document_list(actor=stranger).total == 0
    assert document_list(actor=desk.clerk).total == 1
    for act in (
        lambda: desk.story(offered[1], actor=stranger),
        lambda: link_again(actor=stranger, code=offered[1], now=desk.now),
        lambda: read_document(actor=stranger, code=offered[1], now=desk.now),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("role", ["crew", "warehouse_keeper"])
def test_roles_without_a_part_see_no_list(desk, offered, role):
    with pytest.raises(Forbidden):
        document_list(actor=getattr(desk.actors, role)(desk.unit))


def test_an_auditor_reads_and_changes_nothing(desk, offered):
    assert desk.story(offered[1], actor=desk.actors.auditor).row.state == "offered"
    with pytest.raises(Forbidden):
        link_again(actor=desk.actors.auditor, code=offered[1], now=desk.now)


def test_only_the_director_signs_for_the_company_and_only_after_the_customer(desk, offered):
    _, document, link = offered
    with pytest.raises(CannotCountersign) as refused:
        desk.countersign(document)
    assert refused.value.rule == "not-from-this-state"
    desk.sign(link, desk.ask(link))
    for actor in (desk.clerk, desk.actors.business, desk.actors.office):
        with pytest.raises(Forbidden):
            desk.countersign(document, actor=actor)
    desk.countersign(document)


def test_reading_in_full_is_recorded(desk, offered):
    found = read_document(actor=desk.clerk, code=offered[1], now=desk.now)

    assert (found.row.signer, found.phone) == ("Hộ thử 1", "0900000001")
    assert desk.story(offered[1]).row.signer == "Hộ ••• 1."
    assert PersonalDataReading.objects.filter(what="signed_document").count() == 1
