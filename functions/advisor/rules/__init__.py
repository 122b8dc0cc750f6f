"""How a verdict is reached: plain comparisons of what the purchase leaves behind."""
