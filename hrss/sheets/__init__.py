"""Status sheets: from the bytes of a workbook to a checked submission."""

from hrss.decree import PLAN_MONTHS
from hrss.sheets.check import check_workbook
from hrss.sheets.checked import CheckedSubmission, SheetSummary, to_json
from hrss.sheets.columns import (
    COLUMNS,
    FUNCTION_COLUMNS,
    KEY_COLUMNS,
    PLAN_COLUMNS,
    VALUE_COLUMNS,
    Choice,
    Column,
    ColumnType,
    choice_label,
    column,
)
from hrss.sheets.grid import Grid, MergedRange, Workbook
from hrss.sheets.issues import Issue, Severity, message
from hrss.sheets.judged import UnknownPlace
from hrss.sheets.kinds import KIND_LABELS, ROW_CODES, SheetKind
from hrss.sheets.mapping import Mappings, OpenHeader, OpenLayout
from hrss.sheets.parse import parse_workbook
from hrss.sheets.parsed import ParsedSheet, ParsedWorkbook, RowCounts, TotalRow
from hrss.sheets.reader import ReadLimits, UnreadableWorkbookError, read_workbook
from hrss.sheets.registry import value_columns
from hrss.sheets.template import write_template

__all__ = [
    "COLUMNS",
    "FUNCTION_COLUMNS",
    "KEY_COLUMNS",
    "KIND_LABELS",
    "PLAN_COLUMNS",
    "PLAN_MONTHS",
    "ROW_CODES",
    "VALUE_COLUMNS",
    "CheckedSubmission",
    "Choice",
    "Column",
    "ColumnType",
    "Grid",
    "Issue",
    "Mappings",
    "MergedRange",
    "OpenHeader",
    "OpenLayout",
    "ParsedSheet",
    "ParsedWorkbook",
    "ReadLimits",
    "RowCounts",
    "Severity",
    "SheetKind",
    "SheetSummary",
    "TotalRow",
    "UnknownPlace",
    "UnreadableWorkbookError",
    "Workbook",
    "check_workbook",
    "choice_label",
    "column",
    "message",
    "parse_workbook",
    "read_workbook",
    "to_json",
    "value_columns",
    "write_template",
]
