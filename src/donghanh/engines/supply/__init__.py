"""The chain of a supply: its steps in their order, who may take each, and the places of free wiring."""
