"""Benchmarks: ratios against a baseline measured in the same run. See docs/benchmarks.md."""
