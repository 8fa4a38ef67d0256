"""The right code entered twice at one moment, and wrong ones with it: signed once, and each try counted."""

from __future__ import annotations

import pytest
from tests.apps.requests.test_at_once import at_once
from tests.apps.signatures.conftest import SigningDesk
from tests.apps.supply.conftest import open_book, open_campaign

from donghanh.apps.signatures.models import EvidenceRow, SignedDocument, SigningCode
from donghanh.apps.signatures.queries.signers import signing_page

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_entered_at_the_same_moment_signs_once_and_no_try_is_lost(
    transactional_db, product_now, settings, tmp_path
):
    from tests.conftest import Actors

    settings.DEMO, settings.SIGNING_FOLDER = True, tmp_path
    actors = Actors(at=product_now)
    open_campaign(actors)
    open_book(actors, product_now)
    desk = SigningDesk(actors=actors, now=product_now)
    document = desk.prepare(desk.before_contract())
    link = desk.link(document)
    seen, code = signing_page(link=link, now=desk.now).seen, desk.ask(link)

    def enter(said: str):
        return lambda: desk.sign(link, said, seen=seen)

    wrong = at_once(*[enter("000000") for _ in range(3)])
    assert sorted(one.facts["left"] for one in wrong) == [2, 3, 4]

    told = at_once(*[enter(code) for _ in range(3)])
    assert sorted(getattr(one, "rule", "signed") for one in told) == ["customer-signed"] * 2 + ["signed"]
    assert EvidenceRow.objects.filter(event="signed").count() == 1
    assert SigningCode.objects.filter(is_used=True).count() == 1

    # The director's seal, asked for twice at once, is set once too; the person is there before both ask.
    assert actors.director
    sealed = at_once(*[lambda: desk.countersign(document) for _ in range(2)])
    assert SignedDocument.objects.get(code=document).state == "signed"
    assert EvidenceRow.objects.filter(event="countersigned").count() == 1, sealed
