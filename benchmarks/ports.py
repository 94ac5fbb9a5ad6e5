"""Ports for servers that are measured or tested on this machine."""

import os
import socket
from itertools import count

# Below the ports that the system hands out by itself, so that no connection of
# somebody else's takes one between its being found free and its being used; a hundred
# for each process, so that no two of them find the same one free.
_FIRST, _SHARES, _SHARE = 10_000, 200, 100
_PORTS = count(_FIRST + os.getpid() % _SHARES * _SHARE)


def free_port() -> int:
    """A port of this machine's own address that nobody listens at; never the same."""
    for port in _PORTS:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("the ports do not end")
