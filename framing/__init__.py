"""framing: who is heard in the news, in whose words, and how loaded or hedged they are.

Nouns are tables, verbs are functions. `read_articles` reads, `annotate` marks, `measure` counts,
`compare` compares, `report` does the whole job.
"""

from importlib import import_module

_WHERE = {
    "check_articles": "articles", "read_articles": "articles", "attributions": "attributions",
    "FramingError": "errors", "InputError": "errors", "Extractor": "features", "Feature": "features",
    "Lexicon": "lexicon", "read_lexicon": "lexicon", "find_outlet": "outlets", "read_ratings": "outlets",
    "annotate": "pipeline", "measure": "pipeline", "Mark": "spans", "Document": "text", "compare": "compare",
}


def __getattr__(name):
    if name in _WHERE:
        return getattr(import_module(f"framing.{_WHERE[name]}"), name)
    raise AttributeError(name)
