"""``python -m hrss``: the command line."""

import sys

from hrss.cli import main

if __name__ == "__main__":
    sys.exit(main())
