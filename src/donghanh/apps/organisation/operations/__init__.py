"""Acts of the organisation: each one transaction and one audit row, keywords only."""

from donghanh.apps.organisation.operations.area_status import CannotSetAreaStatus, set_area_status
from donghanh.apps.organisation.operations.changes import CannotChangeTree
from donghanh.apps.organisation.operations.clock import CannotSetClock, clear_product_clock, set_product_clock
from donghanh.apps.organisation.operations.demo_staff import NotADemo, load_demo_staff
from donghanh.apps.organisation.operations.records import record_act, record_acts, record_reading
from donghanh.apps.organisation.operations.reference import Loaded, load_reference
from donghanh.apps.organisation.operations.staff import (
    CannotKeepStaff,
    add_staff,
    grant_role,
    revoke_role,
    set_active,
    set_password,
)
from donghanh.apps.organisation.operations.story import (
    CannotPlay,
    begin_demo_story,
    next_demo_day,
    record_demo_day,
    record_demo_failure,
    want_demo_story,
)
from donghanh.apps.organisation.operations.units import Part, TreeChange, UnitName, merge_units, split_unit

__all__ = [
    "CannotChangeTree",
    "CannotSetAreaStatus",
    "Part",
    "TreeChange",
    "UnitName",
    "merge_units",
    "set_area_status",
    "split_unit",
    "CannotKeepStaff",
    "CannotPlay",
    "begin_demo_story",
    "next_demo_day",
    "record_demo_day",
    "record_demo_failure",
    "want_demo_story",
    "CannotSetClock",
    "Loaded",
    "NotADemo",
    "add_staff",
    "clear_product_clock",
    "grant_role",
    "load_demo_staff",
    "load_reference",
    "record_act",
    "record_acts",
    "record_reading",
    "revoke_role",
    "set_active",
    "set_password",
    "set_product_clock",
]
