"""Small modules and functions. What is larger stands here by name, with the reason."""

import ast

from tests.architecture.house import python, written_in

MODULE = 300
FUNCTION = 40
CODE = (".py", ".ts", ".tsx", ".scss", ".sh")
ROOMS = ("server/", "sync/", "scripts/", "tests/", "pwa/src/", "pwa/build/")

LARGE_MODULES = {
    "pwa/src/domain/kinds.ts": "generated from sync/kinds",
}
LARGE_FUNCTIONS: dict[str, str] = {}
# A migration is one long list of tables by nature, and is never edited again.
EXEMPT = "server/store/migrations/"


def large_functions(path: str, tree: ast.Module) -> set[str]:
    return {
        f"{path}:{node.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION
    }


def test_no_module_is_larger_than_one_can_read() -> None:
    large = {path for path, text in written_in(*CODE, under=ROOMS) if text.count("\n") > MODULE}
    assert {path for path in large if not path.startswith(EXEMPT)} <= LARGE_MODULES.keys()


def test_no_function_is_larger_than_a_screen() -> None:
    """In Python; on the phone Biome counts (noExcessiveLinesPerFunction)."""
    found = set[str]().union(*(large_functions(path, tree) for path, tree in python(*ROOMS)))
    assert {name for name in found if not name.startswith(EXEMPT)} <= LARGE_FUNCTIONS.keys()


def test_a_large_function_is_caught() -> None:
    assert large_functions("planted.py", ast.parse("def f():\n" + "    pass\n" * FUNCTION))
    assert not large_functions("planted.py", ast.parse("def f():\n" + "    pass\n" * (FUNCTION - 1)))
