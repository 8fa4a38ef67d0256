"""
What every program under bench/ shares: timing turn and turn about, and one table of ratios.

A bench compares our work with the plain thing it is built on, on the same machine in the same
minute, so the ratio means something where the seconds do not. A bench first shows that all
contestants answer alike (`insist_equal`), then times them interleaved, best of several rounds
(`best_of`), then prints the table and gives the exit code (`close`): 1 when a limit is exceeded.
"""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a measure, its best time, its ratio to the base and the limit of that ratio."""

    measure: str
    seconds: float
    ratio: float | None = None
    limit: float | None = None

    @property
    def is_ok(self) -> bool:
        """True where there is no limit, or the ratio is within it."""
        return self.limit is None or (self.ratio is not None and self.ratio <= self.limit)


def insist_equal(*, answers: Mapping[str, object]) -> None:
    """
    Refuse to time contestants that do not answer alike. Answers must compare with `==` to a yes or no.

    raises : SystemExit 1, naming the first that differs
    """
    (first, expected), *others = answers.items()
    for name, answer in others:
        if answer != expected:
            raise SystemExit(
                f"'{name}' and '{first}' answer differently: no timing.\n"
                f"  {answer!r:.300}\n  {expected!r:.300}"
            )
    print(f"equal answers: {', '.join(answers)}")


def best_of(
    *,
    contestants: Mapping[str, Callable[[], object]],
    rounds: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """
    Run every contestant once a round, in turn, and keep each one's best time [seconds].

    Interleaved, so that a busy minute of the machine falls upon all of them; the order turns round
    every second round, so that nobody always runs on the cache its predecessor left. With
    `clock=time.process_time` the seconds are the processor's, all threads together: what the work
    costs, whoever else uses the machine.
    """
    best = dict.fromkeys(contestants, float("inf"))
    for turn in range(rounds):
        order = list(contestants) if turn % 2 == 0 else list(reversed(contestants))
        for name in order:
            best[name] = min(best[name], _seconds(contestants[name], clock))
    return best


def rows_against(*, seconds: Mapping[str, float], base: str, limits: Mapping[str, float]) -> list[Row]:
    """
    Set each time against the base's; `limits` holds the greatest ratio allowed, by measure.

    >>> rows_against(seconds={"scan": 2.0, "ours": 3.0}, base="scan", limits={"ours": 1.4})[1].is_ok
    False
    """
    return [Row(name, time_, time_ / seconds[base], limits.get(name)) for name, time_ in seconds.items()]


def close(*, title: str, rows: list[Row]) -> int:
    """Print the table; return the exit code of the program: 0, or 1 when a ratio is above its limit."""
    width = max(len(row.measure) for row in rows)
    print(f"\n{title}\n{'measure':<{width}}  {'seconds':>9}  {'ratio':>7}  {'limit':>6}  ok")
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        limit = "" if row.limit is None else f"{row.limit:.2f}"
        verdict = "" if row.limit is None else ("yes" if row.is_ok else "NO")
        print(f"{row.measure:<{width}}  {row.seconds:>9.4f}  {ratio:>7}  {limit:>6}  {verdict}")
    return 0 if all(row.is_ok for row in rows) else 1


def _seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """Time one run without the garbage collector stepping in; giving its memory back is not counted."""
    gc.collect()
    gc.disable()
    try:
        start = clock()
        kept = work()
        seconds = clock() - start
        del kept
        return seconds
    finally:
        gc.enable()
