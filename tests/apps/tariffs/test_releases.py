"""A release of the law takes two officers, is kept for ever, and a what-if release is never published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.apps.tariffs.conftest import HOUSEHOLDS, dearer

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.lawbook.billing_law import read_law

pytestmark = pytest.mark.django_db


def propose(actor, at, changes=None, title="Giá mới"):
    from donghanh.apps.tariffs.operations import propose_law

    return propose_law(actor=actor, changes=changes or dearer(), title=title, why="", at=at)


def publish(actor, digest, at):
    from donghanh.apps.tariffs.operations import publish_law

    publish_law(actor=actor, digest=digest, at=at)


def first_tier(law) -> int:
    rows = law.prices.filter(instrument="QĐ 1279/QĐ-BCT", category="residential", tier=1)
    return int(rows["price"].item())


def test_the_shipped_law_is_in_force_from_its_first_load(shipped, product_now):
    from donghanh.apps.tariffs.queries import law_in_force

    assert law_in_force(on_moment=product_now).release == shipped == read_law().release


def test_before_the_first_load_no_law_is_in_force(shipped, product_now):
    from donghanh.apps.tariffs.queries import law_in_force
    from donghanh.apps.tariffs.refusals import NoLawInForce

    with pytest.raises(NoLawInForce):
        law_in_force(on_moment=product_now - timedelta(days=2))


def test_a_second_load_changes_nothing(actors, shipped, product_now):
    from donghanh.apps.tariffs.operations import load_shipped_law
    from donghanh.apps.tariffs.queries import releases

    assert load_shipped_law(actor=actors.console, at=product_now) == shipped
    assert [row.source for row in releases(actor=actors.director)] == ["shipped"]


def test_the_first_load_may_name_two_officers(actors, product_now):
    from donghanh.apps.tariffs.operations import load_shipped_law
    from donghanh.apps.tariffs.queries import releases

    load_shipped_law(actor=actors.business, publisher=actors.director, at=product_now)

    (row,) = releases(actor=actors.auditor)
    assert (row.proposed_by, row.published_by, row.state) == ("business", "director", "in_force")


def test_a_proposal_holds_from_its_publication_by_a_second_officer(actors, shipped, product_now, later):
    from donghanh.apps.tariffs.queries import law_in_force

    digest = propose(actors.business, product_now)
    assert first_tier(law_in_force(on_moment=later)) == 1984

    publish(actors.director, digest, later)
    assert first_tier(law_in_force(on_moment=later)) == 1985
    assert first_tier(law_in_force(on_moment=later - timedelta(seconds=1))) == 1984


def test_an_old_release_can_be_rebuilt_for_ever(actors, shipped, product_now, later):
    from donghanh.apps.tariffs.queries import law_of

    publish(actors.director, propose(actors.business, product_now), later)
    law_of.cache_clear()

    again = law_of(digest=shipped)
    assert again.prices.equals(read_law().prices)
    assert again.release == shipped


def test_who_proposed_does_not_publish(actors, shipped, product_now, later):
    digest = propose(actors.business, product_now)

    with pytest.raises(Forbidden) as refused:
        publish(actors.business, digest, later)

    assert refused.value.key == "law_needs_two_officers"


def test_the_database_itself_refuses_one_officer_and_a_published_what_if(actors, shipped, product_now):
    from donghanh.apps.tariffs.models import LawPublication, LawRelease
    from donghanh.apps.tariffs.operations import keep_what_if

    proposed = propose(actors.business, product_now)
    tried = keep_what_if(actor=actors.business, changes=dearer(1990), title="Thử", why="", at=product_now)

    for digest, username in ((proposed, actors.business.username), (tried, actors.director.username)):
        release = LawRelease.objects.get(digest=digest)
        with pytest.raises(DatabaseError), transaction.atomic():
            LawPublication.objects.create(release=release, username=username, product_at=product_now)


@pytest.mark.parametrize("role", ["office", "auditor"])
def test_those_without_the_role_neither_propose_nor_publish(actors, shipped, product_now, later, role):
    outsider = getattr(actors, role)
    digest = propose(actors.business, product_now)

    with pytest.raises(Forbidden):
        propose(outsider, product_now, dearer(1986))
    with pytest.raises(Forbidden):
        publish(outsider, digest, later)


def test_units_read_the_law_and_partners_crews_and_keepers_do_not(actors, shipped):
    from donghanh.apps.tariffs.queries import release, releases

    partner = actors.partner_officer("13708")
    assert releases(actor=actors.unit_officer("PA01ND"))
    for outsider in (partner, actors.crew("PA01ND"), actors.warehouse_keeper("PA01ND")):
        with pytest.raises(Forbidden):
            releases(actor=outsider)
        with pytest.raises(Forbidden):
            release(actor=outsider, digest=shipped)


def test_a_what_if_release_is_rated_and_never_published(actors, shipped, product_now, later):
    from donghanh.apps.tariffs.operations import keep_what_if
    from donghanh.apps.tariffs.queries import law_in_force, law_of
    from donghanh.apps.tariffs.refusals import CannotPublishLaw

    digest = keep_what_if(actor=actors.business, changes=dearer(), title="Thử giá", why="", at=product_now)

    with pytest.raises(CannotPublishLaw) as refused:
        publish(actors.director, digest, later)
    assert refused.value.rule == "law-what-if"
    assert first_tier(law_of(digest=digest)) == 1985
    assert law_in_force(on_moment=later).release == shipped


def test_what_was_tried_can_be_proposed(actors, shipped, product_now, later):
    from donghanh.apps.tariffs.operations import keep_what_if

    tried = keep_what_if(actor=actors.business, changes=dearer(), title="Thử giá", why="", at=product_now)
    proposed = propose(actors.business, product_now)
    publish(actors.director, proposed, later)

    assert tried == proposed


def test_of_two_proposals_on_one_release_only_the_first_comes_into_force(actors, shipped, product_now, later):
    from donghanh.apps.tariffs.queries import releases
    from donghanh.apps.tariffs.refusals import CannotPublishLaw

    first, second = propose(actors.business, product_now), propose(actors.business, product_now, dearer(1990))
    publish(actors.director, first, later)

    with pytest.raises(CannotPublishLaw) as refused:
        publish(actors.director, second, later + timedelta(hours=1))
    assert refused.value.rule == "law-moved-on"
    states = {row.digest: row.state for row in releases(actor=actors.director)}
    assert states == {shipped: "past", first: "in_force", second: "stale"}


def test_no_release_comes_into_force_before_the_one_in_force(actors, shipped, product_now):
    from donghanh.apps.tariffs.refusals import CannotPublishLaw

    digest = propose(actors.business, product_now)
    with pytest.raises(CannotPublishLaw) as refused:
        publish(actors.director, digest, product_now - timedelta(days=2))
    assert refused.value.rule == "law-earlier"


def test_a_release_is_published_once(actors, shipped, product_now, later):
    from donghanh.apps.tariffs.refusals import CannotPublishLaw

    digest = propose(actors.business, product_now)
    publish(actors.director, digest, later)
    with pytest.raises(CannotPublishLaw) as refused:
        publish(actors.director, digest, later + timedelta(hours=1))
    assert refused.value.rule == "law-published"


def test_a_text_that_does_not_hold_is_not_kept(actors, shipped, product_now):
    from donghanh.apps.tariffs.queries import releases
    from donghanh.apps.tariffs.refusals import LawDoesNotHold

    with pytest.raises(LawDoesNotHold) as refused:
        propose(actors.business, product_now, {HOUSEHOLDS: dearer()[HOUSEHOLDS].replace("1985", '"1.985"')})

    (problem,) = refused.value.problems
    assert (problem.file, problem.rule) == (HOUSEHOLDS, "price-not-whole")
    assert len(releases(actor=actors.director)) == 1


def test_a_price_that_its_own_examples_contradict_is_not_proposed_but_can_be_tried(
    actors, shipped, product_now
):
    from donghanh.apps.tariffs.operations import keep_what_if
    from donghanh.apps.tariffs.refusals import LawDoesNotHold
    from donghanh.lawbook.law_texts import shipped_texts

    changes = {HOUSEHOLDS: shipped_texts()[HOUSEHOLDS].replace("price: 1984", "price: 1985", 1)}
    with pytest.raises(LawDoesNotHold) as refused:
        propose(actors.business, product_now, changes)
    tried = keep_what_if(actor=actors.business, changes=changes, title="Thử", why="", at=product_now)

    assert {problem.rule for problem in refused.value.problems} == {"example-differs"}
    assert len(tried) == 64


def test_the_same_text_is_not_proposed_twice(actors, shipped, product_now):
    from donghanh.apps.tariffs.refusals import Refused

    propose(actors.business, product_now)
    with pytest.raises(Refused) as refused:
        propose(actors.director, product_now)
    assert refused.value.rule == "release-known"


def test_a_release_says_what_it_changes_to_the_line(actors, shipped, product_now):
    from donghanh.apps.tariffs.queries import changes_between

    digest = propose(actors.business, product_now)
    (change,) = changes_between(actor=actors.director, digest=digest, base=shipped)

    assert (change.name, change.change) == (HOUSEHOLDS, "changed")
    gone = [line for line in change.lines if line[0] == "-"]
    (come,) = (line for line in change.lines if line[0] == "+")
    assert "price: 1984" in gone[0]
    assert "price: 1985" in come


def test_a_release_can_be_neither_changed_nor_taken_away(shipped):
    for sql in (
        "UPDATE tariffs_lawrelease SET title = 'x'",
        "DELETE FROM tariffs_lawrelease",
        "DELETE FROM tariffs_lawpublication",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_each_act_leaves_its_row(actors, shipped, product_now, later):
    from donghanh.apps.organisation.models import Act

    publish(actors.director, propose(actors.business, product_now), later)

    acts = Act.objects.filter(subject__startswith="law:").order_by("pk").values_list("act", "username")
    assert list(acts) == [
        ("tariffs.load_shipped_law", actors.console.username),
        ("tariffs.propose_law", actors.business.username),
        ("tariffs.publish_law", actors.director.username),
    ]
