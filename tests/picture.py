"""Draw the group screen for the README, from the project's own dispatches: ``make picture``.

The picture is what the desk shows, as SVG, with nothing touched up.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from reconcile import adding, reading
from reconcile.ledger import Ledger
from tui.app import DeskApp
from tui.desk import Desk
from tui.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
SIZE = (132, 36)


def make_ledger(path: Path) -> str:
    """Add the project's dispatches to a new ledger; return its address."""
    given = reading.Given(manifest=reading.Manifest.load(str(FIXTURES / "manifest.csv")))
    with Ledger.open(path, actor="demo") as ledger:
        adding.add(
            ledger,
            [str(FIXTURES / "dispatches")],
            given,
            glossary=(FIXTURES / "glossary.toml",),
            language="en",
        )
    return str(path)


def telling(desk: Desk) -> str:
    """Choose the group that tells most: contested, with the most origins and figures."""
    lines = desk.inbox(0, 100).items
    return max(lines, key=lambda line: (line.contradictions > 0, line.origins, line.claims)).id


async def draw(address: str) -> str:
    """Open the group in the desk and return the screen as SVG."""
    with Desk.open(address, "anne") as desk:
        app = DeskApp(desk, Settings(language="en"))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(1)
            app.open_group(telling(desk))
            await pilot.pause(1)
            return app.export_screenshot(title="reconcile review")


def local(svg: str) -> str:
    """Leave out the web font, so that the picture loads nothing from anywhere."""
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main(target: str) -> None:
    """Draw the picture into ``target``."""
    with tempfile.TemporaryDirectory() as folder:
        address = make_ledger(Path(folder) / "picture.db")
        svg = local(asyncio.run(draw(address)))
    Path(target).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "docs" / "group.svg"))
