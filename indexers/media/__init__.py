"""What is in a media file: decoded in a child process, measured, transcribed, cut into moments."""
