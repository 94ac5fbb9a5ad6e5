"""The steps of `data/build_reference.py`, one module for each group of files."""
