"""The email: a draft, a page to copy from, the text alone."""
