"""The opening of a file that somebody sent: its bytes in, the cells of its sheets out.

Runs in a child process with limits (`hrss.sheets.child`), so that whatever a
hostile file does, it does to that process alone. Knows the standard library and the
file libraries, nothing of ours, for it must start in a few hundredths of a second.
"""
