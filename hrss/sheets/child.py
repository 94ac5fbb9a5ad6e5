"""Run as a file in a child process: bytes of a workbook in, its cells out.

Comes in over stdin: a line of JSON with the limits and the length of the content,
then the content. Goes out on stdout: an 8-byte length, a JSON head and the raw
int32 codes of the sheets one after the other: nothing that could run. It reads one
file and ends; while it waits for one it has already loaded what it needs.
"""

import csv
import gc
import json
import os
import struct
import sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))

from hrss.opening.answer import answer


def limit_resources(limits: dict[str, int]) -> None:
    """Bound memory and processor time where the system can (Windows cannot).

    Files cannot be written at all: nothing is left behind.
    """
    try:
        import resource
    except ImportError:
        return
    seconds = limits["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Answer once; without a file to read, end."""
    line = sys.stdin.buffer.readline()
    if not line:
        return
    # Nothing is left over in a process that ends after one file.
    gc.disable()
    limits = json.loads(line)
    limit_resources(limits)
    # How long a text may be is for `cells` to say; csv has one limit a process.
    csv.field_size_limit(limits["length"] + 1)
    try:
        content = sys.stdin.buffer.read(limits["length"])
    except MemoryError:
        head, codes = {"failure": "memory", "found": ""}, b""
    else:
        head, codes = answer(content, limits)
    encoded = json.dumps(head, separators=(",", ":")).encode("ascii")
    if len(encoded) > limits["answer_bytes"]:
        encoded, codes = b'{"failure":"too_large_unpacked","found":""}', b""
    sys.stdout.buffer.write(struct.pack("<Q", len(encoded)) + encoded + codes)
    sys.stdout.buffer.flush()
    # The answer is out: to take down what was read would only be waited for.
    os._exit(0)


if __name__ == "__main__":
    main()
