"""``python -m fuzz files [--cases N] [--first N]``: mutated files, parsed as well."""

import argparse

from fuzz.files import run

_STEP = 2000


def main() -> None:
    """Run the cases in steps and print what came of them."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("what", choices=["files"])
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--cases", type=int, default=100_000)
    options = parser.parse_args()
    end = options.first + options.cases
    for first in range(options.first, end, _STEP):
        count = min(_STEP, end - first)
        outcomes = run(first, count, is_parsed=True)
        said = ", ".join(f"{number} {what}" for what, number in outcomes.most_common())
        print(f"cases {first} to {first + count - 1}: {said}", flush=True)


if __name__ == "__main__":
    main()
