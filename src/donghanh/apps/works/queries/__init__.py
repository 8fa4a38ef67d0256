"""Questions about the works, answered with plain values and scoped to who asks."""

from donghanh.apps.works.queries.crews import CrewRow, crews_of_unit
from donghanh.apps.works.queries.field import FieldDay, FieldVisit, field_day
from donghanh.apps.works.queries.methods import methods_for
from donghanh.apps.works.queries.orders import OrderNamed, order_of_subject
from donghanh.apps.works.queries.sight import may_see_order, may_set_aside

__all__ = [
    "CrewRow",
    "FieldDay",
    "FieldVisit",
    "OrderNamed",
    "crews_of_unit",
    "field_day",
    "may_see_order",
    "may_set_aside",
    "methods_for",
    "order_of_subject",
]
