"""One promise: who, where it stands, its story, the moves open to who looks, how the visit must be done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.programmes.operations.revealing import reveal_benefit
from donghanh.apps.programmes.queries.benefit_goods import benefit_goods
from donghanh.apps.programmes.queries.benefits import BenefitStory, MoveLine, benefit_story
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.programmes import origins, proof_rows, wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.benefits import class_of
from donghanh.faces.desk.programmes.goods_facts import goods_facts
from donghanh.faces.desk.programmes.moving import ASKED_FIRST, IRREVERSIBLE
from donghanh.faces.desk.programmes.standing import Standing, page_address, programme_page, standing_of
from donghanh.faces.desk.programmes.suspicion_rows import household_rows
from donghanh.faces.desk.works import wording as works_wording
from donghanh.faces.signin.roles import NAMES


@programme_page()
def benefit(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one promise; telephone and address are covered."""
    return shown(request, reference)


def shown(
    request: HttpRequest, reference: str, *, proof_trouble: str = "", status: int = 200
) -> HttpResponse:
    """The page of a promise; `proof_trouble` says why a document was not kept."""
    standing = standing_of(request)
    story = benefit_story(actor=standing.actor, reference=reference, day=standing.today)
    page = _page(standing, story, proof_trouble)
    return render(request, "desk/programmes/benefit.html", page, status=status)


