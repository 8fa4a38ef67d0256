"""The tree with its days: merging, splitting, old codes, figures told on another day's tree."""

from datetime import date

import polars as pl
import pytest
from django.db import IntegrityError, transaction

from donghanh.apps.organisation import operations, queries
from donghanh.apps.organisation.models import Act, RoleGrant, UnitPlacement
from donghanh.apps.organisation.operations import CannotChangeTree, Part, UnitName
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db

BEFORE, MERGED_ON, AFTER = date(2022, 2, 28), date(2022, 3, 1), date(2022, 6, 1)
NEW = UnitName("PA01XG", "Điện lực Xuân Giao", "Xuan Giao Power Unit", "Xuân Giao")


@pytest.fixture
def merge(actors, product_now):
    """Merge Giao Thủy and Xuân Trường, into a new unit unless told otherwise."""

    def act(*, actor=None, codes=("PA01GT", "PA01XT"), into=NEW, weights=(300, 200), on=MERGED_ON, **more):
        return operations.merge_units(
            actor=actor or actors.director,
            codes=codes,
            into=into,
            weights=weights,
            on=on,
            at=product_now,
            **more,
        )

    return act


@pytest.fixture
def split(actors, product_now):
    """Split units of the reference."""

    def act(code, parts, *, actor=None, on=MERGED_ON, **more):
        return operations.split_unit(
            actor=actor or actors.director, code=code, parts=parts, on=on, at=product_now, **more
        )

    return act


def codes_on(day):
    return [row.code for row in queries.units_on(day=day)]


def figures(**amounts):
    return pl.DataFrame({"unit": list(amounts), "amount": list(amounts.values())})


def test_nine_units_stand_on_the_product_day(actors, product_day):
    assert sorted(codes_on(product_day)) == [
        "PA01GT", "PA01HH", "PA01ND", "PA01NH", "PA01NT", "PA01TN", "PA01VB", "PA01XT", "PA01YY",
    ]  # fmt: skip


def test_the_tree_has_one_root_and_every_unit_its_teams(actors, product_day):
    (root,) = queries.tree_on(day=product_day)
    (company,) = root.children
    unit = next(node for node in company.children if node.unit.code == "PA01XT")

    assert (root.unit.code, company.unit.code) == ("EVNNPC", "PA01")
    assert {node.unit.code for node in company.children if node.unit.kind == "department"} == {
        "PA01-KD",
        "PA01-VP",
        "PA01-CSKH",
    }
    assert [node.unit.code for node in unit.children] == ["PA01XT-KD", "PA01XT-SC", "PA01XT-VH"]


def test_an_actor_of_a_unit_lists_that_unit_alone(actors, product_day):
    rows = queries.units_on(day=product_day, actor=actors.unit_head("PA01XT"))

    assert [row.code for row in rows] == ["PA01XT"]


def test_a_merge_changes_the_tree_from_its_day_on_and_not_before(merge):
    merge()

    assert {"PA01GT", "PA01XT"} <= set(codes_on(BEFORE))
    assert "PA01XG" not in codes_on(BEFORE)
    assert "PA01XG" in codes_on(MERGED_ON)
    assert not {"PA01GT", "PA01XT"} & set(codes_on(MERGED_ON))


def test_communes_and_teams_go_to_the_successor(merge, actors):
    change = merge()

    assert change.communes_moved == 42
    assert change.teams_moved == 6
    assert queries.unit_of_commune(commune_code="14089", day=BEFORE) == "PA01XT"
    assert queries.unit_of_commune(commune_code="14089", day=MERGED_ON) == "PA01XG"
    assert queries.unit(code="PA01XT-VH", day=AFTER).parent_code == "PA01XG"


def test_people_keep_their_roles_in_the_successor_and_still_see_the_old_code(merge, actors):
    head = actors.unit_head("PA01XT")

    merge()
    after = queries.actor_of(staff_id=head.staff_id, on=AFTER)

    assert queries.actor_of(staff_id=head.staff_id, on=BEFORE).unit_codes == {"PA01XT"}
    assert after.unit_codes == {"PA01XG", "PA01XT", "PA01GT"}


