"""Many specs at once: building them, starting new ones."""
