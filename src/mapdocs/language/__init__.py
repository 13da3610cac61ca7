"""Every word that the program knows, in every language."""
