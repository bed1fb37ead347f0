"""How the attribution tagger is trained: `python -m framing.training --help`. Needs torch."""
