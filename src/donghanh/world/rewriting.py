"""
A whole person as another hand writes him: name, address, telephone, customer code.

How often which hand writes stands in data/hands.yaml. What was done is said beside the row, so that a search
for duplicates can be judged hand by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from donghanh.world.dice import Strings
from donghanh.world.misspellings import HANDS, Rolls, mistyped, without_marks
from donghanh.world.reference import reference, weighted

SHORT_WORDS = (
    (("Số ", "SN "), ("đường ", "đ. "), ("xóm ", "X."), ("Thôn ", "T. "), ("tổ ", "T")),
    (("Số ", ""), ("đường ", ""), ("xóm ", "x"), ("Thôn ", ""), ("tổ ", "tổ dân phố ")),
    (("Số ", "Nhà số "), ("đường ", "phố "), ("xóm ", "đội "), ("Thôn ", "thôn "), (", ", " ")),
)


@dataclass(frozen=True)
class Person:
    """One line of a list, or of the register; `same_as` is the code of the person whom it writes again."""

    name: str
    address: str | None
    commune_code: str
    phone: str | None
    customer_code: str | None = None
    same_as: str | None = None
    who: str = "known"
    hand: str = "as_it_is"


@dataclass(frozen=True)
class Hands:
    """
    Hands for `count` persons, dealt at once.

    others   : fresh people, who lend another address or telephone where the hand writes one
    communes : full names of the communes by code, for addresses that end with them
    """

    rolls: Rolls
    count: int
    others: list[Person]
    communes: dict[str, str]

    def write(self, *, person: Person, at: int) -> Person:
        """Write person number `at`; the hand of his name, then those of address and telephone, are said."""
        dealt = {part: str(self._dealt[part][at]) for part in ("addresses", "phones", "codes")}
        name, hand = self._name(person.name, at)
        return replace(
            person,
            name=name,
            address=self._address(person, dealt["addresses"], self.others[at]),
            phone=self._phone(person.phone, dealt["phones"], self.others[at]),
            customer_code=self._code(person.same_as, dealt["codes"]),
            hand="+".join([hand, f"address {dealt['addresses']}", f"phone {dealt['phones']}"]),
        )

    @cached_property
    def _dealt(self) -> dict[str, Strings]:
        parts = ("names", "second", "titles", "addresses", "phones", "codes")
        source = {"second": "names"}
        return {
            part: weighted("hands", source.get(part, part)).pick(rolls=self.rolls, count=self.count)
            for part in parts
        }

    def _name(self, name: str, at: int) -> tuple[str, str]:
        hands = [str(self._dealt["names"][at])]
        if self.rolls.random() < reference("hands")["second_hand"]:
            hands.append(str(self._dealt["second"][at]))
        for hand in hands:
            name = HANDS[hand](name, self.rolls)
        return str(self._dealt["titles"][at]) + name, "+".join(hands)

    def _address(self, person: Person, hand: str, other: Person) -> str | None:
        address = person.address
        if address is None or hand in {"none", "other"}:
            return other.address if hand == "other" else None
        return self._rewritten(address, hand, self.communes[person.commune_code])

    def _rewritten(self, address: str, hand: str, commune: str) -> str:
        parts = address.split(", ")
        if hand == "short_words":
            for long, short in SHORT_WORDS[int(self.rolls.integers(len(SHORT_WORDS)))]:
                address = address.replace(long, short)
            return address
        return {
            "turned_round": " - ".join(reversed(parts)),
            "one_part": parts[int(self.rolls.integers(len(parts)))],
            "with_commune": f"{address}, {commune}",
            "in_capitals": address.upper(),
            "without_marks": without_marks(address, self.rolls),
            "mistyped": mistyped(address, self.rolls),
        }.get(hand, address)

    def _phone(self, phone: str | None, hand: str, other: Person) -> str | None:
        if phone is None or hand in {"none", "other"}:
            return other.phone if hand == "other" else None
        return {
            "with_84": f"+84{phone[1:]}" if self.rolls.random() < 0.6 else f"84 {phone[1:]}",
            "with_blanks": f"{phone[:4]} {phone[4:7]} {phone[7:]}",
            "with_dots": f"{phone[:4]}.{phone[4:7]}.{phone[7:]}",
            "without_zero": phone[1:],
            "as_a_number": f"{phone[1:]}.0",
            "mistyped": mistyped(phone, self.rolls),
        }.get(hand, phone)

    def _code(self, code: str | None, hand: str) -> str | None:
        if code is None or hand == "none":
            return None
        blanks = f"{code[:4]} {code[4:6]} {code[6:]}"
        return {"with_blanks": blanks, "small_letters": code.lower()}.get(hand, code)
