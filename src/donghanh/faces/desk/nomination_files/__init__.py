"""Spreadsheets of nominations on the desk: a unit's officer brings them in for the communes of the unit."""
