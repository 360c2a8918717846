"""What the repository says of itself is true: README, changelog, Makefile, locked versions."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
VERBS = {"run", "test", "setup", "lint", "evals", "bench", "campaign", "lock", "clean"}
# Parts of a declared package that are installed under a name of their own.
IMPLIED = {"langchain_core", "ctranslate2"}
# Packages whose modules bear another name.
RENAMED = {"open_clip_torch": "open_clip", "pillow": "PIL"}
TREE_ROW = re.compile(r"^(?P<indent>(?:│   |    )*)(?:├── |└── )?(?P<name>[\w.-]+/?)(?:\s{2,}\S.*)?$")
# A folder of one machine has no meaning on another; those of every machine (/tmp, /dev) have.
# /Users/Me is a route of Jellyfin.
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:home|root|Users(?!/Me\b)|work|opt|mnt)/\w+")

needs_readme = pytest.mark.skipif(not README.exists(), reason="no README.md yet")
needs_git = pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="not a git checkout")


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def _commands() -> list[str]:
    lines = "\n".join(_blocks(README.read_text(encoding="utf8"), "(?:sh|bash|console)")).splitlines()
    return [line.removeprefix("$ ").split("#")[0].strip() for line in lines if line.strip()]


def _make(*arguments: str) -> str:
    ran = subprocess.run(
        ["make", "--no-print-directory", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return ran.stdout


def test_make_help_lists_the_verbs() -> None:
    listed = {line.split()[1] for line in _make("help").splitlines()}
    assert listed >= VERBS


@pytest.mark.parametrize("verb", sorted(VERBS - {"lock", "clean"}))
def test_each_verb_is_a_recipe_that_make_understands(verb: str) -> None:
    assert _make("--dry-run", verb, *(["some-name"] if verb == "campaign" else []))


def test_a_question_with_quotes_reaches_the_command_unharmed() -> None:
    printed = _make("--dry-run", "run", 'ASK=what\'s $$HOME like "Moon"; echo no')
    assert '--ask "$ASK"' in printed
    assert "what's" not in printed


@needs_readme
def test_the_commands_of_the_readme_are_there() -> None:
    verbs = set(_make("help").split())
    named = re.compile(r"^(?:\.venv/bin/)?(make|usher) ([a-z]+)")
    for command in _commands():
        if found := named.match(command):
            assert found[1] == "usher" or found[2] in verbs, command


@needs_readme
def test_the_usher_commands_of_the_readme_have_a_help_page() -> None:
    from typer.main import get_command

    from agent.faces.cli.app import app

    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    for command in _commands():
        if found := re.match(r"^(?:\.venv/bin/)?usher ([a-z]+)", command):
            assert found[1] in known, command


@needs_readme
def test_the_folders_that_the_readme_draws_exist() -> None:
    drawn = [block for block in _blocks(README.read_text(encoding="utf8"), "(?:text)?") if "agent/" in block]
    for block in drawn:
        for path in _paths(block):
            assert (ROOT / path).exists(), path


def _paths(tree: str) -> list[str]:
    """Full paths of a drawn tree: `agent/` with `turn/` indented below it gives agent/ and agent/turn/."""
    open_folders: dict[int, str] = {}
    paths = []
    for row in tree.splitlines():
        if not (found := TREE_ROW.match(row)):
            continue
        depth = len(row) - len(row.lstrip(" │├└─"))
        above = max((d for d in open_folders if d < depth), default=None)
        path = (open_folders[above] if above is not None else "") + found["name"]
        paths.append(path)
        open_folders = {d: p for d, p in open_folders.items() if d < depth}
        if path.endswith("/"):
            open_folders[depth] = path
    return paths


def test_the_changelog_speaks_of_the_version_in_hand() -> None:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        version = tomllib.load(stream)["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf8")
    entry = re.search(rf"^## {re.escape(version)}\b.*?\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    assert entry
    assert re.search(r"^- \S", entry[1], re.MULTILINE)


def test_the_licence_is_apache_2_in_full() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locked_versions_carry_hashes_and_name_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf8")
    assert not re.search(r"https?://|file:|--index-url|--extra-index-url|--find-links|--trusted-host", text)
    pins = re.findall(r"^[a-z0-9][\w.-]*==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pins) > 50
    assert all("--hash=sha256:" in pin for pin in pins)


def test_the_light_set_is_part_of_the_full_one() -> None:
    light, full = (
        set(re.findall(r"^([\w.-]+==\S+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE))
        for name in ("run.txt", "dev.txt")
    )
    assert light < full


def test_the_heavy_packages_stay_extras() -> None:
    light = (ROOT / "requirements" / "run.txt").read_text()
    assert not re.search(r"^(torch|vllm|transformers|nvidia|open-clip)", light, re.MULTILINE)


@needs_git
def test_no_file_speaks_of_one_machine() -> None:
    texts = {".py", ".md", ".toml", ".sh", ".txt", ".in", ".cfg", ".yml", ""}
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in _tracked()
        if path.suffix in texts and path != Path(__file__)
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf8", errors="replace"))
    ]
    assert found == []


def test_what_the_packages_import_is_declared() -> None:
    """An import that only another package's needs bring along breaks when that package changes its mind."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        project = tomllib.load(stream)["project"]
    declared = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    names = {re.split(r"[\[<>=!~ ;]", requirement)[0].replace("-", "_").lower() for requirement in declared}
    assert _imported() - {RENAMED.get(name, name) for name in names} == set()


def _imported() -> set[str]:
    ours = {"agent", "tools", "indexers", "prompts"}
    files = [path for package in ours for path in (ROOT / package).rglob("*.py")]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf8")))]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    taken = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in plain | taken} - ours - set(sys.stdlib_module_names) - IMPLIED
