"""
The bill as people ask for it and read it: what is asked, the bill, and why each amount is what it is.

For the command, the API, the public page and the pages of invoices, which may not know one another. Needs
neither Django nor a database: the law comes in as a value, and texts stand in `words` in both languages.
"""
