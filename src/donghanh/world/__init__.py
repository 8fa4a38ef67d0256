"""
A synthetic province: customers, their energy, and what communes and customers ask of the appreciation
months.

For demonstrations, tests and benches of a real province's size, where no real customer may be shown.
Everything comes from a seed; people, firms, phones and figures are generated and describe nobody. Nothing
here knows Django, files to write or the database: columns come out, a face takes them further (`donghanh
world generate`). See docs/decisions/0002-where-the-world-lives.md.
"""
