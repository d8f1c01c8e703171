"""Bytes to plain sheets: in this process, where a guard can be tried from inside."""
