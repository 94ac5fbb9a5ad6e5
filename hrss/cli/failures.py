"""What stops a command, and the sentence that it leaves on stderr."""


class CommandError(Exception):
    """A command cannot go on; its text is the sentence for the user.

    Parameters
    ----------
    exit_code : 1 when the data is at fault, 2 when nothing could be read or the
        command was used wrongly.
    """

    def __init__(self, sentence: str, *, exit_code: int = 2) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
