"""What an assistant may do with the plans of one folder: typed answers, nothing outside it, nothing that nobody said."""
