"""Measurements, each as a ratio to a floor of the same run.

``python -m benchmarks`` (``make bench``) prints a table; nothing is asserted. Every
section runs in a process of its own, so that one's memory does not slow another.
"""
