"""A draw is prepared, frozen before the chance is known, held from named results, certified by another."""

import json
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.apps.programmes.conftest import at
from tests.apps.programmes.drawing_words import (
    COMMIT_DAY,
    DRAW_DAY,
    OF,
    RESULTS,
    SECRET,
    certified,
    committed,
    drawn,
    enrol,
    prepared,
    terms,
)

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations import drawing
from donghanh.apps.programmes.operations.drawing import NamedSource
from donghanh.apps.programmes.queries import draws, entrants
from donghanh.apps.programmes.refusals import CannotDraw, NotFound
from donghanh.engines import draws as engine
from donghanh.engines.programmes.lives import CannotMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(house):
    """The house with sixty households more that may enter."""
    enrol()
    return house


def refusal_of(call):
    with pytest.raises((CannotDraw, CannotMove)) as refusal:
        call()
    return refusal.value.rule


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"method": "dice"}, "method-unknown"),
        ({"prize_count": 0}, "no-prizes"),
        ({"prize_count": 11}, "more-prizes-than-target"),
        ({"alternate_count": -1}, "alternates-negative"),
        ({"sources": ()}, "no-sources"),
        ({"sources": (NamedSource("Xổ số", "2022-01-05"),) * 17}, "too-many-sources"),
        ({"sources": (NamedSource(" ", "2022-01-05"),)}, "source-without-name"),
        ({"sources": (NamedSource("Xổ số", "ngày mai"),)}, "source-without-day"),
        ({"sources": (NamedSource("Xổ số", "2022-01-06"),)}, "source-day-outside"),
        ({"sources": (NamedSource("Xổ số", "2021-12-31"),)}, "source-day-outside"),
        ({"window_until_on": date(2021, 12, 1)}, "window-empty"),
        ({"draw_on": date(2022, 1, 1)}, "drawn-before-window-ends"),
        ({"claim_until_on": DRAW_DAY}, "claims-end-before-draw"),
    ],
)
def test_terms_that_nobody_could_keep_are_refused_by_name(house, changed, rule):
    assert refusal_of(lambda: prepared(house, **changed)) == rule


def test_a_draw_whose_day_has_passed_is_not_prepared(house):
    late = at(date(2022, 1, 5))

    rule = refusal_of(lambda: drawing.prepare_draw(actor=house.actors.office, terms=terms(), at=late, **OF))

    assert rule == "draw-day-passed"


def test_draws_of_an_activity_together_keep_within_its_target(house):
    prepared(house, prize_count=6)

    assert refusal_of(lambda: prepared(house, prize_count=5)) == "more-prizes-than-target"
    assert prepared(house, prize_count=4) == 2


def test_a_void_draw_gives_its_prizes_back(house):
    number = prepared(house)

    drawing.make_draw_void(actor=house.actors.business, number=number, why="Sai nguồn", at=house.now, **OF)

    assert prepared(house) == 2


@pytest.mark.parametrize("role", ["director", "auditor"])
def test_only_the_departments_prepare(house, role):
    with pytest.raises(Forbidden):
        drawing.prepare_draw(actor=getattr(house.actors, role), terms=terms(), at=house.now, **OF)


def test_an_activity_that_is_no_draw_has_none(house):
    wrong = {**OF, "activity_code": "masks"}

    with pytest.raises(NotFound):
        drawing.prepare_draw(actor=house.actors.office, terms=terms(), at=house.now, **wrong)


@pytest.mark.parametrize("day", [date(2021, 12, 31), DRAW_DAY, date(2022, 1, 20)])
def test_the_list_is_frozen_between_the_window_and_the_chance_only(house, day):
    assert refusal_of(lambda: committed(house, day=day)) == "not-the-day-to-commit"


def test_the_list_is_frozen_before_the_first_of_several_sources_is_known(house):
    sources = (NamedSource("A", "2022-01-03"), NamedSource("B", "2022-01-05"))

    assert refusal_of(lambda: committed(house, day=date(2022, 1, 3), sources=sources)) == (
        "not-the-day-to-commit"
    )


def test_who_prepared_does_not_freeze(house):
    number = drawing.prepare_draw(actor=house.actors.business, terms=terms(), at=house.now, **OF)

    rule = refusal_of(
        lambda: drawing.commit_draw(
            actor=house.actors.business, number=number, secret=SECRET, at=at(COMMIT_DAY), **OF
        )
    )

    assert rule == "duties-not-apart"


def test_a_list_is_frozen_once(house):
    number = committed(house)

    again = refusal_of(
        lambda: drawing.commit_draw(
            actor=house.actors.director, number=number, secret=SECRET, at=at(COMMIT_DAY), **OF
        )
    )

    assert again == "not-from-this-state"


