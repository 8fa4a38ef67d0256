"""
The one table of weights: why two people may be the same, and how much each reason says.

A score starts at nothing and adds the points of its reasons; 25 points double the odds. It ends between 0
and 1000. Where half of a list is known already, a pair of 500 is about as likely one household as two;
LEAST is a little lower, for to miss somebody costs more than to look once more. Below it nobody is shown.
What is missing (no telephone, no address) has no reason: it speaks neither for nor against.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

POINTS_OF_A_DOUBLING = 25
LEAST = 475
MOST = 1000


@dataclass(frozen=True, slots=True)
class Reason:
    """One stable name beside a score, what it adds or takes [points], and why so much."""

    name: str
    points: int
    meaning: str


TABLE = (
    Reason("same_customer_code", 1000, "Both name one electricity bill: always looked at."),
    Reason("same_phone", 500, "One telephone, once +84, blanks and dots are set aside; families share one."),
    Reason("phone_nearly", 125, "The telephones differ by one digit dropped, doubled, changed or swapped."),
    Reason("other_phone", -75, "Two telephones; but many people have two."),
    Reason("same_name", 0, "The same words in the same order; adds 25 points a doubling of its rarity."),
    Reason("same_words_other_order", -25, "The same words, the given name first; adds its rarity."),
    Reason("name_without_marks", -10, "The same letters, one of them without diacritics; adds its rarity."),
    Reason(
        "other_marks", -75, "The same letters, both with diacritics, but different ones; adds its rarity."
    ),
    Reason("name_shortened", -15, "One is the other with initials or without the middle; adds what is left."),
    Reason("name_nearly", -90, "A typing error away from the other; adds the rarity of the commoner one."),
    Reason("other_name", -600, "Another name: father and son share a house and a telephone."),
    Reason("same_address", 0, "The same numbers and words; adds 125 points for each, 300 at most."),
    Reason("address_nearly", -25, "What both say agrees but for a letter; adds 125 for each such part."),
    Reason("other_address", -75, "Two addresses in one commune; but addresses are written in many ways."),
    Reason("same_commune", 200, "One commune of some two hundred and thirty: nearly eight doublings."),
    Reason("other_commune", -100, "Another commune: the household may have moved."),
)
REASONS = tuple(reason.name for reason in TABLE)
REASON = pl.Enum(REASONS)
POINTS = {reason.name: reason.points for reason in TABLE}
ADDRESS_PART, ADDRESS_MOST = 125, 300
# Below this rarity a name that is only like another is not looked at for being in one commune: it seldom
# reaches LEAST, and there are many.
LEAST_RARITY_ALONE = 9