@programme_page()
def reveal(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the same with telephone and address, and record who looked; a GET goes to the covered page."""
    standing = standing_of(request)
    if request.method != "POST":
        return redirect(standing.link("desk-benefit", reference))
    story = reveal_benefit(
        actor=standing.actor,
        reference=reference,
        at=request.product_now,  # type: ignore[attr-defined]
    )
    return render(request, "desk/programmes/benefit.html", _page(standing, story))


def _page(standing: Standing, story: BenefitStory, proof_trouble: str = "") -> dict[str, Any]:
    line = story.line
    listed = (_("Suất hỗ trợ"), standing.link("desk-benefits", hoat_dong=line.activity_code))
    stopped = wording.word(wording.STATES, line.state) if line.state in BENEFIT.exits else ""
    return {
        "standing": standing,
        "trail": trail_of(standing=standing, between=(listed,), last=line.reference),
        "reference": line.reference,
        "name": line.name,
        "state": wording.word(wording.STATES, line.state),
        "tone": wording.STATE_TONES.get(line.state, "idle"),
        "activity": wording.said(line, "activity"),
        "activity_url": standing.link("desk-activity", line.activity_code),
        "steps": _steps(story, stopped),
        "step": line.state if not stopped else _last_on_path(story),
        "stopped": stopped,
        "facts": _facts(story) + goods_facts(benefit_goods(actor=standing.actor, reference=line.reference)),
        "why": origins.told(story=story, standing=standing),
        "is_in_full": story.is_in_full,
        "may_reveal": not story.is_in_full and bool(story.address or story.phone),
        "reveal_url": page_address("desk-benefit-reveal", line.reference),
        "address": story.address,
        "phone": story.phone,
        "orders_url": page_address("desk-work-of", line.reference),
        "correct_url": _correction(story),
        "customer_code": line.customer_code,
        "customer_url": page_address("desk_customer", line.customer_code) if line.customer_code else "",
        "area": _area(story),
        "waits": _waits(story),
        "around": household_rows(standing=standing, reference=line.reference),
        "replaces": _other(standing, story.replaces),
        "replaced_by": _other(standing, story.replaced_by),
        "replacement_url": _replacement(standing, story),
        "moves": [_button(standing, story, one.name) for one in story.open_moves],
        "story": [_move(move) for move in reversed(story.moves)],
        "may_change": standing.actor.may_change,
        "proofs": proof_rows.proofs_of(actor=standing.actor, reference=line.reference, trouble=proof_trouble),
    }


def _correction(story: BenefitStory) -> str:
    """The page that corrects the address, for those who may still move the promise before its delivery."""
    is_early = story.line.state in BENEFIT.path[: BENEFIT.path.index("delivered")]
    return page_address("desk-work-correct", story.line.reference) if is_early and story.open_moves else ""


def _steps(story: BenefitStory, stopped: str) -> list[tuple[str, str]]:
    """The path, up to where the promise ended when it left the path."""
    path = list(BENEFIT.path)
    if stopped:
        path = path[: path.index(_last_on_path(story)) + 1]
    elif story.line.state != "feedback":
        path.remove("feedback")
    return [(state, wording.word(wording.STATES, state)) for state in path]


def _last_on_path(story: BenefitStory) -> str:
    return next(
        (move.to_state for move in reversed(story.moves) if move.to_state in BENEFIT.path), "nominated"
    )


def _facts(story: BenefitStory) -> list[tuple[str, str]]:
    line = story.line
    rows = [
        (_("Đối tượng"), ", ".join(filter(None, (wording.word(wording.KINDS, line.kind), class_of(line))))),
        (_("Xã, phường"), story.commune),
        (_("Đơn vị phụ trách"), f"{wording.said(line, 'unit')} ({line.unit_code})"),
        (_("Số lượng"), written_number(line.quantity)),
        (_("Ngày hẹn"), written_day(line.scheduled_on) if line.scheduled_on else ""),
        (_("Chỗ trong chỉ tiêu"), written_number(line.place_number) if line.place_number else ""),
        (_("Hạn của hoạt động"), written_day(line.due_on)),
    ]
    return [row for row in rows if row[1]]


def _area(story: BenefitStory) -> dict[str, str] | None:
    if not story.area_status:
        return None
    return {
        "word": wording.word(wording.AREAS, story.area_status),
        "tone": wording.AREA_TONES.get(story.area_status, "idle"),
        "visit": wording.word(wording.VISITS, story.safety["visit"]) if story.safety else "",
        "text": wording.said_in(dict(story.safety)),
        "notice": {"normal": "info", "quarantined": "warn"}.get(story.area_status, "bad"),
    }


def _waits(story: BenefitStory) -> dict[str, str] | None:
    """The visit that was not possible, while no other day is named."""
    failed = story.waits_after
    if failed is None:
        return None
    return {
        "day": written_day(failed.day),
        "reason": works_wording.word(works_wording.REASONS, failed.reason),
    }


def _other(standing: Standing, reference: str) -> dict[str, str] | None:
    if not reference:
        return None
    return {"reference": reference, "url": standing.link("desk-benefit", reference)}


def _replacement(standing: Standing, story: BenefitStory) -> str:
    if story.line.state != "replaced" or story.replaced_by or not standing.may_nominate:
        return ""
    return standing.link("desk-nominate", hoat_dong=story.line.activity_code, thay=story.line.reference)


def _button(standing: Standing, story: BenefitStory, name: str) -> dict[str, Any]:
    """A move as a button; approving is done by the list, so that what is approved is frozen."""
    line, by_list = story.line, name == "approve"
    address = standing.link("desk-move", line.reference, name)
    if by_list:
        address = standing.link("desk-approve", hoat_dong=line.activity_code, don_vi=line.unit_code)
    return {
        "name": name,
        "word": _("Duyệt theo danh sách") if by_list else wording.word(wording.MOVES, name),
        "hint": wording.word(wording.ATTESTS, name) if name in wording.ATTESTS else "",
        "url": address,
        "posts": not by_list and name not in ASKED_FIRST,
        "kind": "danger" if BENEFIT.moves[name].to_state in IRREVERSIBLE else "",
    }


def _move(move: MoveLine) -> dict[str, Any]:
    day = str(move.facts.get("scheduled_on", "")) if move.facts else ""
    return {
        "word": wording.word(wording.MOVES, move.move),
        "state": wording.word(wording.STATES, move.to_state),
        "tone": wording.STATE_TONES.get(move.to_state, "idle"),
        "by": move.by,
        "role": str(NAMES.get(move.as_role, move.as_role)),
        "at": move.at,
        "why": works_wording.word(works_wording.REASONS, move.why),
        "scheduled_on": f"{day[8:10]}/{day[5:7]}/{day[:4]}" if len(day) == 10 else "",
    }
