"""What is in a picture, measured: light, colour, drawing, cuts, movement. Numbers first, then words for them."""
