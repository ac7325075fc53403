"""Every engine makes the same groups."""

import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest

from reconcile.grouping.batch import text_batch
from reconcile.grouping.engines import SERIAL, Engine, Processes, engine_of
from reconcile.grouping.partition import partition
from reconcile.grouping.scoring import shipped
from reconcile.model import ReconcileError
from tests.benchmarks.claim_generator import generate

TEXTS = [made.text for made in generate(3_000, seed=6)]


def groups_by(engine: Engine) -> list[int]:
    return partition(text_batch(TEXTS, engine), shipped(), engine=engine).tolist()


def test_processes_make_the_groups_of_one_process() -> None:
    assert groups_by(Processes(2)) == groups_by(SERIAL)


def test_an_engine_that_does_not_exist_is_named() -> None:
    with pytest.raises(ReconcileError, match="serial, processes and ray"):
        engine_of("spark")


def _double_or_die(mark: str, piece: int) -> int:
    """Kill this worker in the middle of the work, once."""
    if piece == 3 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return piece * 2


@pytest.mark.slow
def test_ray_makes_the_same_groups_and_outlives_a_worker(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    engine = engine_of("ray", workers=2)
    try:
        assert engine.workers == 2
        assert groups_by(engine) == groups_by(SERIAL)
        mark = str(tmp_path / "died")
        assert list(engine.map_with(_double_or_die, mark, range(8))) == [2 * n for n in range(8)]
        assert Path(mark).exists()
    finally:
        engine.close()


def test_pieces_are_given_back_in_order() -> None:
    assert list(Processes(2).map_with(np.add, 1, range(5))) == [1, 2, 3, 4, 5]
