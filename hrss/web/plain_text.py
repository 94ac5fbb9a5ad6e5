"""Text of strangers, as it is to be seen where Streamlit reads Markdown.

Messages, headings and labels are Markdown to Streamlit. What comes from a sheet, from
the name of a file, from an address or from a visitor's typing passes through here
before it stands in one. (Tables and `st.text` take text as it is; `st.html` needs
`html.escape`.)
"""

import re

_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
_LINE_ENDS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")
# Icons, emoji, arrows and bare addresses are looked for when escapes are already
# gone; an invisible joiner between their signs keeps them from being found.
_FOUND_LATE = re.compile(r"(?<=:)(?=[a-z_/])|(?<=[-<=])(?=[->=])|(?<=www)(?=\.)|(?=@)")
_JOINER = "\u2060"


def plain(text: object) -> str:
    """The text escaped, so that Markdown shows it sign by sign, on one line."""
    parted = _FOUND_LATE.sub(_JOINER, _LINE_ENDS.sub(" ", str(text)))
    return _SPECIAL.sub(r"\\\1", parted)
