"""The page on which a coder marks stretches of text, in one file that needs nothing else.

The page marks whole words, those of `Document`, so that what coders and the program mark is
counted in the same units. Its parts (`coding_panel.html.j2`, `coding.css`, `coding.js`) can be put
into another page: give it `panel_context`, and allow the script of `panel_script`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from framing.coding.codebook import Code
from framing.coding.parts import FIELDS
from framing.rendering import script_hash, templates
from framing.text import Document

FORMAT = "framing-coding"
VERSION = 1


def span_page(
    texts: pd.DataFrame, codes: Sequence[Code], *, coder: str = "", sheet: str = ""
) -> str:
    """The page as HTML.

    Parameters
    ----------
    texts : DataFrame
        Indexed by the id that coders see, with `text` and perhaps `title`, in the order in which
        they are to be coded.
    codes : sequence of Code
        Up to nine; each has a digit of the keyboard.
    coder : str
        Who codes; can be changed on the page.
    sheet : str
        Tells this sheet from others: what was coded on one cannot be loaded into another.

    Returns
    -------
    str

    Notes
    -----
    Nothing leaves the page but a file that the coder saves. No place of a text is HTML.
    """
    script = panel_script()
    return (
        templates()
        .get_template("coding.html.j2")
        .render(
            panel_context(texts, codes, coder=coder, sheet=sheet),
            script=script,
            script_hash=script_hash(script),
        )
    )


def panel_context(
    texts: pd.DataFrame, codes: Sequence[Code], *, coder: str = "", sheet: str = ""
) -> dict[str, object]:
    """What `coding_panel.html.j2` is filled in with."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "sheet": sheet,
        "coder": coder,
        "codes": [{"name": code.name, "title": code.title} for code in codes],
        "texts": [
            {"id": str(name), "fields": [_field(field, row[field]) for field in FIELDS if
                                         isinstance(row.get(field), str)]}
            for name, row in texts.iterrows()
        ],
    }  # fmt: skip
    return {"codes": codes, "coding": data}


def panel_script() -> str:
    """The script of the panel, as it stands in the page."""
    environment = templates()
    return environment.loader.get_source(environment, "coding.js")[0]


def forget_fields() -> None:
    """Let go of the texts that are remembered for the next coder of a class."""
    _field.cache_clear()


@lru_cache(maxsize=2048)  # every coder of a class gets the same texts
def _field(name: str, text: str) -> dict[str, object]:
    """A field with its words as gap, length, gap, length, …, and where its sentences begin."""
    document = Document(text, name)
    starts, ends = document.words[:, 0], document.words[:, 1]
    gaps = starts - np.concatenate([[0], ends[:-1]]) if len(starts) else starts
    first = np.unique(np.searchsorted(starts, document.sentences[:, 0]))
    return {
        "name": name,
        "text": text,
        "words": np.stack([gaps, ends - starts], axis=1).ravel().tolist(),
        "sentences": first[first < len(starts)].tolist(),
        "paragraphs": document.paragraphs.tolist(),
    }
