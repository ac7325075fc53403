"""A bundle: the same bytes for the same ledger, checked offline, opened as a ledger again."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.cli import main
from reconcile.export.bundle import check, is_bundle, pack, unpack
from reconcile.ledger import Ledger
from reconcile.model import InputError, LedgerError
from reconcile.model.review import Seal


def bundled(ledger: Ledger) -> bytes:
    out = io.BytesIO()
    pack(ledger, out)
    return out.getvalue()


@pytest.fixture
def bundle(ledger: Ledger, tmp_path: Path) -> Path:
    path = tmp_path / "case.zip"
    path.write_bytes(bundled(ledger))
    return path


def altered(
    bundle: Path, change: Callable[[dict[str, bytes]], None], *, honest: bool = True
) -> Path:
    """Alter the files of a bundle; an ``honest`` manifest is written anew, as a forger would."""
    with zipfile.ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    if honest:
        digests = {
            name: hashlib.sha256(data).hexdigest()
            for name, data in files.items()
            if name != "MANIFEST.sha256"
        }
        files["MANIFEST.sha256"] = "".join(
            f"{digest}  {name}\n" for name, digest in digests.items()
        ).encode()
    path = bundle.with_name("altered.zip")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def replacing(name: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())

    return change


def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger):
    assert bundled(ledger) == bundled(ledger)


def test_a_ledger_opened_from_a_bundle_gives_the_same_bundle(
    ledger: Ledger, bundle: Path, tmp_path: Path
):
    with unpack(bundle, str(tmp_path / "new.db")) as opened:
        assert bundled(opened) == bundle.read_bytes()
        group = ledger.inbox().items[0].id
        assert opened.group(group) == ledger.group(group)
        assert opened.head() == ledger.head()
        assert opened.verify() == []


def test_one_can_go_on_deciding_in_a_ledger_opened_from_a_bundle(bundle: Path, tmp_path: Path):
    with unpack(bundle, str(tmp_path / "new.db")) as opened:
        opened.actor = "Ana"
        opened.undo()
        assert opened.inbox().items[0].status.value != "settled"
        assert opened.verify() == []


def test_what_is_whole_has_no_problem(bundle: Path):
    assert is_bundle(bundle)
    assert check(bundle) == []


def test_sha256sum_understands_the_manifest(bundle: Path, tmp_path: Path):
    if not shutil.which("sha256sum"):
        pytest.skip("no sha256sum on this system")
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "open")
    command = ["sha256sum", "--check", "--quiet", "MANIFEST.sha256"]
    subprocess.run(command, cwd=tmp_path / "open", check=True)


def test_documents_stand_in_it_as_received(ledger: Ledger, bundle: Path):
    with zipfile.ZipFile(bundle) as archive:
        for head in ledger.documents().items:
            data = archive.read(f"documents/{head.sha256}.received")
            assert hashlib.sha256(data).hexdigest() == head.sha256
            assert (
                archive.read(f"documents/{head.sha256}.txt").decode()
                == ledger.document(head.sha256).text
            )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ledger/judgement.jsonl", "the toll rose overnight", "because I say so"),
        ("ledger/judgement.jsonl", '"family":"agreement"', '"family":"contradiction"'),
        ("ledger/verdict.jsonl", '"best":31.0', '"best":13.0'),
        ("ledger/claim.jsonl", '"exact":"31 people', '"exact":"13 people'),
        ("ledger/claim.jsonl", '"value":31.0', '"value":13.0'),
        ("ledger/journal.jsonl", '"actor":"Ana"', '"actor":"Eve"'),
        ("ledger/journal.jsonl", "the hospital counts patients", "no reason"),
    ],
)
def test_what_was_altered_is_found_though_the_manifest_was_made_anew(
    bundle: Path, name: str, old: str, new: str
):
    assert check(altered(bundle, replacing(name, old, new)))


def test_an_altered_document_is_found(bundle: Path):
    def change(files: dict[str, bytes]) -> None:
        name = next(name for name in files if name.endswith(".received"))
        files[name] += b"."

    (problem,) = check(altered(bundle, change))
    assert "its bytes have another SHA-256" in problem.message


def test_a_text_that_is_not_the_documents_is_found(bundle: Path):
    def change(files: dict[str, bytes]) -> None:
        name = next(
            name for name in files if name.startswith("documents/") and name.endswith(".txt")
        )
        files[name] += b" More."

    assert check(altered(bundle, change))


def test_a_journal_cut_short_is_found_by_the_bundles_seal(bundle: Path):
    def change(files: dict[str, bytes]) -> None:
        lines = files["ledger/journal.jsonl"].splitlines(keepends=True)
        files["ledger/journal.jsonl"] = b"".join(lines[:-1])

    assert check(altered(bundle, change))


def test_a_seal_published_elsewhere_finds_a_journal_written_anew(bundle: Path):
    problems = check(bundle, Seal(count=2, hash="0" * 64))
    assert any("seal" in problem.message for problem in problems)


def test_damage_is_found_by_the_manifest(bundle: Path):
    change = replacing("ledger/claim.jsonl", "wounded", "wounbed")
    (problem,) = check(altered(bundle, change, honest=False))
    assert problem.message == "ledger/claim.jsonl is not what the manifest says"


def test_a_missing_file_is_named(bundle: Path):
    problems = check(altered(bundle, lambda files: files.pop("ledger/hop.jsonl"), honest=False))
    assert [problem.message for problem in problems] == ["ledger/hop.jsonl is missing"]


def test_a_file_cut_short_is_no_bundle(bundle: Path):
    data = bundle.read_bytes()
    bundle.write_bytes(data[: len(data) // 2])
    assert not is_bundle(bundle)
    with pytest.raises(InputError, match="not a bundle"):
        check(bundle)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/tmp/x", "documents/../x", "ledger/x.sh"])
def test_a_path_out_of_the_bundle_is_refused(bundle: Path, name: str):
    with pytest.raises(InputError, match="not a bundle that reconcile wrote"):
        check(altered(bundle, lambda files: files.update({name: b"x"})))


def test_a_packed_archive_is_refused_unread(bundle: Path, tmp_path: Path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("seal.json", "{}" + " " * 50_000_000)
    with pytest.raises(InputError, match="not a bundle that reconcile wrote"):
        check(path)


def test_a_bundle_of_a_later_form_is_refused_with_what_to_do(bundle: Path):
    path = altered(bundle, replacing("seal.json", '"format": 1', '"format": 2'))
    with pytest.raises(InputError, match="a bundle of form 2, this program knows 1"):
        check(path)


def test_rows_that_fit_no_ledger_are_said(bundle: Path, tmp_path: Path):
    path = altered(bundle, replacing("ledger/claim.jsonl", '"measure"', '"mesure"'))
    assert "the columns are not those" in check(path)[0].message
    broken = altered(bundle, replacing("ledger/claim.jsonl", '{"', "{"))
    with pytest.raises(InputError, match=r"ledger/claim.jsonl, line 1"):
        unpack(broken, str(tmp_path / "new.db"))


def test_a_bundle_is_not_opened_into_a_ledger_that_holds_something(
    bundle: Path, tmp_path: Path, kept: Path
):
    shutil.copy(kept, tmp_path / "other.db")
    with pytest.raises(LedgerError, match="the ledger is not empty"):
        unpack(bundle, str(tmp_path / "other.db"))


def test_the_commands_write_check_and_open(kept: Path, tmp_path: Path):
    def typed(*words: str):
        return CliRunner().invoke(main, ["--ledger", str(kept), *words])

    path, new = tmp_path / "case.zip", tmp_path / "new.db"
    assert typed("bundle", "-o", str(path)).exit_code == 0
    refused = typed("bundle", "-o", str(path))
    assert refused.exit_code == 1
    assert "say --force" in refused.stderr
    assert typed("unbundle", str(path), "-o", str(new)).exit_code == 0
    again = typed("unbundle", str(path), "-o", str(new))
    assert "exists already" in again.stderr
    result = CliRunner().invoke(main, ["--ledger", str(new), "export", "-f", "jsonl"])
    assert len(result.stdout.splitlines()) == 3


def test_an_altered_bundle_is_not_opened(bundle: Path, tmp_path: Path):
    path = altered(bundle, replacing("ledger/verdict.jsonl", '"best":31.0', '"best":13.0'))
    result = CliRunner().invoke(main, ["unbundle", str(path), "-o", str(tmp_path / "new.db")])
    assert result.exit_code == 1
    assert "does not hold; no ledger was made" in result.stderr
    assert not (tmp_path / "new.db").exists()


def test_the_seal_in_it_is_the_journals_head(ledger: Ledger, bundle: Path):
    with zipfile.ZipFile(bundle) as archive:
        seal = json.loads(archive.read("seal.json"))
    assert (seal["count"], seal["hash"]) == ledger.head()


def test_verify_checks_a_bundle_without_a_ledger(bundle: Path, tmp_path: Path):
    def typed(*words: str):
        return CliRunner().invoke(main, ["--ledger", str(tmp_path / "none.db"), "verify", *words])

    whole = typed(str(bundle))
    assert whole.exit_code == 0, whole.output
    assert "the bundle holds: 10 entries" in whole.stderr
    path = altered(bundle, replacing("ledger/verdict.jsonl", '"best":31.0', '"best":13.0'))
    broken = typed(str(path), "--json")
    assert broken.exit_code == 1
    assert json.loads(broken.stdout.splitlines()[0])["message"]
    seal = tmp_path / "old.seal"
    seal.write_text(json.dumps({"count": 2, "hash": "0" * 64}))
    assert typed(str(bundle), "--seal", str(seal)).exit_code == 1
    assert typed(str(seal)).exit_code == 1
    assert not (tmp_path / "none.db").exists()


def test_a_ledger_opened_from_a_bundle_can_be_searched(bundle: Path, tmp_path: Path):
    new = tmp_path / "new.db"
    unpack(bundle, str(new)).close()
    result = CliRunner().invoke(main, ["--ledger", str(new), "search", "wounded", "--json"])
    assert "claim-31" in {json.loads(line)["id"] for line in result.stdout.splitlines()}


@pytest.mark.postgres
def test_a_ledger_on_postgresql_gives_the_same_bundle(bundle: Path, postgres_url: str):
    with unpack(bundle, postgres_url) as opened:
        assert bundled(opened) == bundle.read_bytes()
        assert opened.verify() == []
