"""``make soak``: random rulebooks and rosters against the reference, till a million pairs agree or one does not.

A pair is a rulebook and a candidate decided by it, both ways. ``python -m tests.soak [PAIRS] [FIRST SEED]``.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

import click

CANDIDATES, AT_ONCE = 50, 50


def some(first: int) -> tuple[int, int, list[str]]:
    """Rulebooks that are one, those drawn that are none, and what differs."""
    from tests.evaluation.whole import differences, drawn

    made, none, said = 0, 0, list[str]()
    for seed in range(first, first + AT_ONCE):
        found = differences(drawn(seed, CANDIDATES))
        none += found is None
        made += found is not None
        said += [f"seed {seed}: {sentence}" for sentence in found or ()]
    return made, none, said


def main(arguments: Sequence[str]) -> int:
    wanted = int(arguments[0]) if arguments else 1_000_000
    seed = int(arguments[1]) if len(arguments) > 1 else 1_000_000
    started, pairs, rulebooks, none = time.monotonic(), 0, 0, 0
    with ProcessPoolExecutor(int(os.environ.get("XETKHEN_SOAK_PROCESSES", os.cpu_count() or 1))) as pool:
        while pairs < wanted:
            firsts = range(seed, seed + 20 * AT_ONCE, AT_ONCE)
            seed += 20 * AT_ONCE
            for made, skipped, said in pool.map(some, firsts):
                rulebooks, none, pairs = rulebooks + made, none + skipped, pairs + made * CANDIDATES
                if said:
                    click.echo("\n".join(said[:20]))
                    return 1
            click.echo(f"{pairs:>9,} pairs, {rulebooks:,} rulebooks, {time.monotonic() - started:,.0f} s")
    what = f"{pairs:,} pairs of {rulebooks:,} rulebooks and {CANDIDATES} candidates each: no difference"
    click.echo(f"{what} ({none} drawn that are no rulebook)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
