"""Learn the weights of the reader's decisions from labelled messages."""
