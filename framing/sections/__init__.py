"""What the sections of a report say, one module a section; `framing.summary` puts them together.

Each turns the tables of a run into plain dictionaries and lists of text, so that every rendering
says the same and computes nothing.
"""
