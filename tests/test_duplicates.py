"""A text that several outlets print is one text."""

import pandas as pd
import pytest

import framing as fr
from framing.duplicates import drop_copies, find_duplicates

WIRE = (
    "ORRIN (Reuters) - The harbour of Orrin stayed closed for a third day on Monday after crane"
    " drivers refused a new rota, and two ships turned away towards Sall. The port authority said"
    " that it would talk to the drivers once work began again."
)
OWN = (
    "Nobody at the harbour bar wants to speak of the rota. It is the third day, and the cranes"
    " stand still over a basin where two ships should have been unloaded by now, as they say."
)
LONG = " ".join(f"Paragraph {number} is about something else in the town." for number in range(30))


def test_a_text_with_a_line_added_is_a_copy(articles_of):
    found = find_duplicates(articles_of(WIRE, WIRE + " Additional reporting by our staff.", OWN))
    assert found["copies"].tolist() == [2, 2, 1]
    assert found.at["a", "cluster"] == found.at["b", "cluster"]
    assert found.at["c", "cluster"] == "c"
    assert found.at["c", "shared_share"] == 0


def test_case_and_punctuation_do_not_hide_a_copy(articles_of):
    changed = WIRE.upper().replace(",", " —")
    assert find_duplicates(articles_of(WIRE, changed))["copies"].tolist() == [2, 2]


def test_the_same_words_in_another_order_are_no_copy(articles_of):
    turned = " ".join(reversed(WIRE.split()))
    assert find_duplicates(articles_of(WIRE, turned))["copies"].tolist() == [1, 1]


def test_a_shared_quotation_makes_no_copy(articles_of):
    quotation = " “We shall talk to the drivers once work has begun again in the port.” "
    found = find_duplicates(articles_of(WIRE + quotation, OWN + quotation))
    assert found["copies"].tolist() == [1, 1]


def test_a_digest_is_no_copy_of_its_parts(articles_of):
    assert find_duplicates(articles_of(WIRE, LONG + " " + WIRE))["copies"].tolist() == [1, 1]


def test_chains_are_not_followed(articles_of):
    """a is half of b, b is half of c, and a and c have nothing in common."""
    words = [f"w{number}" for number in range(100)]
    a, b, c = (" ".join(words[first : first + 60]) for first in (0, 16, 32))
    found = find_duplicates(articles_of(a, b, c))
    assert found.at["a", "cluster"] != found.at["c", "cluster"]


def test_the_agency_is_named_for_all_copies(articles_of):
    without_line = WIRE.split(" - ")[1]
    found = find_duplicates(articles_of(WIRE, without_line, OWN))
    assert found["writer"].tolist()[:2] == ["reuters", "reuters"]
    assert pd.isna(found.at["c", "writer"])


def test_the_agencys_own_article_is_kept(articles_of):
    articles = articles_of(WIRE + " More to read here.", WIRE, outlet=["CNN", "Reuters"])
    assert find_duplicates(articles)["keep"].tolist() == [False, True]
    assert drop_copies(articles).index.tolist() == ["b"]


def test_else_the_earliest_is_kept(articles_of):
    articles = articles_of(WIRE, WIRE, published=["2025-05-04", "2025-05-03"])
    assert drop_copies(articles).index.tolist() == ["b"]


def test_what_was_decided_by_hand_holds(articles_of):
    articles = articles_of(WIRE, WIRE)
    by_hand = find_duplicates(articles).assign(keep=True)
    assert len(drop_copies(articles, by_hand)) == 2


def test_the_order_of_the_articles_does_not_matter(articles_of):
    articles = articles_of(WIRE, OWN, WIRE + " More.", OWN, LONG)
    turned = find_duplicates(articles[::-1])
    assert turned.index.tolist() == articles.index[::-1].tolist()
    pd.testing.assert_frame_equal(turned[::-1], find_duplicates(articles))


def test_long_copies_are_found_among_many_texts(articles_of):
    texts = [" ".join(f"word{n * 7919 % (911 + row)}" for n in range(400)) for row in range(20)]
    found = find_duplicates(articles_of(*texts, texts[4] + " and a line more"))
    assert found.index[found["copies"] == 2].tolist() == ["e", "u"]
    assert found.at["e", "shared_share"] == 1


@pytest.mark.parametrize("text", [None, "", "\x00", "🚢", '"', '"' * 999])
def test_no_text_makes_it_fail(articles_of, text):
    found = find_duplicates(articles_of(WIRE, text, text))
    assert found.at["a", "copies"] == 1
    assert found["keep"].any()


def test_without_words_nothing_is_shared(articles_of):
    found = find_duplicates(articles_of(WIRE, None, None))
    assert found["shared_share"].isna().tolist() == [False, True, True]
    assert found["copies"].tolist() == [1, 1, 1]


def test_a_table_of_other_articles_is_refused(articles_of):
    articles = articles_of(WIRE, OWN)
    with pytest.raises(fr.InputError, match="no row for article 'b'"):
        drop_copies(articles, find_duplicates(articles).loc[["a"]])


def test_a_table_without_texts_is_refused():
    with pytest.raises(fr.InputError, match="no column 'text'"):
        find_duplicates(pd.DataFrame({"body": ["a"]}))
