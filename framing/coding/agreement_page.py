"""The result of a comparison of coders as sentences, as a page, and in a notebook."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape
from itertools import pairwise

import pandas as pd

from framing.coding.agreement import Agreement
from framing.coding.units import ALL, TOOL
from framing.rendering import templates
from framing.wording import joined, number

_PASSAGES, _VERSIONS = 25, 4
_KINDS = {"words": "words marked", "sentences": "sentences rated", "articles": "articles rated"}


def sentences(result: Agreement) -> list[str]:
    """The result, a sentence a code, the coefficients with their intervals."""
    codings = result.codings
    texts = {*codings.coded["article_id"], *codings.ratings["article_id"]}
    people = f"{len(codings.coders)} {'person' if len(codings.coders) == 1 else 'people'}"
    said = [f"{people} coded {len(texts)} text{'s' * (len(texts) != 1)}."]
    table, tool = result.table[result.table["n_coders"] > 1], result.tool
    for code in dict.fromkeys([*table["code"], *tool["code"]]):
        alphas, kappas = _each(table, code, "alpha"), _each(tool, code, "kappa")
        told = [f"alpha {', '.join(alphas)}"] if alphas else []
        told += [f"with the program kappa {', '.join(kappas)}"] if kappas else []
        said.append(f"{_title(code)}: {'; '.join(told)}.")
    return said


def _each(table: pd.DataFrame, code: str, coefficient: str) -> list[str]:
    """A coefficient for each kind of units on which the code was compared."""
    return [
        f"{_with_interval(row[coefficient], row['low'], row['high'])} on {_KINDS[row['kind']]}"
        for row in table[table["code"] == code].to_dict("records")
    ]


def fragment(result: Agreement) -> str:
    """What a notebook shows: the sentences, and the table."""
    listed = "".join(f"<li>{escape(each)}</li>" for each in sentences(result))
    shown = result.table.drop(columns="resampled").round(3)
    return f"<ul>{listed}</ul>{shown.to_html(index=False, escape=True, na_rep='')}"


def page(result: Agreement) -> str:
    """The whole result as one page."""
    codes = sorted({run[2] for runs in result.disagreements["runs"] for run in runs})
    passages, n_passages = _passages(result.disagreements)
    return (
        templates()
        .get_template("agreement.html.j2")
        .render(
            sentences=sentences(result),
            findings=[{"severity": found.severity, "line": str(found)}
                      for found in result.codings.findings],
            table=[_row(row) for row in result.table.to_dict("records")],
            tool=[_tool_row(row) for row in result.tool.to_dict("records")],
            coders=_by_coder(result.pairs),
            chart=_chart(result.confusion),
            codes=[(place, _title(code)) for place, code in enumerate(codes, 1)],
            passages=[_passage(rows, codes) for rows in passages],
            n_left_out=n_passages - len(passages),
            resampled=joined(sorted({r for r in result.table["resampled"] if r})),
        )
    )  # fmt: skip


def _title(code: str) -> str:
    plain = code.replace("_", " ").replace(":", ": ")
    return plain[:1].upper() + plain[1:]


def _coefficient(value: float) -> str:
    """A coefficient in print, two digits and no sign for a rounded zero.

    Examples
    --------
    >>> _coefficient(0.614), _coefficient(-0.001), _coefficient(float("nan"))
    ('.61', '.00', 'undefined')
    """
    if math.isnan(value):
        return "undefined"
    return (
        f"{round(value, 2) + 0:.2f}".replace("0.", ".", 1) if abs(value) < 0.995 else f"{value:.2f}"
    )


def _with_interval(value: float, low: float, high: float) -> str:
    if math.isnan(value):
        return "undefined (one value only)"
    if math.isnan(low):
        why = "nothing varies" if value == 1 else "too little text"
        return f"{_coefficient(value)} ({why}, so no interval)"
    return f"{_coefficient(value)} ({_coefficient(low)} to {_coefficient(high)})"


def _share(value: float, low: float, high: float) -> str:
    if math.isnan(low):
        return f"{number(value, '_share')} (too little text, so no interval)"
    return f"{number(value, '_share')} ({100 * low:.0f} to {min(100, 100 * high):.0f} %)"


def _row(row: dict) -> dict:
    return {
        "code": _title(row["code"]),
        "kind": row["kind"],
        "n_coders": row["n_coders"],
        "n_units": f"{row['n_units']:,}",
        "percent": number(row["percent"], "_share"),
        "cohen": _coefficient(row["cohen_kappa"]),
        "fleiss": _coefficient(row["fleiss_kappa"]),
        "alpha": _coefficient(row["alpha"]),
        "interval": "" if math.isnan(row["low"]) else
                    f"{_coefficient(row['low'])} to {_coefficient(row['high'])}",
    }  # fmt: skip


def _tool_row(row: dict) -> dict:
    spans = row["kind"] == "words"
    return {
        "code": _title(row["code"]),
        "kind": row["kind"],
        "kappa": _with_interval(row["kappa"], row["low"], row["high"]),
        "percent": number(row["percent"], "_share"),
        "precision": _share(row["precision"], row["precision_low"], row["precision_high"])
        if spans
        else "",
        "recall": _share(row["recall"], row["recall_low"], row["recall_high"]) if spans else "",
        "n_tool": row["n_tool"] if spans else "",
        "n_people": row["n_people"] if spans else "",
    }


def _by_coder(pairs: pd.DataFrame) -> list[dict]:
    """Every coder's mean kappa with the other people, over all codes, lowest first."""
    if pairs.empty:
        return []
    people = pairs[(pairs["coder_a"] != TOOL) & (pairs["coder_b"] != TOOL)]
    swapped = people.rename(columns={"coder_a": "coder_b", "coder_b": "coder_a"})
    both = pd.concat([people, swapped])
    both = both[(both["code"] != ALL) & (both["kind"] != "articles")].dropna(subset=["kappa"])
    with_each = both.groupby(["coder_a", "coder_b"])["kappa"].mean()
    means = with_each.groupby("coder_a").agg(["mean", "min", "max"])
    means = means.reset_index().sort_values(["mean", "coder_a"], kind="stable")
    return [
        {"coder": coder, "mean": _coefficient(mean),
         "range": f"{_coefficient(low)} to {_coefficient(high)}"}
        for coder, mean, low, high in means.itertuples(index=False)
    ]  # fmt: skip


