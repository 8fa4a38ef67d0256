"""Between rows and rules: secrets, terms of the day, and rows of evidence as links of a chain."""
