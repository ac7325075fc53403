"""Grouping: time, memory and quality on generated claims, beside the tools one would otherwise use.

    python -m tests.benchmarks grouping                  10 000 and 100 000 claims, and the others
    BENCH_CLAIMS=1000000 python -m tests.benchmarks grouping

Each run is a process of its own, so that its peak memory is its own. ``BENCH_ENGINE`` is the engine
(``serial``, ``processes``, ``ray``); ``BENCH_OTHERS=0`` leaves the others out, ``BENCH_TOOLS=splink,cdist``
takes only those.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.claim_generator import generate
from tests.benchmarks.clustering_quality import b_cubed, pairwise

#: The groups of the claims that are being measured.
KNOWN = np.zeros(0, dtype=np.int64)
#: How many claims brute force, and a loop over pairs in pandas, can be asked to do.
BRUTE = 10_000


class Stages:
    """Times the stages of a run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        #: Of this process alone, whatever else the machine is doing.
        self.cpu: dict[str, float] = {}
        self._since = time.perf_counter()
        self._cpu = time.process_time()

    def done(self, stage: str) -> None:
        """Say that a stage has ended here."""
        now = time.perf_counter()
        cpu = time.process_time()
        self.seconds[stage] = round(now - self._since, 2)
        self.cpu[stage] = round(cpu - self._cpu, 2)
        self._since, self._cpu = now, cpu


def run_reconcile(texts: list[str]) -> tuple[np.ndarray, Stages, int]:
    """Group with this program, stage by stage."""
    from reconcile.grouping import candidates
    from reconcile.grouping.batch import text_batch
    from reconcile.grouping.clusters import cluster
    from reconcile.grouping.engines import engine_of
    from reconcile.grouping.partition import respelt, score
    from reconcile.grouping.scoring import shipped
    from reconcile.grouping.statistics import Statistics

    engine = engine_of(os.environ.get("BENCH_ENGINE", "processes"))
    stages = Stages()
    batch = text_batch(texts, engine)
    stages.done("words")
    batch = respelt(batch)
    stages.done("spelling")
    statistics = Statistics.of(batch.bags)
    stages.done("rarity")
    blocks = candidates.blocks_of(batch, statistics)
    stages.done("blocks")
    pairs = candidates.pairs_of(blocks, candidates.content_order(batch, statistics))
    stages.done("pairs")
    scored = score(batch, statistics, pairs, shipped(), engine)
    stages.done("score")
    label = cluster(len(batch), scored.pairs, scored.log_odds - shipped().cut_for(len(batch)))
    stages.done("cluster")
    return label, stages, len(pairs)


def run_splink(texts: list[str]) -> tuple[np.ndarray, Stages, int]:
    """Link with Splink on DuckDB, blocking on the same pairs of rare words as this program."""
    import pandas as pd
    import splink.comparison_library as library
    from splink import DuckDBAPI, Linker, SettingsCreator

    from reconcile.grouping import candidates
    from reconcile.grouping.batch import text_batch
    from reconcile.grouping.statistics import Statistics

    stages = Stages()
    batch = text_batch(texts)
    statistics = Statistics.of(batch.bags)
    bags = batch.bags
    blocks = candidates.blocks_of(batch, statistics).packed
    key, row = blocks >> 24, blocks & ((1 << 24) - 1)
    _, block, count = np.unique(key, return_inverse=True, return_counts=True)
    small = (count[block] > 1) & (count[block] <= candidates.FULL)
    keys = pd.Series(key[small]).groupby(row[small]).apply(list)
    rarity = statistics.count[statistics.find(bags.word)]
    words, rare = [], []
    for index in range(len(batch)):
        low, high = bags.start[index], bags.start[index + 1]
        words.append([str(word) for word in bags.word[low:high]])
        order = np.argsort(rarity[low:high], kind="stable")[:3]
        rare.append([str(word) for word in bags.word[low:high][order]])
    frame = pd.DataFrame(
        {
            "unique_id": np.arange(len(texts)),
            "words": words,
            "rare": rare,
            "measure": batch.measure.astype(str),
            "event": batch.event.astype(str),
        }
    )
    frame["rarest"] = [item[0] if item else None for item in rare]
    frame["keys"] = keys.reindex(range(len(texts))).apply(
        lambda item: item if isinstance(item, list) else []
    )
    stages.done("words")
    from splink import block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            library.ArrayIntersectAtSizes("words", [8, 6, 5, 4, 3]),
            library.ArrayIntersectAtSizes("rare", [3, 2, 1]),
            library.ExactMatch("measure"),
            library.ExactMatch("event"),
        ],
        blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
        max_iterations=10,
    )
    api = DuckDBAPI()
    try:
        linker = Linker(api.register(frame), settings)
    except AttributeError:
        linker = Linker(frame, settings, api)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("rarest"))
    stages.done("train")
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    stages.done("score")
    pairs = len(predicted.as_pandas_dataframe())
    label, best = np.zeros(len(texts), dtype=np.int64), -1.0
    for threshold in (0.9, 0.99, 0.999, 0.9999):
        table = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=threshold
        ).as_pandas_dataframe()
        found = table.sort_values("unique_id")["cluster_id"].astype(str)
        labels = np.unique(found, return_inverse=True)[1]
        # The threshold that suits it best, which no user would know.
        if (f1 := pairwise(labels, KNOWN).f1) > best:
            label, best = labels, f1
    stages.done("cluster (four thresholds)")
    return label, stages, pairs


