"""Invoices on the desk: runs, the list, one invoice and its corrections."""
