"""Foreign keys name the class: the import that shows which noun knows which."""

import ast

from tests.house.code import SLOVO, place, python_files, tree

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def named_by_string(call: ast.Call, app: str) -> str | None:
    """A class further down the same app may be named by a string."""
    if not isinstance(call.func, ast.Attribute | ast.Name):
        return None
    name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id
    targets = [*call.args[:1], *(k.value for k in call.keywords if k.arg in {"to", "through"})]
    if name not in RELATIONS:
        return None
    for target in targets:
        words = ast.unparse(target).strip("'\"")
        if "AUTH_USER_MODEL" in words or (isinstance(target, ast.Constant) and "." in words):
            return None if words.startswith(f"{app}.") else words
    return None


def test_no_relation_names_another_app_by_a_string() -> None:
    strings = [
        f"{place(path, node.lineno)}: {named}"
        for path in python_files(SLOVO / "domain", "*/**/*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (named := named_by_string(node, path.relative_to(SLOVO / "domain").parts[0]))
    ]
    assert strings == []


def test_migrations_of_an_app_stand_in_one_line() -> None:
    """Two of one number were made side by side: the later is made anew on top of the other."""
    numbers = [
        (path.parents[1].name, path.name[:4])
        for path in (SLOVO / "domain").glob("*/migrations/[0-9]*.py")
    ]
    assert sorted(number for number in set(numbers) if numbers.count(number) > 1) == []
