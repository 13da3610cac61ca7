"""Makes the README's and docs' pictures from the real output of a sample: docs/pictures/*.png.

Needs LibreOffice, pdftoppm, Chromium, and the packages of tests/clients for the desk. Run it after a change to what buyers see: python scripts/make_pictures.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import mapdocs

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]


def pdf_to_png(pdf: Path, name: str, page: int = 1, dpi: int = 75) -> None:
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-singlefile", "-png", pdf, PICTURES / name],
        check=True,
    )


def office_to_pdf(path: Path, into: Path) -> Path:
    """As a machine shows it that has our font."""
    shutil.copytree(ROOT / "templates" / "fonts", into / "data" / "fonts")
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", into, path],
        check=True, capture_output=True, env={**os.environ, "XDG_DATA_HOME": str(into / "data")},
    )  # fmt: skip
    return into / f"{path.stem}.pdf"


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp())
    spec = work / "northwind.yaml"
    spec.write_bytes((ROOT / "samples" / "northwind.yaml").read_bytes())
    result = mapdocs.build(mapdocs.load(spec), out=work / "out", today=date(2026, 11, 23))
    files = {path.name.removeprefix("northwind-close-automation-"): path for path in result.paths}
    pdf_to_png(files["map.pdf"], "pdf")
    pdf_to_png(office_to_pdf(files["map.docx"], work / "docx"), "docx")
    tracker = office_to_pdf(files["map.xlsx"], work / "xlsx")
    pdf_to_png(tracker, "xlsx")
    pdf_to_png(tracker, "xlsx-timeline", page=2)
    pdf_to_png(office_to_pdf(files["internal.xlsx"], work / "internal"), "internal", page=2)
    sheet = work / "worksheet.pdf"
    mapdocs_cli = [sys.executable, "-m", "mapdocs"]
    subprocess.run([*mapdocs_cli, "worksheet", "-o", sheet], check=True, capture_output=True)
    pdf_to_png(sheet, "worksheet", dpi=55)
    subprocess.run(
        [*mapdocs_cli, "anchor", spec, "-o", work / "anchor", "--today", "2026-11-23"], check=True, capture_output=True
    )
    pdf_to_png(work / "anchor" / "flawed-example-for-training.pdf", "anchor", dpi=55)
    page = files["map.html"]
    subprocess.run(
        ["chromium", *CHROMIUM, f"--user-data-dir={work / 'profile'}", "--window-size=660,1420", f"--screenshot={PICTURES / 'email.png'}", page.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    page_of("desk", spec, PICTURES / "desk.png")
    page_of("preview", spec, PICTURES / "preview.png")
    shutil.rmtree(work)


def page_of(command_name: str, spec: Path, picture: Path) -> None:
    """The desk or the preview, with one finding in it."""
    text = spec.read_text("utf-8")
    command = [sys.executable, "-m", "mapdocs", command_name, spec, "--no-open", "--today", "2026-11-23"]
    spec.write_text(text.replace("target_date: 2026-12-22", "target_date: 2026-12-20"), "utf-8")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout
    try:
        subprocess.run(
            ["node", ROOT / "tests" / "clients" / "picture.mjs", process.stdout.readline().strip(), picture], check=True
        )
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
