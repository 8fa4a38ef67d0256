"""Desk pages of leads: households that may need help and that nobody nominated."""
