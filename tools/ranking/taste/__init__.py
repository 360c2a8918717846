"""What a person is likely to like: learned from the histories of a library."""
