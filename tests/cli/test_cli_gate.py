"""Commands write through the gate, but for those that look after the store itself."""

import ast

from hrss.settings import REPOSITORY

WRITERS = {
    *("add_account", "append_alias", "append_edition", "append_log"),
    *("append_mapping", "append_note", "append_reopening", "append_reviews"),
    *("append_roster", "append_submission", "change_password", "change_rights"),
    *("clear_simulated", "move_store", "publish", "restore_store", "revoke_alias"),
    *("set_disabled", "withdraw_submission"),
}
EXCEPTIONS = {
    # The store as a whole, into an empty one.
    ("moving.py", "move_store"),
    ("moving.py", "restore_store"),
    # The first administrator can be made by nobody who is signed in; the store
    # itself logs every change of an account.
    ("users.py", "add_account"),
    ("users.py", "change_password"),
    ("users.py", "change_rights"),
    ("users.py", "set_disabled"),
}


def test_no_command_writes_but_through_the_gate():
    used = {
        (path.name, alias.name)
        for path in REPOSITORY.glob("hrss/cli/*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and not (node.module or "").startswith("hrss.cli")
        for alias in node.names
    }

    assert {each for each in used if each[1] in WRITERS} == EXCEPTIONS