def run_cdist(texts: list[str]) -> tuple[np.ndarray, Stages, int]:
    """Compare every text with every other by RapidFuzz, then connected components."""
    import re

    from anyascii import anyascii
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.process import cdist
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    stages = Stages()
    plain = [" ".join(re.findall(r"[a-z]{3,}", anyascii(text).lower())) for text in texts]
    stages.done("words")
    links = []
    for low in range(0, len(plain), 500):
        close = cdist(
            plain[low : low + 500],
            plain,
            scorer=token_set_ratio,
            score_cutoff=80,
            dtype=np.uint8,
            workers=-1,
        )
        a, b = np.nonzero(close)
        links.append(np.column_stack((a + low, b)))
    pairs = np.concatenate(links)
    stages.done("score")
    graph = sparse.coo_matrix((np.ones(len(pairs), dtype=bool), pairs.T), shape=(len(texts),) * 2)
    label = connected_components(graph, directed=False)[1]
    stages.done("cluster")
    return label, stages, len(texts) * (len(texts) - 1) // 2


def run_recordlinkage(texts: list[str]) -> tuple[np.ndarray, Stages, int]:
    """Link with recordlinkage, given this program's pairs."""
    import pandas as pd
    import recordlinkage
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    from reconcile.grouping.batch import text_batch
    from reconcile.grouping.partition import find_pairs
    from reconcile.grouping.statistics import Statistics

    stages = Stages()
    batch = text_batch(texts)
    pairs = find_pairs(batch, Statistics.of(batch.bags))
    stages.done("pairs")
    frame = pd.DataFrame({"text": texts, "measure": batch.measure})
    index = pd.MultiIndex.from_arrays([pairs.first, pairs.second])
    compare = recordlinkage.Compare()
    compare.string("text", "text", method="cosine", label="text")
    compare.exact("measure", "measure", label="measure")
    features = compare.compute(index, frame)
    matches = features.index[(features["text"] > 0.6) & (features["measure"] > 0)]
    stages.done("score")
    a, b = np.array(list(matches)).T if len(matches) else (np.zeros(0, int), np.zeros(0, int))
    graph = sparse.coo_matrix((np.ones(len(a), dtype=bool), (a, b)), shape=(len(texts),) * 2)
    label = connected_components(graph, directed=False)[1]
    stages.done("cluster")
    return label, stages, len(pairs)


RUNS: dict[str, Callable[[list[str]], tuple[np.ndarray, Stages, int]]] = {
    "reconcile": run_reconcile,
    "splink": run_splink,
    "cdist": run_cdist,
    "recordlinkage": run_recordlinkage,
}


def measure(tool: str, path: Path) -> None:
    """Run one tool on generated claims and print a line of JSON; called in a process of its own."""
    texts, truth = [], []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            group, text = line.rstrip("\n").split("\t", 1)
            truth.append(int(group))
            texts.append(text)
    global KNOWN
    KNOWN = np.array(truth)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    label, stages, pairs = RUNS[tool](texts)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        json.dumps(
            {
                "tool": tool,
                "claims": len(texts),
                "seconds": round(seconds, 2),
                "stages": stages.seconds,
                "cpu": stages.cpu,
                "pairs": pairs,
                "peak_mb": peak // 1024,
                "texts_mb": before // 1024,
                "largest_worker_mb": workers // 1024,
                "pairwise": str(pairwise(label, KNOWN)),
                "b_cubed": str(b_cubed(label, KNOWN)),
            }
        )
    )


def _told(result: dict[str, Any]) -> str:
    stages = ", ".join(
        f"{name} {seconds} ({result['cpu'][name]})" for name, seconds in result["stages"].items()
    )
    return (
        f"{result['tool']:14} {result['claims']:>9,} claims {result['seconds']:>8.2f} s   "
        f"peak {result['peak_mb']:,} MB (of which texts {result['texts_mb']:,}; a worker {result['largest_worker_mb']:,})   {result['pairs']:,} pairs\n"
        f"{'':14} {result['pairwise']} · {result['b_cubed']}\n{'':14} wall (CPU of the main process): {stages}"
    )


def main() -> None:
    """Run every tool at every size, each in its process."""
    wanted = os.environ.get("BENCH_CLAIMS", "10000,100000")
    others = os.environ.get("BENCH_OTHERS", "1") != "0"
    with tempfile.TemporaryDirectory() as folder:
        for size in (int(item) for item in wanted.split(",")):
            path = Path(folder) / f"{size}.tsv"
            with path.open("w", encoding="utf-8") as out:
                for claim in generate(size, seed=3):
                    out.write(f"{claim.group}\t{claim.text}\n")
            tools = ["reconcile", "splink"] if others else ["reconcile"]
            if others and size <= BRUTE:
                tools += ["recordlinkage", "cdist"]
            if named := os.environ.get("BENCH_TOOLS"):
                tools = named.split(",")
            for tool in tools:
                command = [sys.executable, "-m", "tests.benchmarks.bench_grouping", tool, str(path)]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode:
                    print(
                        f"{tool:14} {size:>9,} claims: failed: {done.stderr.strip().splitlines()[-1:]}"
                    )
                else:
                    print(_told(json.loads(done.stdout.splitlines()[-1])), flush=True)


if __name__ == "__main__":
    measure(sys.argv[1], Path(sys.argv[2]))
