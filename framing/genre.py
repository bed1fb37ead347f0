"""News, opinion, agency copy or live blog, where an article's address, section or byline tells.

An opinion piece has its author's loaded words in the outlet's own voice, and agency copy has the
agency's: counted as the outlet's news, both move its means.
"""

from __future__ import annotations

import re

import pandas as pd

from framing.outlets import id_by_name, outlets_of_type, resolve

_OPINION = """opinion opinions op-ed op-eds oped opeds editorial editorials commentary commentisfree
    columns columnist columnists letters letters-to-the-editor the-monitors-view roomfordebate
    outlook viewpoint viewpoints perspective perspectives contributors bloggers debate-club
    ajopinion our-view your-view leaders"""
_NEWS = """news politics world us usa uk europe asia africa americas middle-east national nation
    international business economy markets health science tech technology environment crime local
    metro homenews elections sports sport"""
_LIVE = "live livecoverage live-news live-updates liveblog live-blog"
_WIRE = "wire wires wirestory ap-wire aponline reuters afp newswire"
_OPINION_PARTS, _NEWS_PARTS, _LIVE_PARTS, _WIRE_PARTS = (
    frozenset(words.split()) for words in (_OPINION, _NEWS, _LIVE, _WIRE)
)
_LIVE_WORDS = re.compile(
    r"(?:^|-)(?:live-(?:updates?|blog|coverage)|liveblog|as-it-happened)(?:-|$)"
)
_OPINION_WORDS = re.compile(r"^(?:opinion|op-ed|oped|editorial|commentary)-")
_LIVE_TITLE = re.compile(
    r"^live(?: updates?| blog)?\s*:|\blive (?:updates|blog)\b|as it happened$", re.I
)
_OPINION_TITLE = re.compile(
    r"^(?:opinion|op-ed|editorial|commentary|letters?(?: to the editor)?|our view|the \w+ view)"
    r"\s*[|:\u2013\u2014-]|[|\u2013\u2014-]\s*(?:opinion|editorial|commentary)$",
    re.I,
)
_OPINION_AUTHOR = re.compile(
    r"\b(?:editorial board|the editors|opinion (?:contributor|columnist|writer)|columnist"
    r"|guest writer|leader writer)\b",
    re.I,
)
_SECTIONS = ("section", "articlesection", "category", "rubric", "desk")

_Told = tuple[str | None, str | None]


def genres(articles: pd.DataFrame) -> pd.DataFrame:
    """Whether each article is news, opinion, agency copy or a live blog, where that can be told.

    Parameters
    ----------
    articles : DataFrame
        What `read_articles` returned. A column ``section`` (or ``category``) is read, too.

    Returns
    -------
    DataFrame
        A row an article: ``genre`` is ``live_blog``, ``opinion``, ``wire`` (another outlet's agency
        copy) or ``news``, missing where nothing tells; ``genre_basis`` is what told it: ``url``,
        ``section``, ``title``, ``author`` or ``text``. ``articles.join(fr.genres(articles))`` adds
        both columns, and `compare` then says when it compares unlike genres.

    Notes
    -----
    Nothing is read into the style of a text. What an outlet prints as opinion under an address of
    its news pages is taken for news, and most addresses tell nothing: missing does not mean news.

    Examples
    --------
    >>> import framing as fr, pandas as pd
    >>> urls = ["https://vale.example/opinion/dam", "https://vale.example/world/dam", None]
    >>> table = pd.DataFrame({"text": ["The dam."] * 3, "url": urls})
    >>> fr.genres(fr.read_articles(table))["genre"].fillna("?").tolist()
    ['opinion', 'news', '?']
    """
    columns = [_cells(articles, name) for name in ("url", "title", "author", "outlet_id", "text")]
    section = next((name for name in articles if str(name).lower() in _SECTIONS), None)
    rows = zip(*columns, _cells(articles, section), strict=True)
    agencies = outlets_of_type("agency")
    told = [
        _by_place(url) or _by_words(title, author, section)
        or _as_agency_copy(author, outlet, text, agencies) or _as_news(url, section)
        for url, title, author, outlet, text, section in rows
    ]  # fmt: skip
    columns = ["genre", "genre_basis"]
    return pd.DataFrame(told, index=articles.index, columns=columns, dtype="string")


def _cells(articles: pd.DataFrame, name: str | None) -> list[str]:
    if name not in articles:
        return [""] * len(articles)
    cells = articles[name].astype(object)
    return cells.where(cells.notna(), "").astype(str).tolist()


def _folders(url: str) -> tuple[set[str], str]:
    """The folders that an address leads through, and its last part."""
    path = re.split(r"[?#]", url.lower().partition("://")[2] or url.lower(), maxsplit=1)[0]
    parts = [part for part in path.split("/")[1:] if part]
    return set(parts[:-1]), parts[-1] if parts else ""


def _by_place(url: str) -> _Told | None:
    folders, last = _folders(url)
    if _LIVE_PARTS & folders or _LIVE_WORDS.search(last):
        return "live_blog", "url"
    if _OPINION_PARTS & folders or _OPINION_WORDS.search(last):
        return "opinion", "url"
    return ("wire", "url") if _WIRE_PARTS & folders else None


def _by_words(title: str, author: str, section: str) -> _Told | None:
    if _LIVE_TITLE.search(title):
        return "live_blog", "title"
    if _hyphened(section) in _OPINION_PARTS:
        return "opinion", "section"
    if _OPINION_TITLE.search(title):
        return "opinion", "title"
    return ("opinion", "author") if _OPINION_AUTHOR.search(author) else None


def _as_news(url: str, section: str) -> _Told:
    if _NEWS_PARTS & _folders(url)[0]:
        return "news", "url"
    return ("news", "section") if _hyphened(section) in _NEWS_PARTS else (None, None)


def _hyphened(section: str) -> str:
    return "-".join(section.lower().split())


def _as_agency_copy(author: str, outlet: str, text: str, agencies: frozenset[str]) -> _Told | None:
    """Copy of an agency other than the outlet itself, by the byline or the dateline."""
    if outlet in agencies:
        return None
    if author and id_by_name(author) in agencies:
        return "wire", "author"
    return ("wire", "text") if text and resolve(None, None, text)[0] in agencies else None


def mixture(articles: pd.DataFrame, groups: pd.Series) -> dict[str, dict[str, int]]:
    """How many articles of each genre each group has, where it can be told; empty if all are one.

    Examples
    --------
    >>> articles = pd.DataFrame({"genre": ["news", "opinion", "news", None]})
    >>> mixture(articles, pd.Series(["Gull", "Gull", "Courant", "Courant"]))
    {'news': {'Courant': 1, 'Gull': 1}, 'opinion': {'Gull': 1}}
    """
    known = articles["genre"] if "genre" in articles else genres(articles)["genre"]
    known = known.dropna().astype(str)
    if known.nunique() < 2:
        return {}
    return {
        genre: {group: int(n) for group, n in part.value_counts().sort_index().items()}
        for genre, part in groups[known.index].groupby(known, sort=True)
    }
