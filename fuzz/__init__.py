"""Files and cells that nobody meant, by the thousand: what reads them must not fail.

``python -m fuzz files`` mutates files of every format; ``python -m fuzz cells`` lets
atheris, where it is installed, look for cells that lead to code not seen before.
"""
