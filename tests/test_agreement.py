"""Agreement coefficients against worked examples, and the class whose alpha is known."""

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.coding.codings import Codings
from framing.coding.coefficients import (
    agreed,
    alpha_of,
    coincidences,
    interval,
    kappa_of,
    krippendorff_alpha,
    pair_sums,
)
from framing.coding.units import MISSING, Units


def units(values, *, ordered=False, n_articles=None):
    values = np.asarray(values, dtype=np.int16)
    n = len(values)
    articles = np.arange(n) if n_articles is None else np.arange(n) * n_articles // n
    places = np.stack([articles, np.arange(n), np.zeros(n, int), np.ones(n, int)], axis=1)
    names = tuple(str(v) for v in range(values.max() + 1))
    coders = tuple(f"c{k}" for k in range(values.shape[1]))
    return Units("sentences", "x", coders, values, names, places, ordered)


KRIPPENDORFF = [  # Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
]


@pytest.mark.parametrize(("ordered", "alpha"), [(False, 0.743), (True, 0.815)])
def test_alpha_is_that_of_krippendorffs_example(ordered, alpha):
    found = units(np.array(KRIPPENDORFF).T - 1, ordered=ordered)
    assert krippendorff_alpha(found) == pytest.approx(alpha, abs=0.0005)


def test_kappa_is_that_of_scikit_learn():
    from sklearn.metrics import cohen_kappa_score

    values = np.random.default_rng(0).integers(0, 3, (50, 2))
    (sums,) = pair_sums(units(values)).values()
    assert kappa_of(sums.sum(axis=0)) == pytest.approx(cohen_kappa_score(*values.T))


