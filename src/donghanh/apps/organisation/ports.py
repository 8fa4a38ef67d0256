"""What the organisation asks of the world outside: nothing yet."""
