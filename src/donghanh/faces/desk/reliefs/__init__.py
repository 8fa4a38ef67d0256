"""Desk pages of price reductions: rounds, orders and uses, why or why not, certificates, re-rating."""
