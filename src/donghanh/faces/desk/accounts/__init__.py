"""What customers owe, on the desk: debts by age, a customer's statement, credits and refunds."""
