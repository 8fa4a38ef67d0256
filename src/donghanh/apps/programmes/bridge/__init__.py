"""Loads what the programmes need as columns, and turns an activity's terms into rules of the engine."""
