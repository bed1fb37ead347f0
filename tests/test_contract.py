"""Is anything missing? Each failure names the line to add."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

import framing as fr
from framing.cli import app
from framing.extractors import default_extractors
from framing.features import describe

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "framing"
MODULES = sorted(PACKAGE.rglob("*.py"))
PUBLIC = sorted(
    name for name in vars(fr) if name[0] != "_" and not inspect.ismodule(vars(fr)[name])
)

# What may import what: each module only from those named before it, or in its own row.
ORDER = [
    {"cycles", "errors"},
    {"quotations", "text", "remembered"},
    {"notebook", "spans", "hosts", "findings", "intervals", "language", "insertions"},
    {"readability", "tally", "folding", "word_classes", "yaml_text", "files", "passed_over",
     "registry"},
    {"lexicon", "bundled", "context", "matcher", "ratings", "outlets", "columns", "dates",
     "companions", "metadata", "pages", "tables", "normalise", "checks", "writing", "globs",
     "lexicon_formats", "lexicon_checks", "lexicon_scores", "labelled"},
    {"features", "articles", "wording", "attributions", "own_name"},
    {"term_counts", "tagger", "tagger_inputs", "tagger_network", "tagger_spans", "usual_words",
     "extractors"},
    {"pieces", "pipeline", "piecework", "training", "answer_key", "span_matching",
     "lexicon_trial", "describing", "lexicon_bench", "kwic", "labels", "drift"},
    {"genre", "boilerplate", "key_lines", "decomposition", "multiverse", "shrinkage",
     "resampling", "dealing", "claims", "groups", "comparison", "compare", "results", "grouping",
     "balance", "linkage", "events", "duplicates", "term_tests", "keyness", "masking",
     "transformer", "baselines", "calibration", "classify", "leakage", "evaluation", "held_out"},
    {"charts", "highlight", "segments"},
    {"manifest", "seen_ids", "engines", "result_folder", "stored", "streaming", "bibliography",
     "sections", "summary", "rendering", "pdf", "report", "inventory", "coding"},
    {"cli_progress", "cli_reading"},
    {"reading_room", "serving", "patience", "classroom"},
    {"cli_code", "cli_classroom", "cli_lexicon", "cli_serve", "cli_measure"},
    {"cli"},
    {"__main__"},
]  # fmt: skip
PLACE = {name: place for place, names in enumerate(ORDER) for name in names}


def concept(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "framing":
            parts = node.module.split(".")
            names |= {parts[1]} if parts[1:] else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            parts = [alias.name.split(".") for alias in node.names]
            names |= {name[1] for name in parts if name[0] == "framing" and name[1:]}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path):
    if path == PACKAGE / "__init__.py":
        return
    assert concept(path) in PLACE, f"add {concept(path)!r} to ORDER in this test"
    for name in imported(path) & PLACE.keys():
        assert PLACE[name] <= PLACE[concept(path)], f"{concept(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_is_one_concept(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 350
    assert ast.get_docstring(ast.parse(text)) or path.name == "__init__.py"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.body[0].lineno < 50 + _docstring_lines(node), node.name


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    return first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0


@pytest.mark.parametrize("name", [n for n in PUBLIC if inspect.isfunction(getattr(fr, n))])
def test_a_public_function_takes_few_arguments_and_names_the_later_ones(name):
    parameters = inspect.signature(getattr(fr, name)).parameters.values()
    assert len(parameters) <= 5, f"fr.{name}"
    places = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    most = 3 if name == "highlight" else 2  # its third is the article to show
    assert len(places) <= most, f"fr.{name}: keyword-only after the second"


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_says_what_it_is(name):
    documentation = inspect.getdoc(getattr(fr, name)) or ""
    assert len(documentation) > 40, f"fr.{name} has no docstring"


@pytest.mark.parametrize("name", [n for n in PUBLIC if inspect.isfunction(getattr(fr, n))])
def test_every_public_function_says_what_it_takes_and_returns(name):
    documentation = inspect.getdoc(getattr(fr, name))
    for section in ("Parameters\n", "Returns\n"):
        if section == "Parameters\n" and not inspect.signature(getattr(fr, name)).parameters:
            continue
        assert section in documentation, f"fr.{name} has no section {section.strip()}"


def test_only_the_command_line_prints_or_exits():
    for path in MODULES:
        if concept(path) in ("cli", "training"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("print", "exit", "sys.exit", "os._exit"), path.name


def test_only_charts_import_matplotlib():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert concept(path) == "charts" or not re.search(
            r"^\s*(import|from) matplotlib", text, re.M
        )


def test_importing_the_package_loads_nothing_heavy():
    heavy = ("matplotlib", "sklearn", "scipy", "trafilatura", "textstat", "starlette", "jinja2")
    loaded = f"import sys, framing; print([m for m in {heavy} if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True)
    assert said.stdout.strip() == b"[]"


def test_articles_are_read_marked_and_counted_without_scikit_learn_and_matplotlib():
    """So that the extractors can run where these two cannot be had."""
    script = (
        "import sys; sys.modules.update(sklearn=None, matplotlib=None);"
        "import framing as fr, pandas as pd;"
        "table = pd.DataFrame({'text': ['“It may blow,” said Ida Brandt.']});"
        "articles = fr.read_articles(table); spans = fr.annotate(articles);"
        "print(fr.attributions(spans)['speaker'][0], len(fr.measure(spans, articles)));"
        "fr.highlight(spans, articles, articles.index[0]).html"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert said.stdout.split() == [b"Ida", b"Brandt", b"1"]


def commands(group=None, path=()):
    group = group or typer.main.get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[n for n, _ in commands()])
def test_every_command_has_help_and_an_example(name, command):
    assert command.help, f"framing {name} has no help"
    assert f"`framing {name}" in (command.epilog or ""), f"framing {name} has no example"


def test_every_extractor_says_what_it_measures():
    for extractor in default_extractors():
        assert extractor.measures, f"{extractor.layer} has no `measures`"


def test_every_feature_says_what_it_measures_and_what_not():
    described = describe(default_extractors())
    assert described.index.is_unique
    for feature in described.itertuples():
        assert feature.measures, f"{feature.Index} has no `measures`"
        assert feature.does_not_measure, f"{feature.Index} has no `does_not_measure`"
        assert feature.unit, f"{feature.Index} has no unit"


def test_lexicon_layers_have_files_and_files_have_layers():
    layers = {e.layer for e in default_extractors() if e.source is not None}
    assert layers == {path.stem for path in (ROOT / "lexicons").glob("*.yaml")}


def test_nothing_of_this_machine_is_in_the_project():
    for path in [*MODULES, *(ROOT / "lexicons").iterdir(), ROOT / "README.md"]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(home|root|tmp|work|Users)/", text), path


def test_the_readme_has_the_two_commands():
    blocks = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text(), re.M | re.S)
    assert len(blocks) == 2
    assert "framing demo" in blocks[0]
    assert "pytest" in blocks[1]
