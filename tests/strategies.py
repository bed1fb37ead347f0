"""What people and machines put into files: texts, tables, lexicons, pages and coding sheets."""

from __future__ import annotations

import json

from hypothesis import strategies as st

FRAGMENTS = (
    "The mayor of Orrin said", "“", "”", '"', "'", "’s", "«", "»", "\n", "\n\n", "\r\n", " ", "\t",
    "according to", "U.S.", "Mr.", "may", "regime", "slammed", "3,000.5", "ﬁ", "İ", "🙂", "\x00",
    "\ufeff", "\u2028", "\u202e", "قال الوزير", "会议", "<b>", "</script>", "&amp;", "=1+1", "%s",
    "{{ 7 * 7 }}", "\\", ",", ";", "http://vale.example/a?b=c", "By Ida Brandt", "(Vale Wire) —",
    "\u0301", "a" * 300, "said " * 40, "...", "?!", "-", "—", "\x85", "1/2/2024", "null", "NaN",
    "\ud800", "\x1b[31m", "‚", "„", "‹", "›", "「", "」", "``", "''", "(" * 40, "“" * 40, "אמר השר",
    "٣٤", "👩\u200d👧", "\u2066", "\U0010ffff", "]]>", "<!--", "&#0;", "said: “", "A. " * 40,
)  # fmt: skip
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)

texts = st.lists(st.sampled_from(FRAGMENTS) | ANY_TEXT, max_size=25).map(" ".join)
"""An article's text: pieces of real trouble in any order."""

names = st.sampled_from(
    [
        "text",
        "Text",
        "body",
        "id",
        "article_id",
        "title",
        "outlet",
        "url",
        "date",
        "",
        "text.2",
        "\x00",
    ]
)
cells = st.none() | texts | st.integers() | st.floats() | st.lists(ANY_TEXT, max_size=3)
records = st.dictionaries(names, cells, max_size=6)

jsonl = st.lists(records.map(json.dumps) | texts, max_size=6).map("\n".join)
csv = st.lists(st.lists(texts | names, max_size=5).map(",".join), max_size=6).map("\n".join)
"""Tables as they are, and as they should not be."""

_tags = st.sampled_from(
    ["p", "div", "script", "style", "article", "h1", "table", "svg", "a", "meta"]
)
html = st.recursive(
    texts,
    lambda inside: st.builds(
        lambda tag, attribute, parts, closed: (
            f"<{tag} {attribute}>{''.join(parts)}" + (f"</{tag}>" if closed else "")
        ),
        _tags,
        st.sampled_from(["", "class='byline'", "href='", 'content="2024-01-01"', "\x00", "a=b>"]),
        st.lists(inside, max_size=3),
        st.booleans(),
    ),
    max_leaves=8,
)
"""Pages, closed or not."""

_indents = st.sampled_from(["", "  ", "- "])
_scalars = st.sampled_from(
    ["title", "entries", "examples", "a", "[b]", "*x", "&x", "!!int", "claim*"]
)
lexicons = st.lists(
    st.builds(
        "{}{}: {}".format, st.sampled_from(["", "  ", "- "]), _scalars | ANY_TEXT, _scalars | texts
    ),
    max_size=8,
).map("\n".join)
"""YAML, and what looks like it."""

_heads = st.sampled_from(["article_id", "coder", "unit", "value", "field", "start", "end"])
sheets = st.lists(
    st.lists(_heads | texts, max_size=7).map(",".join),
    max_size=6,
).map("\n".join)
"""Coding sheets as CSV."""
