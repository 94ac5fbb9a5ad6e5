"""The command line: every step without a browser.

Comes in: arguments, files, the environment. Goes out: text or JSON on stdout, what
is in the way on stderr, and an exit code: 0 done, 1 the data has errors, 2 cannot be
read or wrong use.
"""

from hrss.cli.main import main

__all__ = ["main"]
