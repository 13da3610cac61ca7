"""The company's settings: ``mapdocs.yaml``, in the spec's folder or the nearest above it."""

from __future__ import annotations

from collections.abc import Callable

from mapdocs.dates import working_days
from mapdocs.findings import Finding, in_order
from mapdocs.language.lexicon import languages
from mapdocs.schema import fields, nodes
from mapdocs.schema.model import DEFAULT_TYPICAL, Brand, Settings
from mapdocs.schema.reader import acceptances, seller
from mapdocs.schema.validation import Walk

FILE_NAME = "mapdocs.yaml"


def read_settings(
    text: str,
    *,
    file: str = FILE_NAME,
    folder: str | None = None,
    has_labels: Callable[[str, str], bool] = lambda templates, language: False,
) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings that ``text`` states, and what is wrong with them; a wrong value keeps its default.

    ``has_labels`` says whether a company's own templates hold the words of a language that is not built in.
    """
    root, problems = nodes.parse(text)
    walk = Walk(file, text)
    for problem in problems:
        walk.report(problem.code, "", problem.message, problem.hint, span=problem.span)
    if root is None:
        return Settings(folder=folder), in_order(walk.findings)
    values = walk.group(root, fields.SETTINGS, "")
    # A company may state its name and leave the rep to each spec.
    walk.findings = [f for f in walk.findings if not (f.code == "MAP011" and f.path.startswith("seller."))]
    if "acv_threshold" in values:
        values["acv_threshold"] = values["acv_threshold"][0]
    if "typical_working_days" in values:
        values["typical_working_days"] = {**DEFAULT_TYPICAL, **values["typical_working_days"]}
    if "brand" in values:
        values["brand"] = Brand(**values["brand"])
    if "accept" in values:
        values["accept"] = acceptances(values["accept"])
    if "seller" in values:
        values["seller"] = seller(values["seller"])
    language = str(values.get("locale", "en")).split("_")[0]
    templates = values.get("templates")
    if language not in languages() and not (templates and has_labels(templates, language)):
        own = f"{templates or 'looks'}/labels/{language}.yaml"
        walk.report(
            "MAP015",
            "locale",
            f"there are no words in the language “{language}” yet",
            f"write one of {', '.join(languages())}; or translate them into {own}, where templates: names that folder",
        )
        del values["locale"]
    if values.get("holidays"):
        try:
            working_days.of_country(values["holidays"])
        except KeyError:
            walk.report(
                "MAP015",
                "holidays",
                f"no holidays are known for {values['holidays']}",
                "write a code such as US, GB, DE or JP",
            )
            del values["holidays"]
    return Settings(**values, folder=folder), in_order(walk.findings)
