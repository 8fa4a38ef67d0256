"""Figures of conduct the slow way: each finding replayed event by event until a day, nothing else known."""

from __future__ import annotations

from datetime import date


def months(inspections, findings, *, as_of: date) -> dict[tuple[str, str], list]:
    """
    (unit, month) -> [inspected, share_bp, findings, open, late].

    inspections : (unit, day finished, points, possible)
    findings    : (unit, day raised, reply due, [(day, state, correct due or None), …] in order)
    """
    found: dict[tuple[str, str], list] = {}
    points: dict[tuple[str, str], list[int]] = {}
    for unit, day, got, possible in inspections:
        if day <= as_of:
            key = (unit, f"{day:%Y-%m}")
            found.setdefault(key, [0, None, 0, 0, 0])[0] += 1
            sums = points.setdefault(key, [0, 0])
            sums[0], sums[1] = sums[0] + got, sums[1] + possible
    for unit, raised, reply_due, moves in findings:
        if raised > as_of:
            continue
        state, due = "raised", reply_due
        for day, after, correct_due in moves:
            if day <= as_of:
                state = after
                due = correct_due if after == "upheld" else None
        line = found.setdefault((unit, f"{raised:%Y-%m}"), [0, None, 0, 0, 0])
        line[2] += state != "withdrawn"
        line[3] += state not in ("withdrawn", "rechecked")
        line[4] += state in ("raised", "upheld") and due is not None and due < as_of
    for key, (got, possible) in points.items():
        found[key][1] = int((got * 10_000 * 2 + possible) // (2 * possible)) if possible else None
    return found
