"""Questions about the organisation, answered with plain values and scoped to who asks."""

from donghanh.apps.organisation.queries.actors import actor_named, actor_of
from donghanh.apps.organisation.queries.acts import ActRow, acts
from donghanh.apps.organisation.queries.clock import end_of_day, product_clock, product_clock_is_set
from donghanh.apps.organisation.queries.places import (
    AreaStatusRow,
    CommuneRow,
    area_history,
    area_status_on,
    commune,
    commune_names,
    communes,
    district_names,
    districts_of_communes,
    unit_of_commune,
    units_of_communes,
)
from donghanh.apps.organisation.queries.staff import StaffRow, demo_cards, staff, staff_of_unit
from donghanh.apps.organisation.queries.story import StoryStanding, demo_story
from donghanh.apps.organisation.queries.units import (
    TreeNode,
    UnitRow,
    UnknownUnit,
    known_unit_codes,
    nodes_on,
    resolve_unit,
    restate_figures,
    span_of_unit,
    tree_on,
    unit,
    units_on,
)

__all__ = [
    "ActRow",
    "StaffRow",
    "StoryStanding",
    "demo_story",
    "acts",
    "demo_cards",
    "staff",
    "staff_of_unit",
    "AreaStatusRow",
    "CommuneRow",
    "TreeNode",
    "UnitRow",
    "UnknownUnit",
    "actor_named",
    "actor_of",
    "area_history",
    "area_status_on",
    "commune",
    "commune_names",
    "communes",
    "district_names",
    "districts_of_communes",
    "end_of_day",
    "known_unit_codes",
    "nodes_on",
    "product_clock",
    "product_clock_is_set",
    "resolve_unit",
    "restate_figures",
    "span_of_unit",
    "tree_on",
    "unit",
    "unit_of_commune",
    "units_of_communes",
    "units_on",
]