def test_a_chain_of_merges_keeps_the_oldest_code_in_sight(merge, actors):
    head = actors.unit_head("PA01HH")
    merge()
    merge(codes=("PA01XG", "PA01HH"), into=UnitName("PA01HH"), weights=(5, 4), on=date(2023, 1, 1))

    after = queries.actor_of(staff_id=head.staff_id, on=date(2023, 6, 1))

    assert after.unit_codes == {"PA01HH", "PA01XG", "PA01XT", "PA01GT"}


def test_old_codes_resolve_for_ever(merge):
    merge()
    merge(codes=("PA01XG", "PA01HH"), into=UnitName("PA01HH"), weights=(5, 4), on=date(2023, 1, 1))

    assert queries.resolve_unit(code="PA01XT", day=BEFORE) == ("PA01XT",)
    assert queries.resolve_unit(code="PA01XT", day=AFTER) == ("PA01XG",)
    assert queries.resolve_unit(code="PA01XT", day=date(2030, 1, 1)) == ("PA01HH",)
    assert queries.resolve_unit(code="PA01XG", day=BEFORE) == ("PA01GT", "PA01XT")


def test_figures_are_told_on_the_tree_of_another_day_and_their_total_stands(merge):
    merge()

    forward = queries.restate_figures(
        figures=figures(PA01GT=7, PA01XT=4, PA01ND=2), from_day=BEFORE, to_day=AFTER
    )
    backward = queries.restate_figures(figures=figures(PA01XG=11), from_day=AFTER, to_day=BEFORE)

    assert forward.rows() == [("PA01ND", 2), ("PA01XG", 11)]
    assert backward.rows() == [("PA01GT", 7), ("PA01XT", 4)]


def test_a_figure_of_a_code_that_never_was_is_refused(actors):
    with pytest.raises(queries.UnknownUnit) as refusal:
        queries.restate_figures(figures=figures(PA02ZZ=1), from_day=BEFORE, to_day=AFTER)

    assert refusal.value.code == "PA02ZZ"


def test_a_unit_may_take_another_over_and_go_on_under_its_code(merge):
    change = merge(into=UnitName("PA01GT"))

    assert change.ended == ("PA01XT",)
    assert change.founded == ()
    assert queries.resolve_unit(code="PA01XT", day=AFTER) == ("PA01GT",)
    assert queries.span_of_unit(code="PA01GT")[1] is None


def test_a_dry_run_tells_the_same_and_leaves_nothing(merge, actors):
    _ = actors.director
    acts = Act.objects.count()

    told = merge(dry_run=True)
    left = (
        codes_on(AFTER),
        Act.objects.count(),
        queries.unit_of_commune(commune_code="14089", day=AFTER),
    )
    done = merge()

    assert left == (codes_on(BEFORE), acts, "PA01XT")
    assert told == done


def test_a_merge_leaves_one_audit_row_with_what_was_decided(merge, actors):
    merge()

    row = queries.acts(actor=actors.auditor, subject="unit:PA01XG")[0]

    assert (row.username, row.act) == ("director", "merge_units")
    assert row.facts["successions"] == [["PA01GT", "PA01XG", 300], ["PA01XT", "PA01XG", 200]]


@pytest.mark.parametrize("role", ["office", "auditor", "unit_head", "crew", "partner_officer"])
def test_who_may_not_change_the_tree_is_refused_and_nothing_changes(merge, actors, role):
    place = {"unit_head": {"unit_code": "PA01XT"}, "crew": {"unit_code": "PA01XT"}}.get(
        role, {"commune_code": "13729"} if role == "partner_officer" else {}
    )

    with pytest.raises(Forbidden):
        merge(actor=actors.of(role, **place))

    assert "PA01XG" not in codes_on(AFTER)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"codes": ("PA01XT",), "weights": (1,)}, "At least two"),
        ({"codes": ("PA01XT", "PA01XT")}, "At least two"),
        ({"weights": (1,)}, "sizes"),
        ({"weights": (-1, 2)}, "from 0"),
        ({"weights": (0, 0)}, "not all of them 0"),
        ({"codes": ("PA01XT", "PA01-KD")}, "no power unit"),
        ({"codes": ("PA01XT", "PA99ZZ")}, "no power unit"),
        ({"into": UnitName("PA01-VP", "x", "x")}, "given before"),
        ({"into": UnitName("", "x", "x")}, "needs a code"),
        ({"into": UnitName("PA01XG")}, "needs a Vietnamese and an English name"),
        ({"on": date(2010, 1, 1)}, "choose a day after it"),
    ],
)
def test_a_merge_that_cannot_be_is_refused_with_the_reason(merge, wrong, said):
    with pytest.raises(CannotChangeTree, match=said):
        merge(**wrong)

    assert len(codes_on(AFTER)) == 9


