"""Why a file cannot be read: a reason's code, and what was found.

The sentence for the clerk is made by the reader, from the code.
"""


class UnreadableError(Exception):
    """The content cannot be read.

    `reason` is a code of `hrss.sheets.refusals`; `found` is what its sentence may
    name: a cell, a number, a file inside an archive.
    """

    def __init__(self, reason: str, *, found: str = "") -> None:
        super().__init__(reason, found)
        self.reason = reason
        self.found = found
