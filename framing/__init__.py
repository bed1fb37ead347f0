"""framing: who is heard in the news, in whose words, and how loaded or hedged they are.

Nouns are tables, verbs are functions. `read_articles` reads, `annotate` marks, `measure` counts,
`compare` compares, `report` does the whole job.
"""

from framing.answer_key import answer_key
from framing.articles import check_articles, read_articles
from framing.attributions import attributions
from framing.balance import balance
from framing.boilerplate import boilerplate, mark_boilerplate
from framing.bundled import sample_folder
from framing.coding.agreement import Agreement, agreement
from framing.coding.codebook import codebook
from framing.coding.codings import read_codings
from framing.coding.sheets import coding_sheet
from framing.coding.simulated import simulate_coders
from framing.compare import compare
from framing.comparison import Comparison
from framing.decomposition import decompose
from framing.drift import company, drift
from framing.duplicates import drop_copies, find_duplicates
from framing.errors import FramingError, InputError
from framing.events import group_events
from framing.extractors import default_extractors, lexicon_extractors
from framing.features import Extractor, Feature
from framing.genre import genres
from framing.highlight import highlight
from framing.key_lines import key_lines
from framing.keyness import keyness, keyness_of_counts
from framing.kwic import kwic
from framing.labels import labels
from framing.lexicon import Lexicon, read_lexicon
from framing.lexicon_bench import check as check_lexicon
from framing.lexicon_bench import expand as expand_lexicon
from framing.lexicon_bench import test as test_lexicon
from framing.lexicon_formats import read_dictionary, write_dictionary
from framing.lexicon_scores import score
from framing.multiverse import Multiverse, multiverse
from framing.outlets import find_outlet
from framing.pipeline import annotate, measure
from framing.ratings import read_ratings
from framing.report import report
from framing.results import Results
from framing.sections.tabled import report_tables
from framing.span_matching import match_spans, score_spans
from framing.spans import Mark
from framing.stored import query_stored, read_stored
from framing.streaming import Plan, measure_files
from framing.term_counts import term_counts
from framing.text import Document


def __getattr__(name: str):
    """What takes a second to import or to read is there when it is asked for."""
    from importlib import import_module

    modules = {
        "OutletClassifier": "classify",
        "evaluate": "held_out",
        "learning_curve": "held_out",
        "FramingFeatures": "transformer",
        "draw": "charts.drawing",
        "chart_trial": "charts.bench",
        "chart_strip": "charts.strip",
        "chart_decomposition": "charts.word_shift",
        "chart_learning_curve": "charts.learning",
        "chart_coefficients": "charts.coefficients",
    }
    if name == "EXTRACTORS":
        return default_extractors()
    if name in modules:
        return getattr(import_module(f"framing.{modules[name]}"), name)
    raise AttributeError(f"module 'framing' has no attribute {name!r}")
