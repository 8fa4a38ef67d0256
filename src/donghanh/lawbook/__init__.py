"""
What a ministry or the company may change: dated documents in YAML, and readers that give frozen values.

Every document under `data/` says its sources, with evidence and confidence, and the days from which
and until which a thing holds. Each folder of `data/` has a reader of the same name; what is missing,
left open or said twice is reported by `check` with file and line, never repaired in silence.
"""
