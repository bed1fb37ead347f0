"""Where the work is done: the processes of this machine, a Dask cluster or Spark.

All three are one thing: `submit` a function of a step and a piece, and ask for its result later.
The function is the same everywhere, and so is what it returns.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from threading import Thread
from typing import Any

from framing.errors import FramingError
from framing.pieces import Piece
from framing.piecework import Measured, Step, measure_piece

ENGINES = ("local", "dask", "spark")
_PIECE = "name string, ending string, skipped long, data binary, prefix string, refused string"
_TABLE = "name string, content binary"
_ACCOUNT = "account"


@dataclass(frozen=True)
class Workers:
    """Those who do the work: how to hand them a piece, and how many may be under way."""

    submit: Callable[[Step, Piece], Future]
    at_once: int


@contextmanager
def workers_of(engine: str, workers: int | None) -> Iterator[Workers]:
    """The workers of an engine; they end with the block, and at once if it is interrupted.

    Parameters
    ----------
    engine : str
        ``local``, ``dask`` or ``spark``, where a cluster may follow a colon:
        ``dask:tcp://HOST:8786``, ``spark:local[2]``, ``spark:spark://HOST:7077``. Without one, the
        Dask client or Spark session of this process is used, if there is one.
    workers : int, optional
        How many processes to start; one a core by default. 1 is this process alone.

    Raises
    ------
    FramingError
        There is no such engine, or it is not installed.
    """
    kind, _, where = engine.partition(":")
    if kind not in ENGINES:
        raise FramingError(f"no engine {kind!r}. There are {', '.join(ENGINES)}.")
    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise FramingError(f"workers must be a whole number of at least 1. Got {workers!r}.")
    count = workers or os.cpu_count() or 1
    if kind == "local" and count == 1:
        yield Workers(_here, 1)
        return
    with {"local": _processes, "dask": _dask, "spark": _spark}[kind](where, count) as found:
        yield found


def _here(step: Step, piece: Piece) -> Future:
    done: Future = Future()
    done.set_result(measure_piece(step, piece))
    return done


@contextmanager
def _processes(where: str, count: int) -> Iterator[Workers]:
    from joblib.externals.loky import ProcessPoolExecutor
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    if where:
        raise FramingError(f"local: {where!r} means nothing; say how many with workers.")
    pool = ProcessPoolExecutor(count, initializer=_follow_the_parent)
    try:
        yield Workers(partial(pool.submit, measure_piece), count)
    except TerminatedWorkerError as error:
        raise FramingError(
            "a worker was ended by the system, most likely for its memory. What is done is kept:"
            " run it again with fewer workers, or fewer rows a part."
        ) from error
    finally:
        pool.shutdown(wait=False, kill_workers=True)


def _follow_the_parent() -> None:
    """Leave interrupts to the parent, and end when it is gone, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _dask(where: str, count: int) -> Iterator[Workers]:
    try:
        from distributed import Client, LocalCluster, get_client
    except ImportError as error:
        raise _missing("dask") from error
    if where:
        with Client(where, set_as_default=False) as client:
            yield _of_client(client)
        return
    try:
        client = get_client()
    except ValueError:  # there is none
        cluster = partial(LocalCluster, n_workers=count, threads_per_worker=1)
        with cluster(dashboard_address=None) as started, Client(started) as client:
            yield _of_client(client)
        return
    yield _of_client(client)


def _of_client(client: Any) -> Workers:
    """One thread a process works best: the work holds the interpreter's lock."""

    def submit(step: Step, piece: Piece) -> Future:
        sent = client.scatter(piece, direct=False, hash=False)
        return client.submit(measure_piece, step, sent, pure=False)

    return Workers(submit, max(1, sum(client.nthreads().values())))


@contextmanager
def _spark(where: str, count: int) -> Iterator[Workers]:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise _missing("spark") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    active = SparkSession.getActiveSession()
    builder = SparkSession.builder.appName("framing").config("spark.ui.enabled", "false")
    session = active or builder.master(where or f"local[{count}]").getOrCreate()
    at_once = session.sparkContext.defaultParallelism
    try:
        with ThreadPoolExecutor(at_once) as threads:
            yield Workers(partial(threads.submit, partial(_in_spark, session)), at_once)
    finally:
        if active is None:
            session.stop()


def _in_spark(session: Any, step: Step, piece: Piece) -> Measured:
    fields = asdict(piece)
    del fields["end"]
    fields["data"] = bytearray(piece.data)
    frame = session.createDataFrame([fields], _PIECE).coalesce(1)
    rows = frame.mapInPandas(partial(_each_row, step), _TABLE).collect()
    tables = {row["name"]: bytes(row["content"]) for row in rows}
    return Measured(tables=tables, **json.loads(tables.pop(_ACCOUNT)))


def _each_row(step: Step, frames: Iterator) -> Iterator:
    """What Spark's `mapInPandas` runs: pieces in, a row a table out, and the account of it."""
    import pandas as pd

    for frame in frames:
        for record in frame.to_dict("records"):
            done = asdict(measure_piece(step, Piece(**record | {"data": bytes(record["data"])})))
            tables = done.pop("tables") | {_ACCOUNT: json.dumps(done).encode()}
            yield pd.DataFrame({"name": list(tables), "content": list(tables.values())})


def _missing(extra: str) -> FramingError:
    return FramingError(
        f"the engine {extra!r} is not installed. Install it with"
        f" `pip install 'media-framing[{extra}]'`, or leave --engine out."
    )
