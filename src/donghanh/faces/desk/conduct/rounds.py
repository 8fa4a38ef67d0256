"""Rounds: what was announced, the sample once it may be seen, and how anybody checks it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.operations import RoundAsked
from donghanh.apps.conduct.permissions import check_inspect, may_inspect
from donghanh.apps.conduct.queries import RoundProof, RoundRow
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.engines.conduct import ROUND, SEED_BYTES
from donghanh.faces.desk.asking import Standing, address, standing_of
from donghanh.faces.desk.conduct import wording
from donghanh.faces.desk.conduct.forms import RoundForm
from donghanh.faces.desk.conduct.standing import conduct_page, tabs


@conduct_page
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds: that one was announced is no secret."""
    standing = standing_of(request)
    context = {
        "tabs": tabs(here="rounds", actor=standing.actor, day=standing.today),
        "rows": [_line(row) for row in queries.rounds(actor=standing.actor)],
        "columns": [
            {"key": "code", "label": _("Đợt"), "kind": "code", "url_key": "url"},
            {"key": "kind", "label": _("Loại")},
            {"key": "days", "label": _("Những ngày")},
            {"key": "offices", "label": _("Nơi tiếp khách"), "kind": "number"},
            {"key": "crews", "label": _("Tổ"), "kind": "number"},
            {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
        ],
        "new_url": address("desk-conduct-new") if may_inspect(actor=standing.actor) else "",
    }
    return render(request, "desk/conduct/rounds.html", context)


@conduct_page
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a round (GET), announce it with a fresh seed that nobody is shown (POST)."""
    standing = standing_of(request)
    check_inspect(actor=standing.actor)
    form = RoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            code = operations.announce_round(
                actor=standing.actor, asked=_asked(form.cleaned_data), at=standing.now,
                seed=secrets.token_bytes(SEED_BYTES),
            )  # fmt: skip
        except Refused as reason:
            form.add_error(None, wording.told(reason))
        else:
            messages.success(request, _("Đã công bố đợt %(code)s và mã băm của số bí mật.") % {"code": code})
            return redirect("desk-conduct-round", code)
    trail = [(_("Tác phong"), address("desk-conduct")), (_("Công bố đợt mới"), "")]
    status = 422 if form.errors else 200
    return render(request, "desk/conduct/new.html", {"form": form, "trail": trail}, status=status)


@conduct_page
def one_round(request: HttpRequest, code: str) -> HttpResponse:
    """Show a round with its proof; POST draws it, closes it or gives it up."""
    standing = standing_of(request)
    proof = queries.round_proof(actor=standing.actor, code=code)
    if request.method == "POST":
        try:
            messages.success(request, _acted(request, standing, code))
        except NotFound:
            raise
        except (Refused, Forbidden) as reason:
            messages.error(request, wording.told(reason))
        return redirect("desk-conduct-round", code)
    return render(request, "desk/conduct/round.html", _page(standing, proof))


@conduct_page
def proof_file(request: HttpRequest, code: str) -> HttpResponse:
    """Give everything by which the round can be repeated elsewhere, as one JSON document."""
    proof = queries.round_proof(actor=standing_of(request).actor, code=code)
    document = {
        "round": code, "seed_commitment": proof.round.seed_commitment, "seed": proof.seed,
        "chance_source": proof.chance_source, "public_chance": proof.public_chance,
        "frame_digest": proof.frame_digest, "days": [day.isoformat() for day in proof.days],
        "sizes": {
            "office": proof.round.office_count, "crew": proof.round.crew_count, "may_repeat":
            proof.may_repeat,
        },
        "frame": [{"reference": ref, "kind": kind, "unit": unit} for ref, kind, unit in proof.frame],
        "sample": [
            {"reference": one.reference, "kind": one.kind, "day": one.day.isoformat(), "position":
            one.position} for one in proof.sample
        ],
    }  # fmt: skip
    text = json.dumps(document, ensure_ascii=False, indent=1)
    answer = HttpResponse(text + "\n", content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{code}.json"'
    return answer


def _asked(given: dict[str, Any]) -> RoundAsked:
    return RoundAsked(
        is_surprise=given["is_surprise"] == "yes", from_on=given["from_on"],
        until_on=given["last_on"] + timedelta(days=1), office_count=given["office_count"],
        crew_count=given["crew_count"], chance_source=given["chance_source"],
    )  # fmt: skip


def _acted(request: HttpRequest, standing: Standing, code: str) -> str:
    given = {"actor": standing.actor, "code": code, "at": standing.now}
    why = request.POST.get("why", "")[:300]
    acts: dict[str, Callable[[], object]] = {
        "draw": lambda: operations.draw_round(**given, public_chance=request.POST.get("chance", "")[:200]),
        "close": lambda: operations.close_round(**given),
        "make_void": lambda: operations.make_round_void(**given, why=why),
    }
    wanted = request.POST.get("move", "")
    if wanted not in acts:
        raise NotFound("move", wanted)
    acts[wanted]()
    return {
        "draw": _("Đã rút nơi và ngày kiểm tra."),
        "close": _("Đã khép đợt. Số bí mật đã hiện, ai cũng kiểm tra lại được."),
        "make_void": _("Đã bỏ đợt."),
    }[wanted]


def _line(row: RoundRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "url": address("desk-conduct-round", row.code),
        "kind": _kind(row),
        "days": _days(row),
        "offices": row.office_count,
        "crews": row.crew_count,
        "state": wording.word(wording.ROUND_STATES, row.state),
        "tone": wording.TONES.get(row.state, "idle"),
    }


def _kind(row: RoundRow) -> str:
    return _("Đột xuất") if row.is_surprise else _("Theo kế hoạch")


def _days(row: RoundRow) -> str:
    return f"{row.from_on:%d/%m/%Y} – {row.until_on - timedelta(days=1):%d/%m/%Y}"


def _page(standing: Standing, proof: RoundProof) -> dict[str, Any]:
    row = proof.round
    steps = [(state, wording.word(wording.ROUND_STATES, state)) for state in ROUND.path]
    return {
        "proof": proof,
        "row": row,
        "kind": _kind(row),
        "days": _days(row),
        "trail": [(_("Tác phong"), address("desk-conduct")), (row.code, "")],
        "steps": steps,
        "stopped": wording.word(wording.ROUND_STATES, "void") if row.state == "void" else "",
        "breaches": [f"{one.rule}: {one.kept} → {one.found}" for one in proof.breaches],
        "sample": [
            {
                "position": one.position, "kind": wording.word(wording.KINDS, one.kind), "unit": one.unit,
                "reference": one.reference, "day": one.day, "why": one.why or "–",
                "state": wording.word(wording.INSPECTION_STATES, one.state),
                "tone": wording.TONES.get(one.state, "idle"),
            }
            for one in proof.sample
        ],
        "sample_columns": [
            {"key": "kind", "label": _("Loại")},
            {"key": "position", "label": _("Thứ tự"), "kind": "number"},
            {"key": "unit", "label": _("Điện lực"), "kind": "code"},
            {"key": "reference", "label": _("Nơi trong danh sách"), "kind": "code"},
            {"key": "day", "label": _("Ngày"), "kind": "day"},
            {"key": "state", "label": _("Kết cục"), "kind": "status", "tone_key": "tone"},
            {"key": "why", "label": _("Lý do")},
        ],
        "may_break": row.state == "drawn" and "director" in standing.actor.roles,
        "may_act": may_inspect(actor=standing.actor),
        "list_url": address("desk-conduct-inspections", dot=row.code),
        "file_url": address("desk-conduct-proof", row.code),
    }  # fmt: skip
