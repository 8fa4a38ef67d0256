"""
What must hold of the stacking rules of a template: which promises one household may have together.

For `programme_checks`. Each pair of activities is told once; what is forbidden one way is forbidden the
other way, so a pair that is told both ways in different words is refused. A `must` can be met.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import names_in, unknown_word

SAYS = ("may", "must", "must_not")
NEEDED = {"rule", "activity", "with", "says", "why"}

Entry = Mapping[str, Any]
Pair = tuple[str, str]
Told = dict[Pair, tuple[At, str]]


def check_stacking(document: Document) -> Iterator[Problem]:
    """
    Check every stacking rule of a template whose frame stands.

    returns : problems `key-missing`, `key-unknown`, `word-unknown`, `words-missing`, `rule-repeated`,
              `stacking-of-a-measure`, `stacking-repeated`, `stacking-contradicts`, `stacking-one-sided`,
              `stacking-cannot-be-met`
    """
    entries = document.entries("stacking") if document.content.get("stacking") else []
    names: set[str] = set()
    told: Told = {}
    for at, entry in entries:
        yield from _check_words(document, at, entry)
        yield from _check_name(document, at, entry, names)
        yield from _check_pair(document, at, entry, told)
    yield from _check_must(document, told)


def _check_words(document: Document, at: At, entry: Entry) -> Iterator[Problem]:
    yield from check_keys(document=document, at=at, entry=entry, needed=NEEDED, allowed={"source"})
    if entry.get("says") not in SAYS:
        yield unknown_word(document, "says", entry.get("says"), SAYS, *at, "says")
    why = entry.get("why") or {}
    if not all(str(why.get(language) or "").strip() for language in ("vi", "en")):
        yield document.problem("words-missing", "`why` needs a text in `vi` and in `en`.", *at, "why")
    measures = {
        one.get("code") for _, one in document.entries("activities") if one.get("method") == "measure"
    }
    for key in ("activity", "with"):
        known = names_in(document, "activities")
        if entry.get(key) not in known:
            yield unknown_word(document, key, entry.get(key), known, *at, key)
        elif entry[key] in measures:
            text = f"`{entry[key]}` is a measure: nobody gets it; name activities that promise something."
            yield document.problem("stacking-of-a-measure", text, *at, key)


def _check_name(document: Document, at: At, entry: Entry, names: set[str]) -> Iterator[Problem]:
    name = str(entry.get("rule"))
    if name in names:
        yield document.problem(
            "rule-repeated", f"rule `{name}` stands already; give each a name.", *at, "rule"
        )
    names.add(name)


def _check_pair(document: Document, at: At, entry: Entry, told: Told) -> Iterator[Problem]:
    pair = (str(entry.get("activity")), str(entry.get("with")))
    says = str(entry.get("says"))
    for known, rule in ((pair, "stacking-contradicts"), (pair[::-1], "stacking-one-sided")):
        if known not in told:
            continue
        where, before = told[known]
        line = document.line(*where)
        text = (
            f"`{pair[0]}` with `{pair[1]}` is told on line {line} already, `{before}`; keep one rule a pair."
        )
        yield document.problem("stacking-repeated" if before == says else rule, text, *at, "says")
        return
    told[pair] = (at, says)


def _check_must(document: Document, told: Told) -> Iterator[Problem]:
    """A household that needs both, and what these need in turn, may have all of them together."""
    forbidden = {pair for pair, (_, says) in told.items() if says == "must_not"}
    for (activity, other), (at, says) in told.items():
        if says != "must":
            continue
        together = _needed_with(activity, told)
        if activity == other:
            text = f"`{activity}` needs `{activity}` first: nobody could be the first; drop the rule."
            yield document.problem("stacking-cannot-be-met", text, *at, "says")
        for one, two in sorted(forbidden):
            if {one, two} <= together:
                text = (
                    f"`{activity}` needs `{other}`, and with it {', '.join(sorted(together - {activity}))}; "
                    f"but `{one}` and `{two}` must not go together. Change one of the rules."
                )
                yield document.problem("stacking-cannot-be-met", text, *at, "says")


def _needed_with(activity: str, told: Told) -> set[str]:
    """Answer the activity with all that it needs, step by step."""
    together, new = {activity}, {activity}
    while new:
        needed = {other for (one, other), (_, says) in told.items() if says == "must" and one in new}
        new = needed - together
        together |= needed
    return together
