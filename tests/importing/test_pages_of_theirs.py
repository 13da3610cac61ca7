"""The buyer's own page, called so above a plan that the buyer wrote: it is read; a seller's page about the buyer is kept."""

import pytest
from field import imported, rows_of

from helpers import few_of

ROWS = [("Scale set up", "Dana Reyes", "02 Dec 2026"), ("Labels printed", "Sam Ortiz", "09 Dec 2026")]


def page(line, folder):
    cells = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in ROWS)
    head = "<tr><th>Task</th><th>Responsible</th><th>Due</th></tr>"
    (folder / "page.html").write_text(f"<p>{line}</p><table>{head}{cells}</table>", encoding="utf-8")
    return imported(folder / "page.html", folder)


@pytest.mark.parametrize(
    "line",
    few_of(
        [
            "Internal page of Juniper Foods IT", "Internal wiki of Juniper", "Internal site of Juniper Foods procurement", "Interne Seite der Juniper Foods",
            "Interne Wiki-Seite von Juniper", "Page interne de Juniper Foods", "Página interna de Juniper Foods", "Página interna da Juniper Foods",
        ],
        6,
    ),
)  # fmt: skip
def test_a_page_of_the_buyers_is_read(line, tmp_path):
    spec, _ = page(line, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Scale set up", "Labels printed"]


@pytest.mark.parametrize(
    "line",
    ["Internal page for Juniper Foods", "Internal page of the Juniper deal", "Internal page on Juniper Foods", "Internal page of Fabrikam"],
)  # fmt: skip
def test_a_page_of_ours_is_kept(line, tmp_path):
    with pytest.raises(AssertionError, match="the only plan in this file was kept back"):
        page(line, tmp_path)
