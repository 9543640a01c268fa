"""What an agreement at work hears of from below, in the transaction where it happened."""
