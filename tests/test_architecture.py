"""The house's plan, where import-linter's own contracts (pyproject.toml) cannot say it."""

from fnmatch import fnmatch
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent
FEATURES = sorted(
    folder.name
    for folder in (ROOT / "handlers").iterdir()
    if folder.is_dir() and folder.name not in ("kit", "__pycache__")
)
NAMES = (
    "__init__.py",
    "feature.py",
    "listeners*.py",
    "forms*.py",
    "use_cases*.py",
    "views*.py",
    "values.py",
    "ids.py",
    "chart*.py",
)
LONGEST_FILE = 400


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom."""
    return grimp.build_graph("handlers", "storage", "okra", exclude_type_checking_imports=True)


def modules(graph: grimp.ImportGraph, *patterns: str) -> list[str]:
    """The features' modules of these names."""
    return sorted(m for m in graph.modules if any(fnmatch(m, f"handlers.*.{pattern}") for pattern in patterns))


def test_views_forms_and_values_never_reach_memory(graph: grimp.ImportGraph) -> None:
    pure = [m for m in modules(graph, "views*", "forms*", "values", "chart*") if not m.startswith("handlers.kit")]
    assert len(pure) > 10
    for module in pure:
        reached = [one for one in graph.find_upstream_modules(module) if one.startswith("storage")]
        assert not reached, f"{module} reaches {reached[0]} by {graph.find_shortest_chain(module, reached[0])}"


def test_use_cases_views_and_forms_of_a_feature_ignore_each_other(graph: grimp.ImportGraph) -> None:
    kinds = ("views", "forms", "use_cases")
    for module in modules(graph, *(f"{kind}*" for kind in kinds)):
        feature, name = module.split(".")[1:3]
        mine = next(kind for kind in kinds if name.startswith(kind))
        others = tuple(f"handlers.{feature}.{kind}" for kind in (*kinds, "listeners", "feature") if kind != mine)
        wrong = [one for one in graph.find_modules_directly_imported_by(module) if one.startswith(others)]
        assert not wrong, f"{module} imports {wrong}"


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_s_files_have_the_names_that_all_features_have(feature: str) -> None:
    files = [file.name for file in (ROOT / "handlers" / feature).glob("*.py")]
    assert not [file for file in files if not any(fnmatch(file, name) for name in NAMES)]


@pytest.mark.parametrize("folder", ["bot", "handlers", "storage", "okra", "sandbox", "demo"])
def test_no_file_is_longer_than_a_person_reads_at_once(folder: str) -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in (ROOT / folder).rglob("*.py")
        if (lines := file.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE and "versions" not in file.parts
    }
    assert not long


def test_importing_any_module_starts_nothing() -> None:
    for package in ("okra", "handlers", "storage"):
        for file in (ROOT / package).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert "os.environ" not in text, file
            assert "threading.Thread(" not in text, file
