"""The page on this machine: all deals, a new one, the board that is typed into, what the buyer gets and what came back."""
