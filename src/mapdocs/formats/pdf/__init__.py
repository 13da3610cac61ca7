"""The PDF, and printing pages in general."""
