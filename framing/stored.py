"""What was measured into a folder, read back: as tables, and by SQL."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from framing.errors import FramingError, InputError, did_you_mean
from framing.manifest import MANIFEST
from framing.piecework import TABLES
from framing.result_folder import REJECTED


def read_stored(path: str | os.PathLike, table: str = "features") -> pd.DataFrame:
    """One table of a folder that `measure_files` wrote, or a Parquet file of features.

    Parameters
    ----------
    path : path
        The folder, or one Parquet file with a column `article_id`.
    table : {"features", "spans", "attributions", "terms"}
        Which table of the folder.

    Returns
    -------
    DataFrame
        All its rows, in the order of the input. `features` is indexed by `article_id` and holds
        what is known of an article beside its features, so that it serves `compare` and
        `keyness_of_counts` as the table of articles, too.

    Raises
    ------
    InputError
        If there is no such table, or its run was ended before it was whole.

    Notes
    -----
    It holds the whole table in memory: for a corpus beyond that, ask with `query_stored`.

    Examples
    --------
    >>> read_stored("nowhere")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    framing.errors.InputError: nowhere: no table 'features' there. ...
    """
    path = Path(path)
    files = [path] if path.is_file() else _parts(path, table)
    try:
        rows = pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)
    except Exception as error:  # a damaged file raises anything, from deep inside pyarrow
        raise InputError(f"{path}: not a sound table ({error}). Measure it again.") from error
    if table != "features":
        return rows
    if "article_id" not in rows.columns:
        raise InputError(f"{path}: no column 'article_id'.{did_you_mean('article_id', rows)}")
    return rows.set_index("article_id")


def is_stored(source: str | os.PathLike) -> bool:
    """Whether this is a folder of `measure_files`, or a Parquet file without texts.

    Examples
    --------
    >>> is_stored("nowhere")
    False
    """
    path = Path(source)
    if path.is_dir():
        return (path / "features").is_dir() and (path / "receipts").is_dir()
    if path.suffix != ".parquet" or not path.is_file():
        return False
    from pyarrow import parquet

    from framing.columns import recognise

    try:
        names = parquet.read_schema(path).names
    except Exception:  # which the reader of articles will say better
        return False
    return "article_id" in names and "text" not in recognise(names)


def query_stored(folder: str | os.PathLike, sql: str) -> pd.DataFrame:
    """Ask a folder of `measure_files` by SQL, without reading it into memory.

    Parameters
    ----------
    folder : path
        The folder. Its tables are views of their names: `features`, and where they were stored
        `spans`, `attributions` and `terms`; `rejected` has the rows that were not measured.
    sql : str
        One question in the SQL of DuckDB. It can read nothing but this folder.

    Returns
    -------
    DataFrame
        The answer.

    Raises
    ------
    InputError
        If the folder holds no such tables, or the question is none.
    FramingError
        If DuckDB is not installed.

    Notes
    -----
    The order of the rows is not defined unless the question says ``order by``.

    Examples
    --------
    >>> query_stored("nowhere", "select 1")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    framing.errors.InputError: nowhere: no table 'features' there. ...
    """
    folder = Path(folder)
    _parts(folder, "features")
    try:
        import duckdb
    except ImportError as error:
        raise FramingError(
            "questions by SQL need DuckDB: `pip install 'media-framing[duckdb]'`."
        ) from error
    with duckdb.connect(":memory:") as connection:
        _add_views(connection, folder)
        try:
            return connection.sql(sql).df()
        except (duckdb.Error, AttributeError) as error:
            raise InputError(f"{folder}: {error}") from error


def _add_views(connection, folder: Path) -> None:
    """A view for each table, and then a lock on everything outside the folder."""
    for table in TABLES:
        files = [str(path) for path in sorted((folder / table).glob("part-*.parquet"))]
        if files:
            connection.read_parquet(files, union_by_name=True).create_view(table)
    rejected = folder / REJECTED
    if rejected.is_file() and rejected.stat().st_size:
        connection.read_json(str(rejected), format="newline_delimited").create_view("rejected")
    inside = str(folder.absolute()).replace("'", "''")
    connection.execute(f"SET allowed_directories=['{inside}']")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")


def _parts(folder: Path, table: str) -> list[Path]:
    files = sorted((folder / table).glob("part-*.parquet")) if table in TABLES else []
    if not files:
        raise InputError(
            f"{folder}: no table {table!r} there. Measure into it first:"
            f" `framing measure INPUT -o {folder}`."
        )
    if not (folder / MANIFEST).is_file():
        raise InputError(
            f"{folder}: its run was not finished. Give the same command again; it goes on."
        )
    return files