def test_a_unit_that_has_ended_merges_no_more_and_its_code_is_not_used_again(merge):
    merge()

    with pytest.raises(CannotChangeTree, match="stands until 2022-03-01"):
        merge(codes=("PA01XT", "PA01ND"), into=UnitName("PA01ND"), on=AFTER)
    with pytest.raises(CannotChangeTree, match="given before"):
        merge(codes=("PA01ND", "PA01VB"), into=UnitName("PA01XT", "x", "x"), on=AFTER)


def test_a_part_is_split_off_with_its_communes_and_the_rest_goes_on(split, actors):
    served = [row.code for row in queries.communes(actor=actors.director, day=BEFORE, unit_code="PA01ND")]
    taken = ("13729", "13732")
    stay = tuple(code for code in served if code not in taken)
    officer = actors.unit_officer("PA01ND")

    change = split(
        "PA01ND",
        [Part(UnitName("PA01ND"), stay, 80), Part(UnitName("PA01ML", "Mỹ Lộc", "My Loc"), taken, 20)],
    )

    assert (change.ended, change.founded, change.communes_moved) == ((), ("PA01ML",), 2)
    assert queries.unit_of_commune(commune_code="13729", day=AFTER) == "PA01ML"
    assert queries.unit_of_commune(commune_code=stay[0], day=AFTER) == "PA01ND"
    assert queries.resolve_unit(code="PA01ND", day=AFTER) == ("PA01ND",)
    assert queries.actor_of(staff_id=officer.staff_id, on=AFTER).unit_codes == {"PA01ND"}
    assert queries.restate_figures(figures=figures(PA01ND=10), from_day=BEFORE, to_day=AFTER).rows() == [
        ("PA01ML", 2),
        ("PA01ND", 8),
    ]


def test_a_unit_split_whole_ends_and_its_roles_are_to_be_granted_anew(split, actors):
    served = [row.code for row in queries.communes(actor=actors.director, day=BEFORE, unit_code="PA01VB")]
    head = actors.unit_head("PA01VB")

    change = split(
        "PA01VB",
        [
            Part(UnitName("PA01V1", "Một", "One"), tuple(served[:9]), 1),
            Part(UnitName("PA01V2", "Hai", "Two"), tuple(served[9:]), 1),
        ],
    )

    assert (change.ended, change.grants_ended) == (("PA01VB",), 1)
    assert queries.actor_of(staff_id=head.staff_id, on=AFTER).roles == frozenset()
    assert RoleGrant.objects.get(staff_id=head.staff_id).until_on == MERGED_ON


def test_every_commune_goes_with_exactly_one_part(split):
    parts = [
        Part(UnitName("PA01VB"), (), 1),
        Part(UnitName("PA01V2", "Hai", "Two"), ("13741", "13729"), 1),
    ]

    with pytest.raises(CannotChangeTree, match=r"Missing: 13744.*not its own or given twice: 13729"):
        split("PA01VB", parts)


def test_no_unit_stands_in_two_places_on_a_day_even_by_raw_rows(actors):
    with pytest.raises(IntegrityError, match="placed twice"), transaction.atomic():
        UnitPlacement.objects.create(unit_id="PA01XT", parent_id="EVNNPC", from_on=date(2021, 1, 1))


def test_the_history_of_a_placement_is_kept(merge):
    from django.apps import apps

    merge()
    events = apps.get_model("organisation", "UnitPlacementEvent").objects.filter(unit_id="PA01XT")

    assert [event.until_on for event in events.order_by("pgh_id")] == [None, MERGED_ON]
