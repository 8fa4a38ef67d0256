"""
Whether a pause may be: an allowed reason, its evidence, not longer nor more often than the reason allows.

For the clock that nobody can game. The length is measured by the reason's own clock, so that "10 working
days" of waiting leave Tết out as the promise does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from donghanh.engines.deadlines.explaining import due
from donghanh.engines.deadlines.working import WorkTimes
from donghanh.kernel.findings import Finding


def check_pause(
    *,
    reason: str,
    from_at: datetime,
    until_at: datetime | None,
    allowed: Collection[str],
    longest: tuple[str, int] | None,
    work: WorkTimes,
    evidence: Collection[str] | None = None,
    evidence_needed: Collection[str] = (),
    times: int = 0,
    most_times: int | None = None,
) -> tuple[Finding, ...]:
    """
    Judge one pause.

    allowed         : reasons for which the service may wait
    longest         : clock of the longest pause of this reason; None where the reason is not known
    evidence        : sorts of proof that are kept with it; None where nobody asks yet
    evidence_needed : sorts of proof of which one must be there
    times           : how often the case has waited for this reason already
    most_times      : how often it may; None where nothing is said
    returns         : findings in the order in which they are told: `pause-reason-not-allowed`,
                      `paused-too-often`, `pause-without-evidence`, `evidence-of-other-sort`,
                      `pause-backward`, `pause-too-long`; none when it may be
    raises          : Beyond
    """
    return (
        *_check_reason(reason, allowed),
        *_check_times(reason, times, most_times),
        *_check_evidence(reason, evidence, evidence_needed),
        *_check_length(from_at, until_at, longest, work),
    )


def _check_reason(reason: str, allowed: Collection[str]) -> Iterator[Finding]:
    if reason not in allowed:
        yield Finding("pause-reason-not-allowed", facts={"found": reason, "expected": sorted(allowed)})


def _check_times(reason: str, times: int, most: int | None) -> Iterator[Finding]:
    if most is not None and times >= most:
        yield Finding("paused-too-often", facts={"reason": reason, "times": times, "expected": most})


def _check_evidence(
    reason: str, evidence: Collection[str] | None, needed: Collection[str]
) -> Iterator[Finding]:
    if evidence is not None and needed and not set(evidence) & set(needed):
        facts = {"reason": reason, "found": sorted(evidence), "expected": sorted(needed)}
        yield Finding("evidence-of-other-sort" if evidence else "pause-without-evidence", facts=facts)


def _check_length(
    from_at: datetime, until_at: datetime | None, longest: tuple[str, int] | None, work: WorkTimes
) -> Iterator[Finding]:
    if until_at is None:
        return
    if until_at <= from_at:
        yield Finding("pause-backward", facts={"from_at": str(from_at), "until_at": str(until_at)})
    elif longest is not None:
        last = due(clock=longest, start_at=from_at, as_of=from_at, work=work).due_at
        if until_at > last:
            facts = {"until_at": str(until_at), "longest_until": str(last.astimezone(from_at.tzinfo))}
            yield Finding("pause-too-long", facts=facts)
