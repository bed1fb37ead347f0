"""Coding by hand: blind sheets, what coders gave back, and how far they and the program agree."""
