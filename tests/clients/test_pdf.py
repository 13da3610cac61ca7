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
