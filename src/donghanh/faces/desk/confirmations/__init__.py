"""Confirmation by an independent channel on the desk: rounds, answers, cases, consents, stories."""
