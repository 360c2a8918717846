"""What can be measured in sound: loudness, tempo, metre, key, brightness, speech, music, silence and a few events."""
