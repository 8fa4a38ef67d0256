"""Why a bill cannot be made: what was found, what was expected, what to do next; one for each thing wrong."""

from __future__ import annotations

from dataclasses import dataclass

from donghanh.faces.bills.words import Language, said


@dataclass(frozen=True)
class Problem:
    """
    One thing wrong.

    rule     : stable name, a key of `words.PROBLEMS`
    field    : which value of the question, as `Given` names it; empty for the bill as a whole
    found    : as it was given
    expected : the words or the form that would do, where the rule's sentence does not say it
    """

    rule: str
    field: str
    found: str
    expected: str = ""

    def told(self, language: Language) -> dict[str, str]:
        """
        Say it in one language: rule, field, message, found, expected, next.

        `message_of_field` leaves the field's name out, for a form that says it beside the field.
        """
        expected, next_step = (
            said("problems", f"{self.rule}.{part}", language, found=self.found, expected=self.expected)
            for part in ("expected", "next")
        )
        places = {"field": self.field, "found": self.found, "expected": expected}
        of_field = said("problems", "message-of-field", language, **places)
        message = said("problems", "message", language, **places) if self.field else of_field
        return {
            "rule": self.rule,
            "field": self.field,
            "message": f"{message} {next_step}",
            "message_of_field": f"{of_field} {next_step}",
            "found": self.found,
            "expected": expected,
            "next": next_step,
        }


class CannotBill(ValueError):
    """The question has no bill for an answer; `problems` says why, in the order of the fields."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.told("en")["message"] for problem in problems))
