"""A certificate from the database, and the dry run of a round that came late."""

from __future__ import annotations

import json

import pytest
from tests.apps.reliefs.billing_stub import RELIEF, billing, no_billing, paid
from tests.apps.reliefs.conftest import AUGUST, CITY_UNIT, FAR_HOUSEHOLD, HOUSEHOLD, SEPTEMBER

from donghanh.apps.organisation.models import Act
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.reliefs import operations, queries
from donghanh.apps.reliefs.law import relief_law
from donghanh.apps.reliefs.refusals import NotFound, Refused


def made(desk, *, by=None, relief_round="covid-4", month=AUGUST):
    return operations.make_certificate(
        actor=by or desk.actors.business, relief_round=relief_round, month=month, at=desk.now
    )


def rules(certificate):
    return certificate.equation.findings["rule"].to_list()


def test_a_certificate_that_holds_keeps_its_digest_in_the_audit(desk):
    desk.confirm(desk.order())
    with billing(paid()):
        certificate = made(desk)

    row = Act.objects.get(act="relief.certify")
    assert rules(certificate) == []
    assert row.facts == {
        "digest": certificate.digest, "holds": True, "release": relief_law().release,
    }  # fmt: skip
    assert HOUSEHOLD.encode() not in b"".join(certificate.files.values())


def test_the_same_certificate_made_again_is_the_same_byte_for_byte(desk):
    desk.confirm(desk.order())
    with billing(paid()):
        assert made(desk).files == made(desk).files


def test_who_was_left_out_who_was_paid_without_right_and_a_wrong_amount_are_found(desk):
    desk.confirm(desk.order())

    with billing():
        assert rules(made(desk)) == ["entitled-not-paid"]
    with billing(unpaid=[(HOUSEHOLD, "bill-held")]):
        assert rules(made(desk)) == []
    with billing(paid(), paid(FAR_HOUSEHOLD)):
        assert rules(made(desk)) == ["paid-not-entitled"]
    with billing(paid(amount=55_801)):
        assert rules(made(desk)) == ["amount-differs"]


def test_only_the_company_certifies(desk):
    with billing():
        for actor in (desk.actors.unit_head(CITY_UNIT), desk.actors.auditor, desk.actors.crew(CITY_UNIT)):
            with pytest.raises(Forbidden):
                made(desk, by=actor)


def test_a_round_nobody_knows_a_month_outside_and_a_house_without_billing_are_refused(desk):
    with billing(), pytest.raises(NotFound):
        made(desk, relief_round="covid-9")
    with billing(), pytest.raises(Refused, match="No group"):
        made(desk, relief_round="covid-1")
    with no_billing(), pytest.raises(Refused, match="No billing"):
        made(desk)


def rerated(desk, month=AUGUST):
    return queries.rerate(actor=desk.actors.business, relief_round="covid-4", month=month, at=desk.now)


def test_late_evidence_shows_its_difference_first_and_writes_nothing(desk):
    desk.confirm(desk.order())
    with billing() as adjusted:
        told = rerated(desk)

    assert (told.bill_count, told.rated_count, told.touched["code"].to_list()) == (2, 1, [HOUSEHOLD])
    assert (told.relief_difference, told.total_difference) == (55_800, -61_380)
    assert adjusted == []


def test_what_was_looked_at_is_adjusted_and_the_sum_is_the_difference(desk):
    desk.confirm(desk.order())
    with billing() as adjusted:
        told = rerated(desk)
        count = operations.apply_rerate(
            actor=desk.actors.business, relief_round="covid-4", month=AUGUST, reason="quyết định đến muộn",
            digest=operations.digest_of_rerate(told), at=desk.now,
        )  # fmt: skip

    assert count == 1
    assert adjusted[0]["total_amount_difference"].sum() == told.total_difference
    assert Act.objects.get(act="relief.rerate").facts["total_difference"] == -61_380


def test_a_dry_run_that_changed_meanwhile_is_not_carried_out(desk):
    with billing() as adjusted:
        digest = operations.digest_of_rerate(rerated(desk))
        desk.confirm(desk.order())
        with pytest.raises(Refused) as refused:
            operations.apply_rerate(
                actor=desk.actors.business, relief_round="covid-4", month=AUGUST, digest=digest,
                reason="x", at=desk.now,
            )  # fmt: skip

    assert (refused.value.rule, adjusted) == ("rerate-changed", [])


def test_a_reduction_of_another_round_is_left_alone(desk):
    with billing(reliefs=("covid-3/quarantine", RELIEF)):
        told = rerated(desk)

    assert told.touched["code"].to_list() == [FAR_HOUSEHOLD]


def test_a_unit_does_not_see_the_dry_run_of_all(desk):
    with billing(), pytest.raises(Forbidden):
        queries.rerate(
            actor=desk.actors.unit_head(CITY_UNIT), relief_round="covid-4", month=SEPTEMBER, at=desk.now
        )


def test_the_manifest_says_whether_it_holds(desk):
    desk.confirm(desk.order())
    with billing():
        assert json.loads(made(desk).files["manifest.json"])["holds"] is False
