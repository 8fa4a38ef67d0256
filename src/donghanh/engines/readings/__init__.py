"""From what a meter showed to the energy of a bill, and which readings somebody must look at first."""

from donghanh.engines.readings.chains import REGISTERS_READ, SHOWN, STRETCHES, stretches
from donghanh.engines.readings.checks import CHECKED, check
from donghanh.engines.readings.findings import FINDINGS
from donghanh.engines.readings.periods import PERIODS, TRAITS, due, periods
from donghanh.engines.readings.terms import RULES, RuleTerms, Terms

__all__ = [
    "CHECKED",
    "FINDINGS",
    "PERIODS",
    "REGISTERS_READ",
    "RULES",
    "SHOWN",
    "STRETCHES",
    "TRAITS",
    "RuleTerms",
    "Terms",
    "check",
    "due",
    "periods",
    "stretches",
]
