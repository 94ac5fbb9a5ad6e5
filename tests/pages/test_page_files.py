import ast

import pytest

from hrss.settings import REPOSITORY

FILES = sorted((REPOSITORY / "pages").glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_only_chooses_loads_computes_and_shows(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    defined = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }

    assert defined == []
    assert imported <= {"streamlit", "hrss", "hrss.metrics"}
    assert ast.get_docstring(tree)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60


def test_every_page_file_is_in_the_menu_and_every_entry_has_its_file():
    entry = ast.parse((REPOSITORY / "app.py").read_text(encoding="utf-8"))

    listed = {
        node.value
        for node in ast.walk(entry)
        if isinstance(node, ast.Constant) and str(node.value).startswith("pages/")
    }

    assert listed == {f"pages/{path.name}" for path in FILES}
