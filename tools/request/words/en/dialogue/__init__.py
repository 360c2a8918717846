"""The words of a conversation: what points back at it, takes back, corrects and goes on."""
