"""What to cite: every work that a lexicon or a feature names, and every library that was used."""

import re

import pytest

from framing.bibliography import citations, references
from framing.extractors import default_extractors

EXTRACTORS = default_extractors()
SOURCES = sorted(
    {e.citation for e in EXTRACTORS} | {f.citation for e in EXTRACTORS for f in e.features}
)


@pytest.mark.parametrize("source", [s for s in SOURCES if s], ids=lambda source: source[:40])
def test_every_year_that_a_source_names_is_of_a_known_work(source):
    known = {r.fields["year"] for r in references() if r.is_named_in(source)}
    assert set(re.findall(r"\b(?:19|20)\d\d\b", source)) <= known


def test_every_record_has_an_author_a_title_and_its_own_key():
    keys = [reference.key for reference in references()]
    assert len(keys) == len(set(keys))
    for reference in references():
        assert {"author", "title"} <= reference.fields.keys(), reference.key
        assert reference.bibtex.count("{") == reference.bibtex.count("}")


def test_lexicons_libraries_and_the_package_are_cited():
    cited = citations(EXTRACTORS, {"numpy": "2.1", "nupunkt": "0.6", "python": "3.11",
                                   "scipy": "not installed", "media-framing": "0.1"})  # fmt: skip
    keys = re.findall(r"^@\w+\{([\w-]+),", cited["bibtex"], re.M)
    assert len(keys) == len(set(keys))
    assert {"framing", "lexicon-hedging", "lakoff1973", "harris2020"} <= set(keys)
    assert "nupunkt-library" in keys
    assert not {"virtanen2020", "python-library", "zelnikmanor2004"} & set(keys)


def test_finding_events_is_cited_where_it_was_done():
    assert "zelnikmanor2004" in citations(EXTRACTORS, {}, events_found=True)["bibtex"]
