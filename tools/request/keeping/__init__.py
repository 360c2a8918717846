"""What is kept of a person: what a message wants kept, what it asks of it, and the times that it names."""
