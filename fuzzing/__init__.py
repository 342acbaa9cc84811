"""Odd files by the thousand: every reader of a file from outside must refuse or read, and no more.

``python -m fuzzing TARGET --minutes N``; a developer's tool, not installed. Inputs that once found
something are kept in ``corpus/`` and read again by the tests.
"""
