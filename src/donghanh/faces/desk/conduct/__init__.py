"""Conduct on the desk: rounds with their proof, inspections, findings with their replies, ratings."""