def _chart(confusion: pd.DataFrame) -> dict | None:
    from framing.charts import confusion as chart
    from framing.charts.saving import svg_text

    table = chart.data(confusion)
    if table.empty or not table["n"].sum():
        return None
    caption = (chart.draw.__doc__ or "").strip().splitlines()[0]
    svg = svg_text(chart.draw(table), "confusion", title=caption, description=chart.alt(table))
    rows = [
        [chart.readable(row.code_a), chart.readable(row.code_b), f"{row.n:,}",
         number(row.share, "_share")]
        for row in table.itertuples()
    ]  # fmt: skip
    return {"svg": svg, "caption": caption, "rows": rows}


def _passages(table: pd.DataFrame) -> tuple[list[list[dict]], int]:
    """The versions of the passages that are shown, worst first, and how many there are in all."""
    groups: dict[tuple, list[dict]] = {}
    for row in table.to_dict("records"):
        key = (row["kind"], row["code"], row["article_id"], row["sentence"])
        groups.setdefault(key, []).append(row)
    return list(groups.values())[:_PASSAGES], len(groups)


def _passage(rows: list[dict], codes: list[str]) -> dict:
    first = rows[0]
    place = {-1: "", 0: ", headline"}.get(first["sentence"], f", sentence {first['sentence']}")
    ratings = first["kind"] != "words"
    shown = [row for row in rows if row["n_coders"]][:_VERSIONS]
    shown += [row for row in rows if row["tool"] and row not in shown]
    return {
        "where": f"{first['article_id']}{place}",
        "asked": _title(first["code"]) if ratings else "",
        "text": first["text"] if ratings else "",
        "versions": [
            {
                "parts": [] if ratings else list(_parts(row["text"], row["runs"], codes)),
                "value": row["version"] if ratings else "",
                "n": row["n_coders"],
                "coders": row["coders"],
                "tool": row["tool"],
            }
            for row in shown
        ],
        "others": len(rows) - len(shown),
    }


def _parts(text: str, runs: tuple, codes: list[str]) -> Iterator[dict]:
    """The text in pieces: what each is marked as, and which marks begin with it."""
    cuts = sorted({0, len(text), *(place for run in runs for place in run[:2])})
    for start, end in pairwise(cuts):
        over = [run for run in runs if run[0] < end and run[1] > start]
        yield {
            "text": text[start:end],
            "codes": sorted(codes.index(run[2]) + 1 for run in over),
            "begins": sorted(codes.index(run[2]) + 1 for run in over if run[0] == start),
        }
