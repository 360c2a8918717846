"""English: genres and media, places, cues, and the words that carry no wish."""
