"""What usher can do: understand a request, search, rank, and give evidence."""
