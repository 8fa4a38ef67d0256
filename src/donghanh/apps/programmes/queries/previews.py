"""What an act on many promises would do, before it is done: which can move, which not, and why not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.households import households
from donghanh.apps.programmes.models import Benefit, BenefitMove
from donghanh.apps.programmes.permissions import roles_at, roles_for_move
from donghanh.apps.programmes.queries.benefits import BenefitLine, line_of
from donghanh.apps.programmes.queries.frames import benefits_seen
from donghanh.apps.programmes.queries.room import within_room
from donghanh.apps.programmes.queries.rows import canonical_benefit
from donghanh.apps.programmes.queries.waiting import breach_refusal
from donghanh.engines.programmes.duties import Act, check_move
from donghanh.engines.programmes.lives import CannotMove
from donghanh.kernel.digests import digest_of_rows


@dataclass(frozen=True)
class PreviewLine:
    """One promise of a bulk act; `rule` is empty when it can move, else the engine's name of the refusal."""

    line: BenefitLine
    rule: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ApprovalPreview:
    """
    What an approval would freeze: its lines, and the digest that the list would bear.

    reserve : what is verified too, but does not fit into the target or the unit's share
    """

    lines: tuple[PreviewLine, ...]
    digest: str
    reserve: tuple[BenefitLine, ...] = ()

    @property
    def stopped_by(self) -> tuple[PreviewLine, ...]:
        """The lines that this actor may not approve; one of them stops the list."""
        return tuple(line for line in self.lines if line.rule)


def move_preview(*, actor: Actor, references: Collection[str], move: str) -> tuple[PreviewLine, ...]:
    """
    Say of each promise whether the actor could make the move now; two queries, nothing is written.

    references : those out of sight or unknown are left out of the answer
    returns    : in the order of activity and reference; a quota that fills up on the way is not foreseen
    """
    rows = benefits_seen(actor=actor).filter(reference__in=references)
    ordered = rows.select_related("activity", "unit").order_by("activity__position", "reference")
    return _previewed(actor=actor, found=list(ordered), move=move)


def approval_preview(
    *, actor: Actor, campaign_code: str, activity_code: str, unit_code: str | None = None
) -> ApprovalPreview:
    """
    Show what `approve_list` would freeze: what is verified of an activity and fits, of one unit or of all.

    A line with a rule stops the whole list: a list is approved by somebody who named nobody on it, and no
    promise on it breaks a stacking rule.
    """
    rows = benefits_seen(actor=actor).filter(
        activity__campaign__code=campaign_code, activity__code=activity_code, state="verified"
    )
    if unit_code:
        rows = rows.filter(unit_id=unit_code)
    waiting = list(rows.select_related("activity", "unit").order_by("reference"))
    found, reserve = within_room(activity=waiting[0].activity, benefits=waiting) if waiting else ([], [])
    digest = digest_of_rows([canonical_benefit(row) for row in found])
    lines = _with_breaches(actor, found, _previewed(actor=actor, found=found, move="approve"))
    return ApprovalPreview(lines, digest, tuple(line_of(row) for row in reserve))


def _previewed(*, actor: Actor, found: list[Benefit], move: str) -> tuple[PreviewLine, ...]:
    acts: dict[int, list[Act]] = {}
    moves = BenefitMove.objects.filter(benefit_id__in=[row.pk for row in found]).order_by("id")
    for benefit_id, name, by_id in moves.values_list("benefit_id", "move", "by_id"):
        acts.setdefault(benefit_id, []).append(Act(name, by_id))
    return tuple(_judged(actor=actor, row=row, history=acts.get(row.pk, []), move=move) for row in found)


def _with_breaches(
    actor: Actor, found: list[Benefit], lines: tuple[PreviewLine, ...]
) -> tuple[PreviewLine, ...]:
    """A line that breaks a stacking rule stops the list as well, and says which other promise it is about."""
    breaches = households(benefits=found).breaches
    told = []
    for row, line in zip(found, lines, strict=True):
        if row.pk in breaches and not line.rule:
            refusal = breach_refusal(actor=actor, benefit=row, breach=breaches[row.pk][0])
            line = PreviewLine(line.line, refusal.rule, dict(refusal.facts))  # noqa: PLW2901
        told.append(line)
    return tuple(told)


def _judged(*, actor: Actor, row: Benefit, history: list[Act], move: str) -> PreviewLine:
    held = roles_at(actor=actor, unit_code=row.unit_id, commune_code=row.commune_code)
    roles = roles_for_move(roles=held, move=move, narrowed=row.activity.terms.get("roles", {}))
    try:
        check_move(
            move=move, state=row.state, roles=roles, actor_id=actor.staff_id, history=history, reason="-"
        )
    except CannotMove as refusal:
        return PreviewLine(line_of(row), refusal.rule, dict(refusal.facts))
    return PreviewLine(line_of(row))
