"""Stars and question marks anywhere in a list of another program: looked for, or said not to be."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import framing as fr
from framing.cli import app
from framing.globs import forms_of
from framing.lexicon import read_lexicon

LIST = "%\n1\tpos\n%\ngood*\t1\n*gate\t1\nw?man\t1\nno category\n"


@pytest.fixture
def liwc(tmp_path):
    path = tmp_path / "mine.dic"
    path.write_text(LIST)
    return path


@pytest.fixture
def articles():
    texts = ["The 'watergate' woman was good.", "A gate, a woman, some goods."]
    return fr.read_articles(pd.DataFrame({"article_id": ["a", "b"], "text": texts}))


def test_a_star_at_the_beginning_takes_no_quotation_mark():
    assert forms_of("*gate", ["the 'watergate' and “gate” affair"]) == ["gate", "watergate"]


def test_they_count_in_scores(articles, liwc):
    table = fr.score(articles, liwc, how="sum")
    assert table["pos"].tolist() == [3, 3]
    assert ["no category" in each["what"] for each in table.attrs["findings"]] == [True]


def test_they_are_found_in_context(articles, liwc):
    found = fr.kwic(articles, Path(liwc))
    assert found["match"].tolist() == ["watergate", "woman", "good", "gate", "woman", "goods"]


def test_they_are_tested_and_what_is_not_looked_for_is_said(liwc):
    table = pd.DataFrame({"text": ["A watergate.", "It rained."] * 40, "label": [1, 0] * 40})
    trial = fr.test_lexicon(liwc, table)
    assert trial.whole["auc"] == 1
    assert "Not looked for: mine.dic, line 7: 'no category'" in str(trial)


def test_every_fault_of_a_file_is_said_at_once(tmp_path):
    path = tmp_path / "bad.yaml"
    head = "title: x\nmeasures: y\nfeature: none\nsource: me\nlicense: z\nlanguage: en\n"
    path.write_text(f'{head}examples: []\nentries:\n  a: ["b*d", good, good]\n  b: [fine, "(x)"]\n')
    with pytest.raises(fr.InputError) as caught:
        read_lexicon(path)
    assert [line.split(": ")[1] for line in str(caught.value).splitlines()] == [
        "line 9", "line 9", "line 10",
    ]  # fmt: skip


def test_a_path_that_is_none_is_not_searched_as_a_word(tmp_path):
    (tmp_path / "a.txt").write_text("It rained.")
    ran = CliRunner().invoke(app, ["lexicon", "kwic", "mylist.yml", str(tmp_path)])
    assert ran.exit_code != 0
    assert "there is no such file" in str(ran.exception or ran.output)


def test_a_list_of_another_program_says_how_it_is_made_one_of_ours(liwc):
    with pytest.raises(fr.InputError, match=r"framing lexicon convert mine\.dic -o mine\.yaml"):
        fr.lexicon_extractors(liwc)
