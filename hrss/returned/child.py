"""Run as a file in a child process: a clerk's .xlsx in, the same with marks out.

Comes in over stdin: a line of JSON with limits and marks, then the content. Goes out
on stdout: the marked workbook; nothing, and a code that is not 0, when it cannot be.
"""

import json
import os
import sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))

from hrss.returned.own_file import mark_own_file


def limit_resources(order: dict[str, int]) -> None:
    """Bound memory and processor time where the system can (Windows cannot)."""
    try:
        import resource
    except ImportError:
        return
    seconds = order["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (order["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Mark one file, and end."""
    order = json.loads(sys.stdin.buffer.readline())
    limit_resources(order)
    content = sys.stdin.buffer.read(order["length"])
    sys.stdout.buffer.write(mark_own_file(content, order["marking"]))


if __name__ == "__main__":
    main()
