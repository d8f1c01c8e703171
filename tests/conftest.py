"""What every test room shares."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run and machine; XETKHEN_HYPOTHESIS=search looks for new ones, longer.
settings.register_profile("fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("XETKHEN_HYPOTHESIS", "fixed"))

# No run of a test goes into the ledger of whoever runs it; what a test starts inherits this.
os.environ["XETKHEN_LEDGER"] = os.path.join(tempfile.mkdtemp(prefix="xetkhen-tests-"), "ledger.sqlite")  # noqa: PTH118


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="write the expected decisions of the samples anew instead of comparing them",
    )
