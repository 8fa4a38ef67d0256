"""
Customers' rows as they come in a spreadsheet: what each column means, and what is wrong with each cell.

Text columns in, clean columns and findings out. Nothing is guessed in silence: what could be read in two
ways is an error, what was read by a rule (thousand dots, day numbers) is a note with its count.
"""
