"""What must never be written: each rule is asked of the whole package, and of one hostile input."""

import ast
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing import piecework
from framing.errors import FramingError, InputError
from framing.streaming import Plan, measure_files
from framing.tagger import Tagger
from framing.writing import table_bytes

PACKAGE = Path(fr.__file__).parent
MODULES = [p for p in sorted(PACKAGE.rglob("*.py")) if "training" not in p.parts]
BANNED = {
    "pickle.load", "pickle.loads", "joblib.load", "pd.read_pickle", "eval", "exec", "os.system",
    "xml.sax.parse", "xml.sax.parseString", "xml.sax.make_parser", "yaml.load",
    "yaml.unsafe_load", "yaml.full_load", "marshal.loads", "torch.load",
}  # fmt: skip
UNSAFE_PARSERS = {"xml.etree.ElementTree", "xml.dom.minidom", "pickle", "shelve"}


def calls(path: Path) -> list[ast.Call]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node for node in nodes if isinstance(node, ast.Call)]


def test_nothing_runs_or_unpickles_what_it_reads():
    for path in MODULES:
        for call in calls(path):
            assert ast.unparse(call.func) not in BANNED, f"{path}:{call.lineno}"


def test_arrays_are_read_without_pickles_and_no_shell_is_started():
    for path in MODULES:
        for call in calls(path):
            options = {word.arg: ast.unparse(word.value) for word in call.keywords}
            if ast.unparse(call.func) == "np.load":
                assert options.get("allow_pickle") == "False", f"{path}:{call.lineno}"
            assert options.get("shell", "False") == "False", f"{path}:{call.lineno}"


def test_no_parser_is_imported_that_expands_entities():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            if isinstance(node, ast.ImportFrom):
                names = {node.module or ""}
            assert not names & UNSAFE_PARSERS, f"{path}: {names & UNSAFE_PARSERS}"


def test_a_model_that_holds_a_pickle_is_refused(tmp_path):
    held = io.BytesIO()
    np.savez(held, words=np.array([{"a": 1}], dtype=object))
    (tmp_path / "model.npz").write_bytes(held.getvalue())
    with pytest.raises((FramingError, ValueError)):
        Tagger(tmp_path / "model.npz")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system ['true']", "!!python/name:os"])
def test_yaml_makes_no_objects(tmp_path, tag):
    (tmp_path / "evil.yaml").write_text(f"title: {tag}\nentries: [a]\n")
    with pytest.raises(InputError):
        fr.read_lexicon(tmp_path / "evil.yaml")


def test_ids_never_become_paths(tmp_path, monkeypatch):
    piecework.extractors_of.cache_clear()
    zone = [extractor for extractor in fr.EXTRACTORS if extractor.layer == "zone"]
    monkeypatch.setattr(piecework, "default_extractors", lambda: zone)
    ids = ["../../evil", "/etc/evil", "C:\\evil", "evil\x00", "con", ".."]
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    pd.DataFrame({"id": ids, "text": "It rained."}).to_parquet(tmp_path / "big.parquet")
    account = measure_files(tmp_path / "big.parquet", inside / "out", plan=Plan(workers=1))
    piecework.extractors_of.cache_clear()
    assert account.articles == len(ids)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert not [name for name in written if "evil" in name]
    assert pd.read_parquet(inside / "out" / "features")["article_id"].tolist() == ids


def test_a_formula_in_any_column_of_a_csv_is_disarmed():
    table = pd.DataFrame({"article_id": ["=cmd|' /C calc'!A0"], "title": ["@SUM(1)"], "n": [-1]})
    assert table_bytes(table, ".csv").decode() == (
        "article_id,title,n\n'=cmd|' /C calc'!A0,'@SUM(1),-1\n"
    )
