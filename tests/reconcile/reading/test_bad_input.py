"""Damaged and hostile files: one clear line each, within bounded time and memory, and the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.model import InputError
from reconcile.reading import Given, Limits, files_in, load, read
from reconcile.reading.inputs import Skipped
from tests.reconcile.reading import formats
from tests.reconcile.reading.formats import save


def refusal(path: str, given: Given | None = None) -> str:
    """Give the one line in which a file is refused."""
    with pytest.raises(InputError) as refused:
        list(read(path, given))
    line = str(refused.value)
    assert path in line
    assert "\n" not in line
    return line


def test_an_encrypted_pdf_is_refused_as_such(tmp_path: Path) -> None:
    assert "encrypted PDF" in refusal(save(tmp_path, "a.pdf", formats.pdf(encrypted=True)))


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", formats.pdf()[:200], b"%PDF-1.7\n" + b"x" * 5000])
def test_a_damaged_pdf_is_refused_as_such(tmp_path: Path, data: bytes) -> None:
    assert "PDF" in refusal(save(tmp_path, "a.pdf", data))


def test_a_scan_without_text_is_refused_with_what_to_do(tmp_path: Path) -> None:
    assert "OCR" in refusal(save(tmp_path, "a.pdf", formats.pdf(())))


@pytest.mark.parametrize(
    ("name", "member"), [("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")]
)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, name: str, member: str
) -> None:
    data = formats.zip_bomb(member)
    assert len(data) < 1 << 20
    assert "unpack" in refusal(save(tmp_path, name, data))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_damaged_office_file_is_refused(tmp_path: Path, name: str) -> None:
    whole = formats.docx() if name == "a.docx" else formats.xlsx([["claim"], ["Two died."]])
    assert "damaged" in refusal(save(tmp_path, name, whole[: len(whole) // 2]))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_an_encrypted_office_file_is_refused_as_such(tmp_path: Path, name: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096
    assert "encrypted" in refusal(save(tmp_path, name, data))


@pytest.mark.parametrize("member", ["word/document.xml", "xl/workbook.xml"])
def test_entities_in_an_office_file_are_refused(tmp_path: Path, member: str) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "entities" in refusal(save(tmp_path, "a.bin", out.getvalue()))


def test_a_page_of_fifty_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.write(b"<html><body>")
        file.writelines(b"<p>Douze soldats.</p>" * 50_000 for _ in range(50))
    assert "MB of markup" in refusal(str(path))


def test_deeply_nested_markup_is_refused(tmp_path: Path) -> None:
    data = b"<html><body>" + b"<div>" * 100_000 + b"Douze soldats."
    assert "nested" in refusal(save(tmp_path, "a.html", data))


def test_a_page_with_very_many_paragraphs_is_read_in_bounded_time(tmp_path: Path) -> None:
    # The article extractor alone would take minutes: its time grows with the square of the elements.
    data = b"<html><body>" + b"<p>Douze soldats furent vus.</p>" * 100_000
    (document,) = read(save(tmp_path, "a.html", data))
    assert document.text.count("Douze soldats") == 100_000


def test_a_broken_entry_costs_only_itself(tmp_path: Path) -> None:
    data = formats.rss(
        formats.item("Premier", "Douze soldats.", 1),
        "<item><title>Cassé <b></title><description>x</item>",
        formats.item("Dernier", "Treize soldats.", 3),
    )
    path = save(tmp_path, "feed.rss", data)
    found = []
    with pytest.raises(InputError, match="1 of its entries could not be read: «entry 2»"):
        for document in read(path):
            found.append(document.title)
    assert found == ["Premier", "Dernier"]


def test_a_feed_cut_short_keeps_its_whole_entries(tmp_path: Path) -> None:
    data = formats.rss(formats.item("Premier", "Douze.", 1), formats.item("Deuxième", "Treize.", 2))
    path = save(tmp_path, "feed.rss", data[: data.rindex(b"</description>")])
    found = []
    with pytest.raises(InputError, match="cut short"):
        for document in read(path):
            found.append(document.title)
    assert found == ["Premier"]


def test_a_nested_entity_in_a_feed_is_never_expanded(tmp_path: Path) -> None:
    data = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<rss><channel><item><title>&b;</title></item></channel></rss>"
    )
    assert "entities" in refusal(save(tmp_path, "feed.rss", data))


def test_an_external_entity_in_a_page_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    data = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
        "<html><body><p>Douze soldats ont été vus &x; hier.</p></body></html>"
    ).encode()
    (document,) = read(save(tmp_path, "a.html", data))
    assert "mot de passe" not in document.text


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_a_web_archive_cut_short_keeps_its_whole_records(tmp_path: Path, packed: bool) -> None:
    pages = [
        (
            f"https://c.example/{number}",
            formats.html((f"Le pont numéro {number} a été fermé hier soir.",)),
        )
        for number in range(3)
    ]
    data = formats.warc(*pages, packed=packed)
    path = save(tmp_path, "a.warc.gz" if packed else "a.warc", data[:-200])
    found = []
    with pytest.raises(InputError, match="cut short"):
        for document in read(path):
            found.append(document.url)
    assert found == ["https://c.example/0", "https://c.example/1"]


def test_messages_within_messages_end(tmp_path: Path) -> None:
    data = formats.mail(("Au fond du puits.",))
    for _ in range(8):
        data = formats.mail(
            ("Voir le message joint.",), attached=(("m.eml", "application/octet-stream", data),)
        )
    with pytest.raises(InputError, match="nested more than 4 deep"):
        list(read(save(tmp_path, "a.eml", data)))


def test_a_message_with_attachments_beyond_measure_ends(tmp_path: Path) -> None:
    attached = tuple((f"{number}.txt", "text/plain", b"Douze soldats.") for number in range(5))
    path = save(tmp_path, "a.eml", formats.mail(attached=attached))
    found = []
    with pytest.raises(InputError, match="beyond the 3 attached files"):
        for document in read(path, Given(limits=Limits(attachments=3))):
            found.append(document.path.partition("#")[2])
    assert found == ["", "0.txt", "1.txt", "2.txt"]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Douze soldats. " * 200_000)

    def write_more(_read_so_far: int) -> None:
        with path.open("ab") as file:
            file.write(b"Treize.")

    with pytest.raises(InputError, match="changed while it was being read"):
        load(str(path), Limits(), on_chunk=write_more)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refusal(str(tmp_path / "absent.txt"))
    assert "folder" in refusal(str(tmp_path))
    assert "neither a file" in refusal("/dev/null")


def test_an_input_beyond_the_limit_is_refused_before_it_fills_memory(tmp_path: Path) -> None:
    path = save(tmp_path, "a.txt", b"x" * 2_000_000)
    assert "MB" in refusal(path, Given(limits=Limits(received=1 << 20)))


def test_a_folder_is_listed_with_its_folders_and_without_what_accompanies_them(
    tmp_path: Path,
) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "page_files").mkdir()
    save(tmp_path / "page_files", "script.js", b"x")
    for name in ("b/2.txt", "1.txt", ".hidden", "LICENSE", "page.html"):
        (tmp_path / name).write_text("x")
    (tmp_path / "b" / "circle").symlink_to(tmp_path)
    listed = list(files_in(str(tmp_path)))
    assert [Path(item).name for item in listed if isinstance(item, str)] == [
        "1.txt",
        "page.html",
        "2.txt",
    ]
    assert [Path(item.path).name for item in listed if isinstance(item, Skipped)] == [
        "page_files",
        "LICENSE",
    ]


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty" / "within").mkdir(parents=True)
    with pytest.raises(InputError, match="without files"):
        list(files_in(str(tmp_path / "empty")))
