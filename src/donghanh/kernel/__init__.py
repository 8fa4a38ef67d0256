"""
Words that every storey shares: text, money, energy, time, identifiers, tables, findings, digests.

Nothing here knows a rule, a file, a clock or a framework. A word earns its place when two engines
need it; what only one needs stays with that one.
"""
