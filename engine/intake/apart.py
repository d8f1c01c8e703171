"""A function called in a process of its own, within the limits of reading: what it breaks, it breaks alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from engine.intake.child import Limits, Stopped

_START = (
    "import sys; memory, seconds, function = sys.argv[1:4]; sys.path[:] = sys.argv[4:]\n"
    "from engine.sheets.serve import limited\n"
    "allow = limited(int(memory), writes=1 << 30)\n"
    "if allow: allow(int(seconds))\n"
    "import importlib; module, _, name = function.partition(':')\n"
    "sys.stdout.buffer.write(getattr(importlib.import_module(module), name)(sys.stdin.buffer.read()))"
)
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT", "PATH", "TMPDIR", "TEMP")
_OUT_OF_MEMORY = (b"MemoryError", b"Cannot allocate memory")


def call_apart(function: str, payload: bytes) -> bytes:
    """What ``module:name`` of our own gives for ``payload``. Raises Stopped: memory, time, or it broke down."""
    limits = Limits.of(os.environ)
    root = str(Path(__file__).resolve().parent.parent.parent)
    command = [
        sys.executable, "-I", "-S", "-c", _START, str(limits.memory), str(limits.seconds), function, root,
        *(entry for entry in sys.path if entry),
    ]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # this interpreter, our own words
            command, input=payload, capture_output=True, timeout=limits.seconds, check=False,
            env={**kept, "OPENBLAS_NUM_THREADS": "1"},  # each of its threads reserves memory
        )
    except subprocess.TimeoutExpired:
        raise Stopped("time", limits.seconds) from None
    if done.returncode == 0:
        return done.stdout
    if done.returncode == -24:  # SIGXCPU: its processor time is spent
        raise Stopped("time", limits.seconds)
    if done.returncode in {-6, -9} or any(sign in done.stderr for sign in _OUT_OF_MEMORY):
        raise Stopped("memory", limits.memory)
    raise Stopped("broke")
