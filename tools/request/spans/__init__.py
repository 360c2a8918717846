"""Where a message names something: its tokens, and the spans of words, numbers, titles and people in it."""
