"""The desk's pages of customers: list, card, search, and files that bring customers in."""
