"""The rows of an office sheet: which township, complete or not, and its claims."""

from hrss.places.names import match_townships
from hrss.sheets.check_completion import check_completion
from hrss.sheets.check_places import (
    outside_issues,
    place_keys,
    repeated_issues,
    resolved_issues,
    unknown_places,
    unmatched_issues,
)
from hrss.sheets.check_values import claim_issues
from hrss.sheets.judged import Case, Judged
from hrss.sheets.table import Table


def judge_offices(table: Table, case: Case) -> Judged:
    """Rows with the township that each is about, once, and completion settled."""
    keys, taken = place_keys(table, case.roster, case.file_name)
    found = match_townships(keys, case.roster, case.aliases)
    codes = found["township_code"]
    issues = [
        *taken,
        *unmatched_issues(table, found),
        *resolved_issues(table, found, case.roster),
        *repeated_issues(table, codes, "duplicate_office"),
        *outside_issues(table, found, case.roster),
        *claim_issues(table, codes, case.roster),
    ]
    table, more = check_completion(
        table, codes, as_of=case.as_of, previous=case.previous
    )
    return Judged(table, found, [*issues, *more], unknown_places(keys, found))
