"""A brief as plain values that the template lays out.

Comes in: a brief. Goes out: a dictionary of text and numbers, in the order of print.
"""

from hrss.reports.cell_texts import cell_text, is_right_aligned
from hrss.reports.content import (
    Block,
    Brief,
    Cell,
    Chart,
    Heading,
    KeyFigures,
    Map,
    Paragraph,
    Table,
)
from hrss.reports.pdf.paper import column_widths, label_lines, paper_of, title_lines
from hrss.reports.sentences import date_in_words, plain_text
from hrss.reports.typeset import chart_form, map_form

Form = dict[str, object]

MASTHEAD = "工作简报"
SIMULATED = "模拟数据，仅供演示，不反映真实情况"

_HEADINGS = ("section", "heading")
_TONES = {"红灯": "alarm", "黄灯": "warning", "绿灯": "good"}


def brief_form(brief: Brief) -> Form:
    """Everything the template prints."""
    edition = None if brief.edition is None else f"第{brief.edition}期"
    return {
        "title": brief.title,
        "title_lines": title_lines(brief.title),
        "organisation": brief.organisation,
        "edition": edition,
        "masthead": MASTHEAD,
        "prepared_on": date_in_words(brief.prepared_on),
        "description": plain_text(brief.summary),
        "keywords": [brief.area, date_in_words(brief.as_of)],
        "simulated": brief.is_simulated,
        "simulated_words": SIMULATED,
        "blocks": _gathered(_all_blocks(brief)),
        "appendices": [
            {**_table_form(table), "label": f"附表{number}"}
            for number, table in enumerate(brief.appendices, start=1)
        ],
    }


def _all_blocks(brief: Brief) -> list[Form]:
    forms: list[Form] = []
    for section in brief.sections:
        forms.append({"form": "section", "text": section.title})
        forms.extend(_block_form(block) for block in section.blocks)
    return forms


def _gathered(forms: list[Form]) -> list[Form]:
    """Tables that need a turned page, together with the headings they stand under."""
    found: list[Form] = []
    for form in forms:
        if not form.get("wide"):
            found.append(form)
            continue
        inner = [form]
        while found and found[-1]["form"] in _HEADINGS:
            inner.insert(0, found.pop())
        found.append({"form": "wide", "blocks": inner})
    return found


def _block_form(block: Block) -> Form:
    match block:
        case Heading():
            return {"form": "heading", "text": block.text}
        case Paragraph():
            spans = [{"text": span.text, "tone": span.tone} for span in block.spans]
            return {"form": "paragraph", "spans": spans}
        case KeyFigures():
            return _key_figures_form(block)
        case Table():
            return _table_form(block)
        case Chart():
            return chart_form(block)
        case Map():
            return map_form(block)


def _key_figures_form(block: KeyFigures) -> Form:
    figures = [
        {
            "label": figure.label,
            "value": figure.value,
            "detail": figure.detail,
            "tone": figure.tone,
        }
        for figure in block.figures
    ]
    return {"form": "key_figures", "figures": figures}


def _table_form(table: Table) -> Form:
    texts = [
        [
            cell_text(cell, column.kind)
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    widths = column_widths(table.columns, texts)
    is_wide, size = paper_of(widths)
    return {
        "form": "table",
        "title": table.title,
        "note": table.note,
        "wide": is_wide,
        "size": size,
        "total_rows": table.total_rows,
        "columns": [
            {
                "label_lines": label_lines(column.label, room=width),
                "width": width,
                "right": is_right_aligned(column.kind),
            }
            for column, width in zip(table.columns, widths, strict=True)
        ],
        "rows": [
            [
                {"text": text, "tone": _tone(cell)}
                for text, cell in zip(shown, row, strict=True)
            ]
            for shown, row in zip(texts, table.rows, strict=True)
        ],
    }


def _tone(cell: Cell) -> str:
    return _TONES.get(cell, "plain") if isinstance(cell, str) else "plain"
