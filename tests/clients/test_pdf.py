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
