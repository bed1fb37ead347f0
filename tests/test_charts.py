"""Charts: what is behind each picture, what it says in words, and that its bytes never change."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import framing as fr
from framing.attributions import attributions
from framing.charts import CHARTS
from framing.charts.by_outlet import swarm
from framing.charts.chance import chance_bands
from framing.charts.saving import draw_all, png_bytes, svg_text
from framing.charts.strip import stretches
from framing.charts.theme import in_margin, on_one_line
from framing.results import Results
from framing.text import Document

OWN = "The harbour may close. The plan is a disgrace, and the brutal police were shameful. "
SPOKEN = "“We will perhaps stay open,” said Ida Brandt, the harbour master. "
HOSTILE = "$x_2$ <script>alert(1)</script> & Söhne 港口 " + "long " * 30
MEASURED = [
    "own_voice_share", "direct_voice_share", "indirect_voice_share", "speaker_count",
    "hedging_rate", "flesch_reading_ease",
]  # fmt: skip


def results_of(outlets: dict[str, int]) -> Results:
    """A run on invented articles: so many by each of these outlets, no two quite alike."""
    rows = [
        (f"{place}-{number}", outlet, OWN * (1 + number % 3) + SPOKEN * (number % 4 + place % 2),
         f"2025-0{1 + number % 4}-11", f"event {number // 2}")
        for place, (outlet, n) in enumerate(sorted(outlets.items()))
        for number in range(n)
    ]  # fmt: skip
    columns = ["article_id", "desk", "text", "published", "event_id"]
    table = pd.DataFrame(rows, columns=columns).set_index("article_id")
    spans = fr.annotate(table, workers=1)
    features = fr.measure(spans, table)[MEASURED]
    compared = fr.compare(features, table, by="desk")
    return Results(table, spans, features, attributions(spans), compared, events=table["event_id"])


@pytest.fixture(scope="module")
def three() -> Results:
    return results_of({"Gull": 4, "Courant": 12, HOSTILE: 3})


@pytest.fixture(scope="module")
def pictures(three):
    return draw_all(three)


def chart(name: str):
    return next(chart for chart in CHARTS if chart.name == name)


def test_every_module_with_a_chart_is_listed():
    folder = Path(sys.modules["framing.charts"].__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if "= Chart(" in path.read_text("utf-8")}
    listed = {chart.data.__module__.rpartition(".")[2] for chart in CHARTS}
    assert modules == listed, "add the chart to the tuple in framing/charts/__init__.py"


@pytest.mark.parametrize("each", CHARTS, ids=lambda each: each.name)
def test_every_chart_has_a_caption_of_one_line(each):
    assert each.caption.endswith(".")
    assert len(each.caption) < 120


@pytest.mark.parametrize("outlets", [{"Gull": 1}, {"Gull": 3, "Courant": 2},
                                     {f"Outlet {n}": 2 for n in range(30)}],
                         ids=["one article", "two", "thirty"])  # fmt: skip
def test_charts_are_drawn_for_any_number_of_outlets(outlets):
    results = results_of(outlets)
    for each in CHARTS:
        for item in list(each.each(results))[-1:]:
            data = each.data(results, item)
            if not data.empty:
                assert isinstance(each.draw(data), Figure)
                assert each.alt(data).endswith(".")


def test_nothing_to_draw_is_no_picture():
    table = pd.DataFrame({"text": ["", ""], "desk": ["a", "b"]}, index=["x", "y"])
    table.index.name = "article_id"
    spans = fr.annotate(table, workers=1)
    features = fr.measure(spans, table)
    compared = fr.compare(features, table, by="desk")
    assert draw_all(Results(table, spans, features, attributions(spans), compared)).files == {}


def test_a_picture_is_an_svg_and_a_png_named_for_the_feature(pictures):
    assert {"by_outlet-hedging_rate.svg", "by_outlet-hedging_rate.png"} <= set(pictures.files)
    assert [picture["name"] + ".svg" for picture in pictures.charts] == [
        name for name in pictures.files if name.endswith(".svg")
    ]


def test_no_article_id_is_in_a_file_name(three, pictures):
    assert not [name for name in pictures.files for a in three.articles.index if a in name]


def test_an_svg_is_an_image_with_a_title_and_a_description(pictures):
    for picture in pictures.charts:
        root = ElementTree.fromstring(picture["svg"])
        assert root.get("role") == "img"
        title, description = list(root)[:2]
        assert title.get("id") == root.get("aria-labelledby")
        assert title.text == picture["caption"]
        assert description.text == picture["alt"]


def test_pictures_share_a_page_without_sharing_ids(pictures):
    ids = [e.get("id") for p in pictures.charts for e in ElementTree.fromstring(p["svg"]).iter()]
    ids = [name for name in ids if name]
    assert len(ids) == len(set(ids))


def test_a_name_from_outside_is_text_and_never_markup(pictures):
    svg = pictures.files["by_outlet-hedging_rate.svg"].decode()
    assert "<script" not in svg
    assert "$x_2$" in svg


def test_by_outlet_shows_every_article_and_the_means_of_the_comparison(three):
    data = chart("by_outlet").data(three, "hedging_rate").set_index("desk")
    assert {name: len(dots) for name, dots in data["dots"].items()} == {
        "Courant": 12, "Gull": 4, HOSTILE: 3
    }  # fmt: skip
    table = three.comparison.table.query("feature == 'hedging_rate'").set_index("group")
    assert data["mean"].to_dict() == table["mean"].to_dict()


def test_groups_of_few_articles_say_so(three, pictures):
    data = chart("by_outlet").data(three, "hedging_rate").set_index("desk")
    assert data["note"].to_dict() == {"Courant": "", "Gull": "too few", HOSTILE: "too few"}
    assert "too few: 4" in pictures.files["by_outlet-hedging_rate.svg"].decode()


def test_undefined_values_are_left_out_and_not_drawn_as_zero(three):
    features = three.features.copy()
    features.loc[features.index[:5], "hedging_rate"] = np.nan
    compared = fr.compare(features, three.articles, by="desk")
    results = Results(three.articles, three.spans, features, three.attributions, compared)
    data = chart("by_outlet").data(results, "hedging_rate")
    assert data["dots"].map(len).sum() == len(features) - 5
    assert isinstance(chart("by_outlet").draw(data), Figure)


def test_shares_of_the_voices_make_a_whole(three):
    data = chart("who_is_heard").data(three, "")
    whole = data["own_share"] + data["direct_share"] + data["indirect_share"]
    assert np.allclose(whole, 1)


def test_voices_that_were_not_compared_are_no_picture(three):
    few = fr.compare(three.features[["own_voice_share"]], three.articles, by="desk")
    results = Results(three.articles, three.spans, three.features, three.attributions, few)
    assert chart("who_is_heard").data(results, "").empty


def test_speakers_hold_the_attributed_words(three):
    data = chart("speakers").data(three, "").query("desk == 'Courant'")
    assert data["speaker"].iloc[0] == "Ida Brandt"
    assert (data["all"] == data["direct"] + data["indirect"]).all()


def test_entries_add_up_to_the_rate_of_the_articles_together(three):
    data = chart("entries").data(three, "hedging")
    ours = three.articles.index[three.articles["desk"] == "Courant"]
    hits = three.spans.query("layer == 'hedging'")
    hits = hits[hits["article_id"].isin(ours)]["weight"].sum()
    words = sum(len(fr.Document(text).words) for text in three.articles.loc[ours, "text"])
    assert data.query("desk == 'Courant'")["all"].sum() == pytest.approx(1000 * hits / words)


def test_the_strip_puts_every_word_where_it_stands(three):
    table = stretches(three.spans, three.articles, "1-11")
    once = table.drop_duplicates(["first_word", "last_word"])
    words = Document(three.articles.at["1-11", "text"]).word_count
    assert once["words"].sum() == table["of"].iloc[0] == words
    assert (table["last_word"] - table["first_word"] + 1 == table["words"]).all()
    spoken = table.query("voice == 'direct'")
    assert set(spoken["speaker"]) == {"Ida Brandt"}
    own = table.query("voice == 'own'")
    assert own["first_word"].iloc[0] == 1


def test_the_strip_is_of_one_story_in_several_outlets(three):
    data = chart("strip").data(three, "")
    assert data["article"].tolist() == sorted(data["article"])
    assert data["desk"].nunique() == 3
    alone = results_of({"Gull": 2})
    assert chart("strip").data(alone, "").empty


def test_the_strip_says_who_is_heard_first_and_where(three):
    assert "Ida Brandt from word" in chart("strip").alt(chart("strip").data(three, ""))


def test_the_strip_of_one_article_or_none():
    texts = {"a": "The ward is shut. “We are full,” said Ida Brandt.", "b": ""}
    table = pd.DataFrame({"text": texts}).rename_axis("article_id")
    spans = fr.annotate(table, workers=1)
    assert isinstance(fr.chart_strip(spans, table, "a"), Figure)
    with pytest.raises(fr.InputError, match="no words"):
        fr.chart_strip(spans, table, "b")
    with pytest.raises(fr.InputError, match="no article 'c'"):
        fr.chart_strip(spans, table, "c")


def test_many_speakers_are_told_together():
    names = [f"{first} {last}" for first in ("Ida", "Paul", "Nora") for last in
             ("Brandt", "Lenz", "Orlan", "Tamm", "Weil", "Krantz")]  # fmt: skip
    text = " ".join(f"“We are full of it,” said {name}." for name in names)
    table = pd.DataFrame({"text": {"a": text}}).rename_axis("article_id")
    strip = fr.chart_strip(fr.annotate(table, workers=1), table, "a")
    assert any("others)" in words.get_text() for words in strip.texts)


def test_the_matrix_has_a_cell_for_each_event_that_an_outlet_told(three):
    data = chart("event_matrix").data(three, "hedging_rate")
    told = three.articles.groupby("event_id")["desk"].nunique()
    assert set(data["event"]) == {"Event 0", "Event 1"} == {
        each.capitalize() for each in told[told > 1].index
    }  # fmt: skip
    assert len(data) == 6
    cell = data.query("desk == 'Gull' and event == 'Event 0'").iloc[0]
    ours = (three.articles["desk"] == "Gull") & (three.articles["event_id"] == "event 0")
    assert cell["value"] == pytest.approx(three.features.loc[ours, "hedging_rate"].mean())
    assert cell["articles"] == ours.sum()


def test_the_matrix_says_who_told_how_many(three):
    said = chart("event_matrix").alt(chart("event_matrix").data(three, "hedging_rate"))
    assert "Gull 2 of 2" in said


def test_events_that_one_outlet_told_are_no_matrix(three):
    alone = replace(three, events=pd.Series(three.articles.index, index=three.articles.index))
    assert chart("event_matrix").data(alone, "hedging_rate").empty


def test_a_timeline_has_the_dated_articles_alone(three):
    articles = three.articles.copy()
    articles.loc[articles.index[:4], "published"] = None
    data = chart("timeline").data(replace(three, articles=articles), "hedging_rate")
    assert data["articles"].sum() == data["dated"].iloc[0] == len(articles) - 4
    assert data["articles_of"].iloc[0] == len(articles)
    undated = replace(three, articles=three.articles.drop(columns="published"))
    assert chart("timeline").data(undated, "hedging_rate").empty


@pytest.mark.parametrize(("days", "period"), [
    (["2025-01-30", "2025-02-02"], ["2025-01-30", "2025-02-02"]),
    (["2024-11-30", "2025-02-02"], ["2024-11", "2025-02"]),
    (["2014-11-30", "2025-02-02"], ["2014", "2025"]),
])  # fmt: skip
def test_the_periods_of_a_timeline_fit_its_length(three, days, period):
    articles = three.articles.assign(published=[days[n % 2] for n in range(len(three.articles))])
    data = chart("timeline").data(replace(three, articles=articles), "hedging_rate")
    assert sorted(set(data["period"])) == period
    assert period[0] in chart("timeline").alt(data)
    assert isinstance(chart("timeline").draw(data), Figure)


def test_a_timeline_has_intervals_and_says_where_articles_are_few(three):
    data = chart("timeline").data(three, "hedging_rate").query("desk == 'Courant'")
    assert (data["note"] == "too few").all()
    assert (data["low"] <= data["mean"]).all()
    assert (data["mean"] <= data["high"]).all()


def test_a_run_draws_few_of_them_and_a_reader_any(three):
    assert "flesch_reading_ease" not in chart("event_matrix").each(three)
    assert isinstance(fr.draw(three, "event_matrix", "flesch_reading_ease"), Figure)


def test_a_run_draws_timelines_only_where_a_period_has_articles_enough(three):
    assert chart("timeline").each(three) == []
    assert isinstance(fr.draw(three, "timeline"), Figure)
    days = ["2025-01-30"] * (len(three.articles) - 1) + ["2025-02-02"]
    often = replace(three, articles=three.articles.assign(published=days))
    assert "hedging_rate" in chart("timeline").each(often)
    assert isinstance(fr.draw(three, "timeline", "flesch_reading_ease"), Figure)
    with pytest.raises(fr.FramingError, match="not drawn for"):
        fr.draw(three, "timeline", "no_such")


def test_dates_under_a_timeline_keep_apart():
    one = results_of({"Gull": 16})
    articles = one.articles.assign(
        published=[f"{2012 + n // 4}-{1 + n % 4:02}-02" for n in range(16)]
    )
    picture = chart("timeline")
    figure = picture.draw(picture.data(replace(one, articles=articles), "hedging_rate"))
    figure.canvas.draw()
    boxes = [label.get_window_extent() for label in figure.axes[-1].get_xticklabels()]
    assert len(boxes) > 3
    assert all(left.x1 < right.x0 for left, right in itertools.pairwise(boxes))
    assert figure.axes[-1].get_xticklabels()[0].get_text() == "Jan 2012"


def test_long_names_that_begin_alike_are_told_apart():
    names = [f"Lorvane National Broadcasting Corporation, Service {n}" for n in ("A", "B", "A")]
    for cut in (in_margin(names), on_one_line(names, 20)):
        assert cut[0] == cut[2] != cut[1]
        assert max(len(line) for name in cut for line in name.split("\n")) <= 24
    assert in_margin(["", "Gull"]) == ["", "Gull"]


def test_outlets_whose_names_begin_alike_can_be_told_apart_in_every_picture():
    begin = "Lorvane National Broadcasting Corporation, External Service in English, "
    results = results_of({begin + "North": 3, begin + "South": 3})
    for name in ("by_outlet", "event_matrix", "timeline", "who_is_heard", "speakers", "strip",
                 "entries", "labels"):  # fmt: skip
        texts = [text.get_text() for text in fr.draw(results, name).texts]
        for end in ("North", "South"):
            assert [text for text in texts if text.endswith(end)], name


def test_one_endless_line_does_not_squeeze_the_forest(three):
    data = chart("forest").data(three, "")
    data.loc[0, "high"] = 1e6
    axes = chart("forest").draw(data).axes[0]
    assert axes.get_xlim()[1] < 4
    assert [line for line in axes.lines if line.get_marker() == ">" and len(line.get_xdata())]


def test_the_forest_of_two_is_their_tests_and_of_three_each_against_all(three):
    two = results_of({"Gull": 5, "Courant": 4})
    data = chart("forest").data(two, "")
    assert data["comparison"].unique().tolist() == ["Courant less Gull"]
    assert "q" in data
    assert chart("forest").data(three, "")["comparison"].nunique() == 3


def test_chance_has_nothing_to_say_of_one_group():
    bands = chance_bands(pd.Series([1.0, 2.0]), pd.Series(["a", "a"]), None, "f")
    assert bands.isna().all(axis=None)


def test_dealing_inside_events_keeps_what_belongs_to_the_events():
    values = pd.Series([1.0, 1.0, 9.0, 9.0])
    group, event = pd.Series(list("abab")), pd.Series(list("xxyy"))
    assert chance_bands(values, group, event, "f").loc["a"].tolist() == [5.0, 5.0]


def test_the_deal_does_not_depend_on_the_order_of_the_articles():
    values = pd.Series(np.arange(20.0))
    group = pd.Series(list("ab") * 10)
    turned = chance_bands(values[::-1], group[::-1], None, "f")
    pd.testing.assert_frame_equal(chance_bands(values, group, None, "f"), turned)


def test_equal_values_step_aside_and_others_do_not():
    aside = swarm(np.array([1.0, 1.0, 1.0, 9.0]))
    assert len(set(aside[:3])) == 3
    assert aside[3] == 0


def test_the_readers_own_settings_change_nothing(three):
    import matplotlib

    each = chart("who_is_heard")
    data = each.data(three, "")
    before = png_bytes(each.draw(data))
    with matplotlib.rc_context({"font.size": 20, "axes.facecolor": "red", "savefig.dpi": 30}):
        assert png_bytes(each.draw(data)) == before


def digest(results: Results) -> str:
    """Of every chart that these results allow once, as SVG and as PNG."""
    digest = hashlib.sha256()
    for each in CHARTS:
        for item in list((each.offered or each.each)(results))[-1:]:
            data = each.data(results, item)
            assert len(data), each.name
            figure = each.draw(data)
            text = svg_text(figure, each.name, title="t", description=each.alt(data))
            digest.update(text.encode())
            digest.update(png_bytes(figure))
    return digest.hexdigest()


def test_same_bytes_for_any_hash_seed_and_time_zone():
    code = "from test_charts import digest, results_of; print(digest(results_of({'A': 3, 'B': 2})))"
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, env=env, capture_output=True,
        text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == digest(results_of({"A": 3, "B": 2}))


def test_svg_of_a_picture_drawn_twice_is_the_same(three):
    each = chart("forest")
    data = each.data(three, "")
    texts = [svg_text(each.draw(data), "f", title="t", description="d") for _ in range(2)]
    assert texts[0] == texts[1]
