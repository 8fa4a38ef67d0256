"""The engine of conduct: samples that repeat and hide, scores, ratings, lives; each beside its slow twin."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from donghanh.engines.conduct import (
    FINDING,
    INSPECTION,
    LIVES,
    CannotMoveConduct,
    Sizes,
    check_move,
    draw_sample,
    frame_digest,
    ratings_standing,
    score_answers,
    verify_sample,
)
from donghanh.kernel.intervals import wilson_interval

PLACES = [(f"office:U{n}", "office", f"U{n}") for n in range(9)] + [
    (f"crew:U{n}:7", "crew", f"U{n}") for n in range(4)
]
FRAME = pl.DataFrame(PLACES, schema=["reference", "kind", "unit"], orient="row")
DAYS = [date(2021, 12, 6) + timedelta(days=n) for n in range(5)]
SEED = bytes(range(32))
SIX_AND_TWO = Sizes(6, 2, may_repeat=True)


def drawn(*, frame=FRAME, sizes=SIX_AND_TWO, seed=SEED, chance="71034"):
    return draw_sample(frame=frame, days=DAYS, sizes=sizes, seed=seed, public_chance=chance)


def slowly(sizes: Sizes, kind: str) -> list[tuple[str, date]]:
    """The same by hand: a digest for each place and day, the smallest first."""
    digest = frame_digest(frame=FRAME, days=DAYS, sizes=sizes)
    pairs = [(ref, day) for ref, its, _unit in PLACES if its == kind for day in DAYS]

    def key(pair):
        said = ["71034", digest, pair[0], pair[1].isoformat()]
        return sha256(SEED + b"".join(b"\0" + part.encode() for part in said)).hexdigest()

    chosen: list[tuple[str, date]] = []
    for pair in sorted(pairs, key=key):
        if sizes.may_repeat or pair[0] not in [ref for ref, _day in chosen]:
            chosen.append(pair)
    return chosen[: getattr(sizes, kind)]


@pytest.mark.parametrize("may_repeat", [True, False])
@pytest.mark.parametrize("kind", ["office", "crew"])
def test_the_sample_is_the_one_that_hashing_by_hand_gives(may_repeat, kind):
    sizes = Sizes(6, 3, may_repeat=may_repeat)

    found = drawn(sizes=sizes).filter(kind=kind)

    assert found.select("reference", "day").rows() == slowly(sizes, kind)
    assert found["position"].to_list() == list(range(1, found.height + 1))


def test_the_order_of_the_list_does_not_matter():
    assert drawn().equals(drawn(frame=FRAME.reverse()))


def test_another_seed_another_number_and_another_list_give_another_sample():
    first = drawn()

    assert not first.equals(drawn(seed=bytes(32)))
    assert not first.equals(drawn(chance="71035"))
    assert not first.equals(drawn(frame=FRAME.filter(pl.col("reference") != "crew:U3:7")))


def test_a_planned_round_comes_to_a_place_once_and_a_surprise_may_come_again():
    planned = drawn(sizes=Sizes(9, 4, may_repeat=False))
    surprise = drawn(sizes=Sizes(30, 0, may_repeat=True))

    assert planned["reference"].is_unique().all()
    assert not surprise["reference"].is_unique().all()


def test_every_place_and_day_comes_out_about_equally_often():
    counts = dict.fromkeys([(ref, day) for ref, kind, _u in PLACES if kind == "office" for day in DAYS], 0)
    for number in range(900):
        seed = sha256(bytes([number % 256, number // 256])).digest()
        row = drawn(seed=seed, sizes=Sizes(1, 0, may_repeat=True)).row(0)
        counts[row[0], row[3]] += 1

    assert min(counts.values()) > 5  # 20 are expected of each of the 45
    assert max(counts.values()) < 45


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"seed": bytes(32)}, "seed-differs"),
        ({"digest": "0" * 64}, "frame-differs"),
        ({"sampled": [("office:U1", DAYS[0])]}, "sample-differs"),
        ({"public_chance": "1"}, "sample-differs"),
    ],
)
def test_what_was_changed_is_named(change, rule):
    sizes = Sizes(6, 2, may_repeat=True)
    kept = {
        "frame": FRAME, "days": DAYS, "sizes": sizes, "seed": SEED, "public_chance": "71034",
        "commitment": sha256(SEED).hexdigest(), "digest": frame_digest(frame=FRAME, days=DAYS, sizes=sizes),
        "sampled": drawn(sizes=sizes).select("reference", "day").rows(),
    }  # fmt: skip

    assert verify_sample(**kept) == ()
    assert rule in [one.rule for one in verify_sample(**{**kept, **change})]


ITEMS = pl.DataFrame({"item": ["a", "b", "c"], "points": [1, 2, 3], "is_critical": [False, False, True]})


def score(*answers):
    said = pl.DataFrame(
        {"item": ["a", "b", "c"][: len(answers)], "answer": answers},
        schema={"item": pl.String, "answer": pl.String},
    )
    return score_answers(items=ITEMS, answers=said, good_from_bp=9_000, enough_from_bp=5_000)


@pytest.mark.parametrize(
    ("answers", "share", "verdict"),
    [
        (("met", "met", "met"), 10_000, "good"),
        (("not_met", "met", "met"), 8_333, "enough"),
        (("not_met", "met", "not_applicable"), 6_667, "enough"),
        (("met", "not_met", "not_applicable"), 3_333, "not_met"),
        (("met", "met", "not_met"), 5_000, "not_met"),
        (("not_applicable",) * 3, None, "not_judged"),
    ],
)
def test_a_score_can_be_checked_by_hand(answers, share, verdict):
    found = score(*answers)

    assert (found.share_bp, found.verdict) == (share, verdict)


def test_a_checklist_with_an_item_left_open_has_no_score():
    with pytest.raises(ValueError, match="no answer to c"):
        score("met", "met")


def rated(**kinds: list[int | None]) -> pl.DataFrame:
    rows = [(kind, stars) for kind, given in kinds.items() for stars in given]
    return pl.DataFrame(rows, schema={"contact_kind": pl.String, "stars": pl.Int64}, orient="row")


def standing(frame, least=1):
    return ratings_standing(ratings=frame, satisfied_from=4, least_answers=least)


def test_who_answers_more_willingly_does_not_count_for_more():
    """Callers: 10 invited, all answer, all satisfied. Counter: 10 invited, 2 answer, none satisfied."""
    found = standing(rated(call=[5] * 10, counter=[1, 1] + [None] * 8))

    assert found.satisfaction.share_bp == 5_000
    assert [one.weight_bp for one in found.kinds] == [5_000, 5_000]
    by_hand = wilson_interval(
        share=Fraction(1, 2), count=Fraction(400) / (Fraction(100, 10) + Fraction(100, 2))
    )
    assert found.satisfaction == by_hand


def test_a_kind_without_an_answer_says_nothing_and_is_said():
    found = standing(rated(call=[5, 5, 5], partner=[None]))

    assert (found.response_bp, found.covered_bp) == (7_500, 7_500)
    assert [one.weight_bp for one in found.kinds] == [10_000, 0]


def test_below_the_least_number_of_answers_no_share_is_told():
    assert standing(rated(call=[5] * 4), least=5).satisfaction is None
    assert standing(rated(call=[5] * 5), least=5).satisfaction is not None


def test_nobody_invited_is_not_nobody_satisfied():
    found = standing(rated())

    assert (found.response_bp, found.satisfaction, found.covered_bp) == (None, None, None)


@given(
    some.lists(
        some.tuples(some.sampled_from(["call", "counter", "request"]), some.none() | some.integers(1, 5)),
        min_size=1,
    )
)
def test_the_share_lies_in_its_interval_and_weights_make_a_whole(rows):
    frame = pl.DataFrame(rows, schema={"contact_kind": pl.String, "stars": pl.Int64}, orient="row")
    found = standing(frame)

    if found.satisfaction:
        assert (
            0
            <= found.satisfaction.low_bp
            <= found.satisfaction.share_bp
            <= found.satisfaction.high_bp
            <= 10_000
        )
        assert abs(sum(one.weight_bp for one in found.kinds) - 10_000) <= 2
    assert found.invited == len(rows)


def test_every_state_of_every_life_is_reached_and_known():
    for life in LIVES.values():
        known = {*life.path, *life.exits, ""}
        assert {move.to_state for move in life.moves.values()} == known - {""}
        assert {state for move in life.moves.values() for state in move.from_states} <= known


@pytest.mark.parametrize(
    ("life", "state", "move", "roles", "reason", "rule"),
    [
        (FINDING, "raised", "dance", {"office"}, "x", "unknown-move"),
        (FINDING, "raised", "recheck", {"office"}, "x", "not-from-this-state"),
        (FINDING, "upheld", "correct", {"office"}, "x", "not-for-this-role"),
        (FINDING, "raised", "reply", {"concerned"}, " ", "reason-missing"),
        (INSPECTION, "under_way", "cancel", {"office"}, "x", "not-from-this-state"),
    ],
)
def test_a_move_that_is_not_in_the_dictionary_is_refused(life, state, move, roles, reason, rule):
    with pytest.raises(CannotMoveConduct) as refused:
        check_move(life=life, state=state, move=move, roles=roles, reason=reason)

    assert refused.value.rule == rule
