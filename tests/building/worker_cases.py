"""What test_helper.py runs, a function in a process of its own: no thread, and nothing loaded that a fork would copy."""

import os
import signal
import time

from helpers import TODAY, plan_values, spec_of
from mapdocs.building import pipeline
from mapdocs.building.api import check
from mapdocs.building.options import BuildOptions
from mapdocs.building.worker import Helper, loader_for
from mapdocs.formats.pdf.printing import print_alone


def started() -> Helper:
    made = Helper.start(loader_for(["pdf"]))
    assert made is not None
    return made


def pdf_by(helper, **deal):
    spec = spec_of(plan_values(**deal))
    made = pipeline.render(spec, check(spec, today=TODAY), today=TODAY, helper=helper)
    return next((content for name, content in made.files.items() if name.endswith(".pdf")), None), made


def same_bytes():
    assert pdf_by(started())[0] == pdf_by(None)[0]


def office_files():
    options = BuildOptions(("email", "docx", "xlsx", "crm"))
    helper = Helper.start(loader_for(options.only))
    assert helper is not None
    spec = spec_of(plan_values())
    found = check(spec, today=TODAY)
    beside = pipeline.render(spec, found, today=TODAY, options=options, helper=helper)
    helper.close()
    here = pipeline.render(spec, found, today=TODAY, options=options)
    assert list(beside.files.items()) == list(here.files.items())
    assert len(here.files) == 9


def missing_letters():
    outcome = "Read \u0378 in four days."
    made = pdf_by(started(), outcome=outcome)[1]
    assert made.notes == pdf_by(None, outcome=outcome)[1].notes
    assert any("no font" in note for note in made.notes)


def killed_before():
    helper = started()
    os.kill(helper._process, signal.SIGKILL)
    time.sleep(0.05)
    assert pdf_by(helper)[0].startswith(b"%PDF")


def killed_after():
    helper = started()
    helper.send(print_alone, "<p>One page</p>", None)
    os.kill(helper._process, signal.SIGKILL)
    assert helper.receive().content.startswith(b"%PDF")


def no_second_fork():
    """With Pango loaded, or another thread running, there is no helper: a fork would copy their locks."""
    import threading

    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    assert Helper.start(loader_for(["pdf"])) is None
    wait.set()
    thread.join()
    assert pdf_by(None)[0]
    assert Helper.start(loader_for(["pdf"])) is None
