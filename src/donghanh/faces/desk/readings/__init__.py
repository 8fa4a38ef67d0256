"""The desk's pages of meter readings: does the month add up, what is held, which books came in."""
