"""Questions about the works, answered with plain values and scoped to who asks."""

from donghanh.apps.works.queries.crews import CrewRow, crews_of_unit
from donghanh.apps.works.queries.days import Proposal, day_proposal, positions_known
from donghanh.apps.works.queries.field import FieldDay, FieldVisit, field_day
from donghanh.apps.works.queries.lists import OrderPage, OrderRow, VisitRow, order_list, visits_of_day
from donghanh.apps.works.queries.methods import methods_for
from donghanh.apps.works.queries.near import commune_near
from donghanh.apps.works.queries.orders import (
    FailedVisit,
    OrderNamed,
    failed_visit_of_subject,
    order_of_subject,
    references_of_subject,
)
from donghanh.apps.works.queries.sight import may_see_order, may_set_aside
from donghanh.apps.works.queries.stories import OrderStory, order_story

__all__ = [
    "CrewRow",
    "FailedVisit",
    "FieldDay",
    "FieldVisit",
    "OrderNamed",
    "OrderPage",
    "OrderRow",
    "OrderStory",
    "Proposal",
    "VisitRow",
    "day_proposal",
    "order_list",
    "positions_known",
    "order_story",
    "visits_of_day",
    "commune_near",
    "crews_of_unit",
    "failed_visit_of_subject",
    "field_day",
    "may_see_order",
    "may_set_aside",
    "methods_for",
    "order_of_subject",
    "references_of_subject",
]
