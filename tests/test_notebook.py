"""What an object shows of itself in a notebook: words first, then the first rows; all escaped."""

import pandas as pd
import pytest

import framing as fr
from framing.lexicon import Entry, Lexicon
from framing.notebook import notebook_html, notebook_progress


@pytest.fixture(scope="module")
def results():
    texts = ["“We are full,” said Ida Brandt. The plan is a disgrace."] * 4
    outlets = ["A <b>", "B", "A <b>", "B"]
    articles = fr.read_articles(pd.DataFrame({"text": texts, "outlet": outlets}))
    spans = fr.annotate(articles, workers=1)
    features = fr.measure(spans, articles)
    comparison = fr.compare(features, articles, by="outlet")
    return fr.Results(articles, spans, features, fr.attributions(spans), comparison)


def test_long_tables_are_cut_and_say_so():
    html = notebook_html([], {"t": pd.DataFrame({"x": range(30)})}, most=5)
    assert "(first 5 of 30 rows)" in html
    assert html.count("<td>") == 5


def test_a_run_says_how_much_it_holds_and_what_the_comparison_permits(results):
    html = results._repr_html_()
    assert "4 articles" in html
    assert results.comparison.sentences()[-1].split(".")[0] in str(results)


def test_the_repr_of_a_run_is_short(results):
    assert len(repr(results)) < 200


def test_names_from_outside_are_escaped(results):
    assert "<b>" not in results._repr_html_()


def test_a_lexicon_says_what_it_measures_and_shows_its_categories():
    entries = Entry("claim", "noun"), Entry("alleg", "verb", prefix=True)
    doubt = Lexicon("doubt", title="Doubt <i>", measures="Doubt. Not whether it is fair.",
                    entries=entries)  # fmt: skip
    html = doubt._repr_html_()
    assert "Not whether it is fair" in html
    assert "<td>alleg*</td>" in html
    assert "<i>" not in html


@pytest.mark.parametrize("name", ["Comparison", "Results", "Agreement", "Multiverse", "Lexicon"])
def test_what_is_no_table_shows_itself(name):
    assert hasattr(getattr(fr, name), "_repr_html_")


def test_a_long_step_shows_a_bar_in_a_notebook_and_nothing_elsewhere():
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    code = (
        "import framing as fr, pandas as pd\n"
        "texts = [f'It rained {n} times.' for n in range(70)]\n"
        "fr.annotate(fr.read_articles(pd.DataFrame({'text': texts})), workers=1).shape[1]"
    )
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(book, timeout=60).execute()
    shown = [output["data"].get("text/html", "") for output in book.cells[0].outputs]
    assert any("70 of 70" in html for html in shown)
    assert notebook_progress("Annotating") is None
