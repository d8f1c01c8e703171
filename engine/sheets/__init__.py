"""Bytes to plain sheets: what a file is, its content decides.

This room runs in a process of its own with little memory and time (``serve``), so that a file which breaks its reader
breaks nothing else. It therefore imports the standard library and python-calamine, nothing of ``engine`` and nothing
heavy, and says why it refuses a file by a code; the words are ``engine.intake``'s. Macros are not run, links not
followed: there is nothing here that could.
"""
