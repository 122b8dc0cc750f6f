"""What chat is made of. What the gate needs is in `gate`."""