def test_entrants_are_those_whose_facts_say_so_in_the_window_of_the_draw(house):
    wide = committed(house, prize_count=1)
    narrow = committed(
        house, prize_count=1, alternate_count=0, window_from_on=date(2021, 12, 10),
        window_until_on=date(2021, 12, 20),
    )  # fmt: skip

    counts = [entrants.outlook(number=number, **OF).entrants for number in (wide, narrow)]

    assert counts[0] > counts[1] > 0


def test_outlook_before_the_freeze_is_what_the_freeze_keeps(house):
    number = prepared(house)
    before = entrants.outlook(number=number, **OF)

    drawing.commit_draw(actor=house.actors.business, number=number, secret=SECRET, at=at(COMMIT_DAY), **OF)
    after = entrants.outlook(number=number, **OF)

    assert (before.is_frozen, after.is_frozen) == (False, True)
    assert (before.entrants, dict(before.not_in)) == (after.entrants, dict(after.not_in))
    assert before.not_in["not_registered"] > 0


def test_more_winners_than_entrants_is_refused_while_it_can_be_changed(house):
    from donghanh.apps.programmes.models import Activity

    Activity.objects.filter(code=OF["activity_code"]).update(target=5000)

    assert refusal_of(lambda: committed(house, prize_count=599)) == "too-few-entrants"


def test_more_entrants_than_the_method_can_draw_from_is_refused_before_it_is_announced(house, monkeypatch):
    from donghanh.apps.programmes.operations import draw_terms

    monkeypatch.setitem(draw_terms.LARGEST_POOL, "rfc3797", 3)

    assert refusal_of(lambda: committed(house, method="rfc3797")) == "too-many-entrants"


def test_alternates_are_no_more_than_entrants_left(house):
    number = committed(house, alternate_count=5000)

    public = draws.public_draw(number=number, **OF)

    assert public.alternate_count == public.commitment["count"] - public.prize_count


def test_every_entrant_is_announced_by_a_hash_of_their_own(house):
    number = committed(house)

    leaves = entrants.entrants_leaves(number=number, **OF)

    assert len(set(leaves)) == len(leaves) == draws.public_draw(number=number, **OF).commitment["count"]


def test_another_secret_announces_the_same_people_by_other_hashes(house):
    first = committed(house, prize_count=1)
    second = committed(house, prize_count=1, secret=bytes(32))

    one, other = (entrants.entrants_leaves(number=number, **OF) for number in (first, second))

    assert len(one) == len(other)
    assert not set(one) & set(other)


def test_the_database_refuses_to_change_what_was_announced(house):
    from donghanh.apps.programmes.models import Draw, DrawEntrant

    number = committed(house)

    for change in (
        lambda: Draw.objects.filter(number=number).update(prize_count=1),
        lambda: Draw.objects.filter(number=number).update(draw_on=date(2022, 1, 6)),
        lambda: Draw.objects.filter(number=number).delete(),
        lambda: DrawEntrant.objects.filter(draw__number=number, rank=1).update(customer_code="PA01ND0000001"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("results", "rule"),
    [
        (("2,5,12",), "wrong-number-of-results"),
        ((*RESULTS, "1"), "wrong-number-of-results"),
        (("2,5,twelve", "9319"), "cannot-draw"),
        (("2,5,12", " "), "cannot-draw"),
        (("2.5", "9319"), "cannot-draw"),
    ],
)
def test_results_that_are_not_as_announced_are_refused(house, results, rule):
    assert refusal_of(lambda: drawn(house, results=results)) == rule


def test_nobody_draws_before_the_named_day(house):
    assert refusal_of(lambda: drawn(house, day=date(2022, 1, 4))) == "not-yet-drawn"


def test_a_draw_that_was_not_announced_is_not_held(house):
    number = prepared(house)

    rule = refusal_of(
        lambda: drawing.hold_draw(
            actor=house.actors.office, number=number, results=RESULTS, at=at(DRAW_DAY), **OF
        )
    )

    assert rule == "not-from-this-state"


def test_the_proof_holds_and_names_the_ranks_that_were_kept(house):
    number = drawn(house)

    text = draws.proof_text(number=number, **OF)
    public = draws.public_draw(number=number, **OF)

    checks = engine.verify_proof(proof=json.loads(text), text=text)
    assert engine.first_breach(checks=checks) is None
    assert tuple(json.loads(text)["winners"]) == public.winners
    assert json.loads(text)["list"]["merkle_root"] == public.commitment["merkle_root"]


def test_each_winner_has_a_promise_that_still_needs_a_second_person(house):
    number = drawn(house)

    story = draws.draw_story(actor=house.actors.business, number=number, **OF)

    winners = [prize for prize in story.prizes if not prize.is_alternate]
    assert len(winners) == 10
    assert {prize.state for prize in winners} == {"checked"}
    assert {prize.reference for prize in story.prizes if prize.is_alternate} == {""}


@pytest.mark.parametrize("method", ["rfc3797", "sha256"])
def test_winners_follow_from_root_and_results_alone(house, method):
    number = drawn(house, method=method)

    public = draws.public_draw(number=number, **OF)

    again = engine.draw(
        method=method,
        key="2.5.8.10.12.45./9319./",
        pool_size=public.commitment["count"],
        count=20,
        merkle_root=public.commitment["merkle_root"],
    )
    assert tuple(pick.rank for pick in again) == public.winners + public.alternates


def test_who_held_the_draw_does_not_certify_it(house):
    number = drawn(house)

    rule = refusal_of(
        lambda: drawing.certify_draw(actor=house.actors.office, number=number, at=at(DRAW_DAY), **OF)
    )

    assert rule == "duties-not-apart"


def test_a_proof_changed_by_one_byte_is_not_certified(house):
    number = drawn(house)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programmes_draw SET proof_text = replace(proof_text, '9319', '9318') WHERE number = %s",
            [number],
        )

    rule = refusal_of(
        lambda: drawing.certify_draw(actor=house.actors.business, number=number, at=at(DRAW_DAY), **OF)
    )

    assert rule == "proof-does-not-hold"


