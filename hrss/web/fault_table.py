"""Faults of a sheet as a table, the same for the clerk and the reviewer."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from hrss.sheets import Issue, column, message

SEVERITIES = {"error": "错误", "warning": "提示"}
_WHOLE = 10
"""Rows up to which a table is shown whole, without a bar to scroll."""


def fault_rows(issues: Sequence[Issue]) -> pd.DataFrame:
    """One row per fault, in the order of the sheet, in words."""
    return pd.DataFrame(
        {
            "程度": [SEVERITIES[issue.severity] for issue in issues],
            "工作表": [issue.sheet or "" for issue in issues],
            "单元格": [f"{issue.column or ''}{issue.row or ''}" for issue in issues],
            "项目": [
                column(issue.field).header if issue.field else "" for issue in issues
            ],
            # The columns before it say where.
            "问题": [
                message(replace(issue, sheet=None, row=None, column=None))
                for issue in issues
            ],
        }
    )


def fault_table(faults: pd.DataFrame) -> None:
    """Show rows of `fault_rows`."""
    st.dataframe(
        faults,
        hide_index=True,
        height="content" if len(faults) <= _WHOLE else 420,
        column_config={
            "程度": st.column_config.TextColumn(width=50),
            "工作表": st.column_config.TextColumn(width=90),
            "单元格": st.column_config.TextColumn(width=60),
            "项目": st.column_config.TextColumn(width=110),
            "问题": st.column_config.TextColumn(width=720),
        },
    )
