"""Histories of people from elsewhere, and which items they speak of."""
