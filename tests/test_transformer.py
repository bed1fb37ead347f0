"""FramingFeatures: the measured features as a step of a scikit-learn pipeline."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline

from framing.articles import read_articles
from framing.errors import InputError
from framing.extractors import default_extractors
from framing.pipeline import annotate, measure
from framing.transformer import FramingFeatures

TEXTS = ["The plan is a disaster, the mayor said.", "The bridge opened on Monday."]


def test_the_columns_are_those_of_measure():
    table = pd.DataFrame({"article_id": ["a", "b"], "text": TEXTS})
    articles = read_articles(table)
    expected = measure(annotate(articles), articles)
    found = FramingFeatures().set_output(transform="pandas").fit_transform(articles)
    pd.testing.assert_frame_equal(found, expected, check_index_type=False, check_names=False)


def test_texts_need_no_table():
    features = FramingFeatures().fit_transform(TEXTS)
    assert features.shape == (2, len(FramingFeatures().fit([]).get_feature_names_out()))
    assert features.dtype == float


def test_an_empty_text_is_a_row_of_nan():
    assert np.isnan(FramingFeatures().fit_transform([""])).all()


def test_extractors_can_be_chosen():
    chosen = [e for e in default_extractors() if e.layer in ("zone", "attribution", "hedging")]
    names = FramingFeatures(chosen).fit([]).get_feature_names_out().tolist()
    assert "hedging_rate" in names
    assert "loaded_term_rate" not in names


def test_it_is_a_step_like_any_other():
    step = clone(FramingFeatures(workers=1))
    pipeline = make_pipeline(step, SimpleImputer(keep_empty_features=True))
    assert np.isfinite(pipeline.fit_transform(TEXTS)).all()


def test_what_is_no_text_is_named():
    with pytest.raises(InputError, match="list of texts"):
        FramingFeatures().fit("one text")
    with pytest.raises(InputError, match="text 1 is of type int"):
        FramingFeatures().fit(["a", 1])
    with pytest.raises(InputError, match="column 'text'"):
        FramingFeatures().fit(pd.DataFrame({"body": ["a"]}))