def drawn(n, coders, *, error, seed, values=2):
    """Codings that copy the truth, or with the probability of an error are drawn at random."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, values, (n, 1))
    return np.where(rng.random((n, coders)) < error, rng.integers(0, values, (n, coders)), truth)


@pytest.mark.parametrize("seed", range(5))
def test_the_known_alpha_of_a_class_lies_in_its_interval(seed):
    """Two coders match beyond chance where both copy the truth: alpha is (1 - error) squared."""
    given = drawn(120, 30, error=0.2, seed=seed)
    given[np.random.default_rng(seed).random(given.shape) < 0.1] = MISSING
    found = agreed(units(given, n_articles=40))
    assert found.low < 0.64 < found.high
    assert found.low < found.alpha < found.high
    assert found.high - found.low < 0.25


@pytest.mark.parametrize(("coders", "n_articles"), [(3, 10), (6, 41)])
def test_nineteen_of_twenty_intervals_hold_the_known_alpha(coders, n_articles):
    held = 0
    for seed in range(1000):
        given = units(drawn(200, coders, error=0.2, seed=seed), n_articles=n_articles)
        low, high = interval(coincidences(given), alpha_of)
        held += low <= 0.64 <= high
    assert 0.93 <= held / 1000 <= 0.97


def test_an_interval_is_undefined_where_one_article_decides():
    """Whoever leaves out the one article with a mark has nothing left to agree on."""
    given = np.zeros((40, 2), int)
    given[:2] = 1
    given[0, 1] = 0
    found = agreed(units(given, n_articles=10))
    assert found.alpha > 0
    assert np.isnan([found.low, found.high]).all()


@pytest.mark.parametrize("ordered", [False, True])
def test_alpha_of_coincidences_is_the_librarys(ordered):
    given = drawn(60, 4, error=0.4, seed=1, values=3)
    given[np.random.default_rng(0).random(given.shape) < 0.3] = MISSING
    found = units(given, ordered=ordered, n_articles=20)
    whole = coincidences(found).sum(axis=0)
    assert alpha_of(whole, ordered=ordered) == pytest.approx(krippendorff_alpha(found))


def test_what_is_undefined_is_nan():
    same = agreed(units(np.ones((20, 3), int)))
    assert np.isnan([same.alpha, same.cohen, same.fleiss, same.low]).all()
    assert same.percent == 1
    alone = agreed(units([[1], [0]]))
    assert np.isnan([alone.alpha, alone.percent]).all()
    few = agreed(units(drawn(5, 3, error=0.1, seed=3)))
    assert np.isnan(few.low)


@pytest.fixture(scope="module")
def classroom(sample, tmp_path_factory):
    """A class of eight that coded one event, with the answer key for the truth."""
    folder = tmp_path_factory.mktemp("class")
    articles = sample[sample["event_id"] == "ferry-grounding"]
    codes = fr.codebook(["loaded_terms", "attribution:source"])
    sheets = fr.coding_sheet(articles, folder / "sheets", codes=codes, coders=8)
    fr.simulate_coders(sheets, folder / "collected", truth=fr.answer_key(articles), error=0.2)
    return sheets, folder / "collected"


@pytest.fixture(scope="module")
def result(classroom):
    sheets, collected = classroom
    return fr.agreement(fr.read_codings(collected, key=sheets / "teacher" / "key.csv"), tool=True)


def test_a_class_is_compared_by_code_by_pair_and_with_the_program(result):
    kinds = result.table.groupby("kind")["code"].agg(list).to_dict()
    assert kinds["words"] == ["attribution:source", "loaded_terms", "all codes"]
    assert kinds["sentences"] == kinds["articles"] == ["attribution:source", "loaded_terms"]
    pairs = result.pairs[
        (result.pairs["kind"] == "words") & (result.pairs["code"] == "loaded_terms")
    ]
    assert len(pairs) == 8 * 9 / 2
    assert result.tool["kind"].tolist() == ["words"] * 2 + ["sentences"] * 2
    assert result.tool["recall"].dropna().between(0.2, 1).all()
    rated = result.table[result.table["kind"] == "sentences"].set_index("code")
    assert (rated["low"] < 0.64).all()
    assert (rated["high"] > 0.64).all()


def test_passages_stand_side_by_side_worst_first(result):
    assert result.disagreements["disagreement"].is_monotonic_decreasing
    table = result.disagreements[result.disagreements["kind"] == "words"]
    first = table[table["text"] == table["text"].iloc[0]]
    assert len(first) > 1
    assert first["n_coders"].sum() == 8
    assert "[" in "".join(first["version"])


def test_the_confusion_counts_every_word_of_every_pair(result):
    table = result.confusion.pivot(index="code_a", columns="code_b", values="n")
    assert (table.to_numpy() == table.to_numpy().T).all()
    n_words = result.table.loc[result.table["code"] == "all codes", "n_units"].iloc[0]
    assert table.to_numpy().sum() >= n_words * 8 * 7


def test_the_page_escapes_and_a_notebook_shows_it(result, tmp_path):
    page = result.save(tmp_path).read_text("utf-8")
    assert "Krippendorff" in page
    assert "<svg" in page
    assert "alpha" in result._repr_html_()
    assert len(list(tmp_path.glob("*.csv"))) == 5
    empty = pd.DataFrame(columns=["coder", "article_id"])
    rows = [(c, "<script>x</script>", pd.NA, "<b>", v) for c, v in (("<i>", "0"), ("b", "1"))]
    ratings = pd.DataFrame(rows, columns=["coder", "article_id", "sentence", "code", "value"])
    ratings["sentence"] = ratings["sentence"].astype("Int64")
    texts = pd.DataFrame(columns=["title", "text"])
    marks = pd.DataFrame(columns=["coder", "article_id", "code"])
    hostile = fr.agreement(Codings(texts, marks, empty, ratings))
    for shown in (hostile.save(tmp_path / "x").read_text("utf-8"), hostile._repr_html_()):
        assert "<script>" not in shown
        assert "<b>&lt;" not in shown.replace("&lt;b&gt;", "")


def test_one_coder_can_be_compared_with_the_program_alone(classroom):
    sheets, collected = classroom
    codings = fr.read_codings(collected / "coder-01.json", key=sheets / "teacher" / "key.csv")
    with pytest.raises(fr.InputError, match="agreement takes two"):
        fr.agreement(codings)
    assert fr.agreement(codings, tool=True).tool["kappa"].notna().all()


def test_ratings_without_texts_are_not_compared_with_the_program(classroom):
    with pytest.raises(fr.InputError, match=r"key\.csv"):
        fr.agreement(fr.read_codings(sorted(classroom[1].glob("*-sentences.csv"))), tool=True)


def test_the_command_line_writes_sheets_and_agreement(classroom, tmp_path, capsys, monkeypatch):
    from framing.cli import main

    def run(*words):
        monkeypatch.setattr("sys.argv", ["framing", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, capsys.readouterr().out

    sheets, collected = classroom
    (tmp_path / "a.txt").write_text("It may rain, Ida said.")
    assert run("code", "sheet", tmp_path / "a.txt", "-o", tmp_path / "s", "--coders", 1)[0] == 0
    assert (tmp_path / "s" / "teacher" / "key.csv").is_file()
    key = sheets / "teacher" / "key.csv"
    one, other = sorted(collected.glob("*.json"))[:2]
    code, out = run("code", "agree", one, other, "--key", key, "-o", tmp_path / "agreed")
    assert code == 0
    assert "2 people coded 5 texts." in out
    assert (tmp_path / "agreed" / "agreement.html").is_file()
    (tmp_path / "bad.json").write_text("x")
    assert run("code", "agree", one, other, tmp_path / "bad.json")[0] == 1
    assert run("code", "agree", tmp_path / "bad.json")[0] == 3
