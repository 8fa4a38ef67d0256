"""Columns between readings, rating and the rows of invoices."""
