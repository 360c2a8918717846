"""The borders between the packages hold: who imports whom, who reads the environment, how large a thing may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "agent": {"agent", "tools", "indexers", "prompts"},
    "tools": {"tools", "indexers", "prompts"},
    "indexers": {"indexers"},
    "prompts": {"prompts"},
}
SOURCES = [path for package in MAY_IMPORT for path in sorted((ROOT / package).rglob("*.py"))]
FOLDERS = sorted({path.parent for path in SOURCES})
MAX_MODULES, MAX_LINES, MAX_FUNCTION_LINES = 12, 400, 50
ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"}
# What a face may know: the door, and the records that come out of it.
DOOR = {
    "agent",
    "agent.usher",
    "agent.settings",
    "agent.errors",
    "agent.answer",
    "agent.doctor",
    "agent.faces",
    "agent.models.choose",
    "agent.sockets",
    "agent.stopping",
}
RECORDS = {"tools.models"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf8"), str(path))


def _imports(path: Path) -> Iterator[str]:
    """Full names of the modules that a file imports, inside functions as well."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            yield f"{start}.{node.module or ''}".strip(".")


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_imports_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    ours = {name.split(".")[0] for name in _imports(path)} & (set(MAY_IMPORT) | {"tests"})
    assert ours <= MAY_IMPORT[package]


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_only_the_settings_of_the_agent_read_the_environment(path: Path) -> None:
    if path == ROOT / "agent" / "settings.py":
        return
    named = {name for node in ast.walk(_tree(path)) for name in _names(node)}
    assert not named & ENVIRONMENT


def _names(node: ast.AST) -> list[str]:
    """What a node takes from `os`, or any attribute: `os.environ`, `from os import environ`."""
    if isinstance(node, ast.ImportFrom) and node.module == "os":
        return [alias.name for alias in node.names]
    return [node.attr] if isinstance(node, ast.Attribute) else []


@pytest.mark.parametrize("path", sorted((ROOT / "agent" / "faces").rglob("*.py")), ids=_name)
def test_a_face_enters_by_the_door(path: Path) -> None:
    inside = [name for name in _imports(path) if name.split(".")[0] in ("agent", "tools")]
    assert [name for name in inside if not (name in DOOR | RECORDS or name.startswith("agent.faces."))] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=_name)
def test_a_folder_holds_twelve_modules_at_most(folder: Path) -> None:
    if folder == ROOT / "agent" / "faces" / "cli":
        return
    assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= MAX_MODULES


@pytest.mark.parametrize("path", [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))], ids=_name)
def test_a_file_holds_400_lines_at_most(path: Path) -> None:
    assert len(path.read_text(encoding="utf8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_function_holds_50_lines_at_most(path: Path) -> None:
    functions = [n for n in ast.walk(_tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > MAX_FUNCTION_LINES]
    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_module_is_named_for_leftovers(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "misc"}


def test_importing_usher_is_quick() -> None:
    """`import agent` must not load what only a running conversation needs."""
    import subprocess
    import sys

    heavy = "chromadb langchain langgraph langchain_openai onnxruntime torch xllamacpp"
    code = f"import sys, agent; print([m for m in {heavy.split()!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
