"""Approved lists and selections by rule over the API: what was frozen, who was chosen, and why."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema, Status

from donghanh.apps.programmes.operations import selecting
from donghanh.apps.programmes.queries import lists, plan, selections
from donghanh.faces.api.asked import Code, CodeOrNone, Day, Number, Sent, Verdict
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["lists and selections"])


class RunWanted(Sent):
    """The day on which the rule looks at the customers."""

    as_of: Day


class PutForward(Schema):
    """The references of the benefits that were named and checked."""

    references: list[str]


@router.get("/campaigns/{code}/lists", response={200: list[lists.ListCard]} | REFUSALS)
def approved_lists(request: HttpRequest, code: Code, activity: CodeOrNone = "") -> object:
    """The approved lists in sight."""
    actor = actor_of(request)
    plan.campaign_template(campaign_code=code)
    return list(lists.approved_lists(actor=actor, campaign_code=code, activity_code=activity))


@router.get("/campaigns/{code}/lists/{activity}/{number}", response={200: lists.FrozenList} | REFUSALS)
def frozen_list(request: HttpRequest, code: Code, activity: Code, number: Number) -> object:
    """One approved list as it was frozen, and what has changed since."""
    return lists.frozen_list(
        actor=actor_of(request), campaign_code=code, activity_code=activity, number=number
    )


@router.get(
    "/campaigns/{code}/activities/{activity}/selections", response={200: list[selections.RunCard]} | REFUSALS
)
def selection_runs(request: HttpRequest, code: Code, activity: Code) -> object:
    """The runs of an activity's rule, newest first."""
    actor_of(request)
    plan.activity_card(campaign_code=code, activity_code=activity)
    return list(selections.runs(campaign_code=code, activity_code=activity))


@router.post(
    "/campaigns/{code}/activities/{activity}/selections", response={201: selections.RunCard} | REFUSALS
)
def run_selection(request: HttpRequest, code: Code, activity: Code, wanted: RunWanted) -> object:
    """Judge every customer by the activity's rule as of a day, and keep the outcome with its reasons."""
    run_id = selecting.run_selection(
        actor=actor_of(request), campaign_code=code, activity_code=activity, as_of=wanted.as_of, at=now()
    )
    return Status(201, selections.run(run_id=run_id))


@router.get("/selections/{run_id}", response={200: selections.RunCard} | REFUSALS)
def selection_run(request: HttpRequest, run_id: Number) -> object:
    """One run: its rule, its counts, its cut."""
    actor_of(request)
    return selections.run(run_id=run_id)


@router.get("/selections/{run_id}/rows", response={200: list[selections.SelectedLine]} | REFUSALS)
def selection_rows(request: HttpRequest, run_id: Number, verdict: Verdict = "") -> object:
    """The customers in sight whom a run chose, nearly chose or could not judge."""
    return list(selections.selected(actor=actor_of(request), run_id=run_id, verdict=verdict))


@router.post("/selections/{run_id}/put-forward", response={200: PutForward} | REFUSALS)
def put_forward(request: HttpRequest, run_id: Number) -> object:
    """Name and check those whom a run chose and who have no living benefit of the activity yet."""
    return {
        "references": list(selecting.put_forward(actor=actor_of(request), run_id=run_id, at=now())),
    }


@router.get("/selections/{run_id}/why/{customer_code}", response={200: selections.WhyAnswer} | REFUSALS)
def why(request: HttpRequest, run_id: Number, customer_code: Code) -> object:
    """Why a customer was chosen or not."""
    return selections.why(actor=actor_of(request), run_id=run_id, customer_code=customer_code)
