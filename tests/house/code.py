"""The house's own files, read as text and as syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLOVO = ROOT / "slovo"


@cache
def ours() -> list[Path]:
    """Every file that is, or is about to be, under version control."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted({ROOT / name for name in listed.stdout.split("\0") if (ROOT / name).is_file()})


def python_files(folder: Path, pattern: str = "**/*.py") -> Iterator[Path]:
    for path in sorted(folder.glob(pattern)):
        if "migrations" not in path.parts:
            yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, line: int = 0) -> str:
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def functions(module: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in module.body if isinstance(node, ast.FunctionDef))


def called(node: ast.AST) -> set[str]:
    """The names of what a piece of code calls: `f` of f(), `g` of x.g()."""
    names = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
            names.add(call.func.id if isinstance(call.func, ast.Name) else call.func.attr)
    return names
