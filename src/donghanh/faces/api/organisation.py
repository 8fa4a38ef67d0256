"""The organisation over the API: the tree of units as of a day, and the communes in sight."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from donghanh.apps.organisation import queries
from donghanh.faces.api.asked import CodeOrNone, DayAsked
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import today

router = Router(tags=["organisation"])


@router.get("/organisation/tree", response={200: list[queries.TreeNode]} | REFUSALS)
def organisation_tree(request: HttpRequest, as_of: DayAsked = None) -> object:
    """The corporation with what stands below it on a day."""
    actor_of(request)
    return queries.tree_on(day=as_of or today())


@router.get("/organisation/communes", response={200: list[queries.CommuneRow]} | REFUSALS)
def communes(request: HttpRequest, as_of: DayAsked = None, unit: CodeOrNone = "") -> object:
    """The communes in sight with their unit and the state of the area on a day."""
    return queries.communes(actor=actor_of(request), day=as_of or today(), unit_code=unit or None)