def test_a_sound_proof_of_another_draw_is_not_certified(house):
    number = drawn(house)
    proof = json.loads(draws.proof_text(number=number, **OF))
    other = engine.build_proof(
        title=proof["title"], method="sha256", winner_count=10, alternate_count=10,
        announced_at=proof["announced_at"],
        commitment=engine.commitment_over(hashes=bytes.fromhex("".join(proof["list"]["entrants"]))),
        sources=[
            engine.Source(announced=one["announced"], drawn=drawn)
            for one, drawn in zip(proof["sources"], ("1,2,3", "4"), strict=True)
        ],
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_draw SET proof_text = %s", [engine.file_text(proof=other)])

    rule = refusal_of(
        lambda: drawing.certify_draw(actor=house.actors.business, number=number, at=at(DRAW_DAY), **OF)
    )

    assert rule == "proof-does-not-hold"


def test_once_drawn_a_draw_is_never_void(house):
    number = drawn(house)

    rule = refusal_of(
        lambda: drawing.make_draw_void(
            actor=house.actors.director, number=number, why="Đổi ý", at=at(DRAW_DAY), **OF
        )
    )

    assert rule == "not-from-this-state"


def test_a_draw_is_given_up_for_a_written_reason_only(house):
    number = prepared(house)

    rule = refusal_of(
        lambda: drawing.make_draw_void(
            actor=house.actors.business, number=number, why=" ", at=house.now, **OF
        )
    )

    assert rule == "reason-missing"


def test_a_draw_with_open_prizes_is_not_closed(house):
    number = certified(house)

    rule = refusal_of(
        lambda: drawing.close_draw(actor=house.actors.business, number=number, at=at(DRAW_DAY), **OF)
    )

    assert rule == "prizes-open"


def test_the_story_names_every_step_with_its_person(house):
    number = certified(house)

    story = draws.draw_story(actor=house.actors.auditor, number=number, **OF)

    assert [(one.move, one.as_role) for one in story.moves] == [
        ("prepare", "office"), ("commit", "business"), ("draw", "office"), ("certify", "business"),
    ]  # fmt: skip
    assert story.open_moves == ()


def test_a_winner_of_an_earlier_draw_is_not_in_the_next(house):
    first = drawn(house, prize_count=5, alternate_count=0)
    held = {
        prize.customer_code
        for prize in draws.draw_story(actor=house.actors.office, number=first, **OF).prizes
    }
    from donghanh.apps.programmes.models import DrawEntrant

    second = drawing.prepare_draw(
        actor=house.actors.office, terms=terms(prize_count=5), at=at(date(2022, 1, 2)), **OF
    )
    drawing.commit_draw(actor=house.actors.business, number=second, secret=SECRET, at=at(COMMIT_DAY), **OF)

    codes = set(DrawEntrant.objects.filter(draw__number=second).values_list("customer_code", flat=True))
    assert codes
    assert not codes & held
    assert entrants.outlook(number=second, **OF).not_in["excluded_by_list"] == 5


def test_a_draw_that_is_only_prepared_is_not_public(house):
    number = prepared(house)

    assert draws.public_draws() == ()
    assert [one.number for one in draws.all_draws()] == [number]
    with pytest.raises(NotFound):
        draws.public_draw(number=number, **OF)


def test_a_unit_sees_the_ranks_of_all_and_the_names_of_its_own(house):
    number = drawn(house)

    story = draws.draw_story(actor=house.actors.unit_officer("PA01XT"), number=number, **OF)

    named = {prize.unit_code for prize in story.prizes if prize.customer_code}
    assert named <= {"PA01XT"}
    assert all(bool(prize.name) == bool(prize.customer_code) for prize in story.prizes)
    assert len(story.prizes) == 20
