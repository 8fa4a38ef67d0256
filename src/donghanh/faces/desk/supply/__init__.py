"""Pages of supplies: the list by step with the time left, and one supply with its steps."""
