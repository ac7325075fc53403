"""The index in a folder beside the ledger: one file an array, so that opening it reads little."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from reconcile.grouping.batch import Bags, Batch, Sets, Spelling
from reconcile.grouping.index import Index
from reconcile.grouping.scoring import Weights
from reconcile.grouping.spelling import Slips
from reconcile.grouping.statistics import Statistics

#: Raised when what is in the files changes its meaning; an index of another version is built anew.
VERSION = 3

_PARTS: dict[str, type[Any]] = {
    "batch": Batch,
    "batch.bags": Bags,
    "batch.bags.spelling": Spelling,
    "batch.population": Sets,
    "batch.places": Sets,
    "batch.wider": Sets,
    "batch.nations": Sets,
    "statistics": Statistics,
    "slips": Slips,
}
_ARRAYS = ("packed", "content", "label", "component")


def save(index: Index, folder: Path) -> None:
    """Write an index; what stood in the folder is replaced once all is written.

    Raise ``OSError`` where that cannot be: what stood there may then still stand, or nothing.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    # A folder of its own: two programs may be at it at once, and the last to be done wins.
    new = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        _write_all(index, new)
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _write_all(index: Index, new: Path) -> None:
    for name in ("batch", "statistics", "slips"):
        _write(getattr(index, name), name, new)
    for name in _ARRAYS:
        np.save(new / f"{name}.npy", getattr(index, name))
    np.save(new / "ids.npy", np.array(index.ids, dtype=np.str_).astype(np.bytes_))
    header = {
        "version": VERSION,
        "built": index.built,
        "claims": index.statistics.claims,
        "rows": len(index.ids),
        "note": dict(index.note),
        "weights": {
            "version": index.weights.version,
            "bias": index.weights.bias,
            "of": dict(index.weights.of),
            "cut": index.weights.cut,
            "rise": index.weights.rise,
        },
    }
    (new / "index.json").write_text(json.dumps(header), encoding="utf-8")


def load(folder: Path, weights: Weights) -> Index | None:
    """Open an index; ``None`` where there is none that can be used: absent, torn, or of other weights."""
    try:
        text = (folder / "index.json").read_text(encoding="utf-8")
        header = json.loads(text)
        if header["version"] != VERSION or Weights(**header["weights"]) != weights:
            return None
        index = Index(
            weights=weights,
            statistics=_read("statistics", folder, claims=header["claims"]),
            slips=_read("slips", folder),
            ids=[id.decode("utf-8") for id in _array(folder, "ids").tolist()],
            batch=_read("batch", folder),
            built=header["built"],
            note=header["note"],
            **{name: _array(folder, name) for name in _ARRAYS},
        )
        # Written over while it was read: its parts may be of two indexes.
        same = (folder / "index.json").read_text(encoding="utf-8") == text
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return index if same and _fits(index, header["rows"]) else None


def _fits(index: Index, rows: int) -> bool:
    """Tell whether all columns are of so many claims."""
    columns = (index.ids, index.batch, index.batch.bags, *(getattr(index, n) for n in _ARRAYS[1:]))
    return all(len(column) == rows for column in columns)


def _write(value: Any, name: str, folder: Path) -> None:
    for field in fields(value):
        part = getattr(value, field.name)
        if is_dataclass(part):
            _write(part, f"{name}.{field.name}", folder)
        elif isinstance(part, np.ndarray):
            np.save(folder / f"{name}.{field.name}.npy", part)


def _read(name: str, folder: Path, **known: Any) -> Any:
    kind = _PARTS[name]
    columns = {
        field.name: known[field.name]
        if field.name in known
        else _read(f"{name}.{field.name}", folder)
        if f"{name}.{field.name}" in _PARTS
        else _array(folder, f"{name}.{field.name}")
        for field in fields(kind)
    }
    return kind(**columns)


def _array(folder: Path, name: str) -> Any:
    return np.load(folder / f"{name}.npy", mmap_mode="c", allow_pickle=False)
