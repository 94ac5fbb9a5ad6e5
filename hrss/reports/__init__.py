"""What is said of the figures, once: sentences and tables that leave the screen.

Comes in: tables of `hrss.metrics`. Goes out: sentences as toned spans, workbooks as
bytes. Computes no figure of its own.
"""

from hrss.reports.chasing import chase_list, chase_text, chase_texts
from hrss.reports.csv_texts import csv_text
from hrss.reports.oddities import oddity_place, oddity_sentence
from hrss.reports.sentences import (
    Span,
    date_in_words,
    headline,
    plain_text,
    source_line,
)
from hrss.reports.tables import write_table

__all__ = [
    "Span",
    "chase_list",
    "chase_text",
    "chase_texts",
    "csv_text",
    "date_in_words",
    "headline",
    "oddity_place",
    "oddity_sentence",
    "plain_text",
    "source_line",
    "write_table",
]
