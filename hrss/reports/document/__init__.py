"""The brief as a Word document, on the office's own template.

Comes in: a brief. Goes out: a ``.docx`` with native charts, in the form of official
documents.

References
----------
GB/T 9704-2012 (page, type, page numbers).
"""

from hrss.reports.document.fields import TEMPLATE_FIELDS
from hrss.reports.document.house import house_template
from hrss.reports.document.template_checks import TemplateError
from hrss.reports.document.write import write_document

__all__ = ["TEMPLATE_FIELDS", "TemplateError", "house_template", "write_document"]
