"""Every PDF speaks to a screen reader: two accessibility checkers of other people find nothing."""

from clients.conftest import files


def complaints(path):
    import outloud
    import pdfua

    report = pdfua.validate(str(path))
    result = outloud.check(str(path))
    return [f.message for f in report.findings], result.errors, result.warnings


def test_plans_pass_pdfua_and_outloud(deals, measure):
    pdfs = files(deals, "*.pdf")
    found = {path.name: said for path in pdfs if (said := complaints(path)) != ([], 0, 0)}
    measure(f"pdfua and outloud: {len(pdfs)} PDFs, {len(found)} with findings")
    assert found == {}


def test_worksheets_pass_too(tmp_path, node, program, measure):
    import subprocess
    import sys

    from helpers import SAMPLES

    jobs = {
        "blank": [], "deal": ["--for", SAMPLES / "northwind.yaml"], "roster": ["--roster", SAMPLES / "training" / "roster.csv", "--paper", "a4"],
        "session": ["--session", SAMPLES / "training" / "session.yaml", "--wall"], "fillable": ["--fillable"],
    }  # fmt: skip
    found = {}
    for name, args in jobs.items():
        path = tmp_path / f"{name}.pdf"
        subprocess.run(
            [sys.executable, "-m", "mapdocs", "worksheet", *map(str, args), "-o", path], check=True, capture_output=True
        )
        if (said := complaints(path)) != ([], 0, 0):
            found[name] = said
        done = subprocess.run([program("qpdf"), "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    measure(f"pdfua and outloud: {len(jobs)} worksheets, {len(found)} with findings {found or ''}")
    assert found == {}


def test_anchors_pass_too(tmp_path, node, measure):
    import subprocess
    import sys

    from helpers import SAMPLES

    for sample in ("northwind.yaml", "st-brigid-hospital.yaml"):
        subprocess.run(
            [
                sys.executable,
                "-m",
                "mapdocs",
                "anchor",
                SAMPLES / sample,
                "-o",
                tmp_path / sample,
                "--today",
                "2026-11-23",
            ],
            check=True,
            capture_output=True,
        )
    found = {path.name: said for path in tmp_path.rglob("*.pdf") if (said := complaints(path)) != ([], 0, 0)}
    measure(f"pdfua and outloud: 4 anchors, {len(found)} with findings {found or ''}")
    assert found == {}
    documents = sorted(tmp_path.rglob("*.docx"))
    assert [r["errors"] for r in node("ooxml", *documents)] == [[]] * 4


def test_filled_fields_are_read_by_poppler_and_pdf_js(tmp_path, node, program):
    import subprocess
    import sys

    import pypdf

    blank, filled = tmp_path / "w.pdf", tmp_path / "filled.pdf"
    subprocess.run(
        [sys.executable, "-m", "mapdocs", "worksheet", "--fillable", "-o", blank], check=True, capture_output=True
    )
    wanted = {
        "s1_f1_buyer": "Dana Reyes",
        "s1_f1_date": "2026-11-30",
        "s1_f4_proof": "MSA countersigned",
        "s1_f_deal": "Northwind",
    }
    writer = pypdf.PdfWriter(clone_from=blank)
    for page in writer.pages:
        writer.update_page_form_field_values(page, {**wanted, "s1_c1": "/on", "s1_f1_status": "in progress"})
    writer.write(filled)
    fields = node("pdfjs", filled)[0]
    assert {k: fields[k]["value"] for k in wanted} == wanted
    assert fields["s1_f1_status"]["value"] in ("in progress", ["in progress"])
    assert fields["s1_c1"]["value"] not in ("Off", "", None)
    assert {f["type"] for f in fields.values()} == {"text", "combobox", "checkbox"}
    text = subprocess.run(
        [program("pdftotext"), "-layout", filled, "-"], capture_output=True, text=True, check=True
    ).stdout
    for value in wanted.values():
        assert value in text
