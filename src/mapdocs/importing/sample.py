"""A finished example to begin with: invented people, dates that are alive on the day it is written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from mapdocs.dates import working_days
from mapdocs.errors import MissingTemplate
from mapdocs.schema.model import Settings
from mapdocs.templating.folder import TemplateFolder

NAME = "sample.yaml"
_DAY = re.compile(r"\{day (-?\d+)\}")


def sample_text(today: date, settings: Settings) -> str:
    """The example as a spec; ``{day 7}`` in its template is the seventh working day after ``today``.

    Raises:
        MissingTemplate: the template is not there.
    """
    own = Path(settings.folder or ".") / settings.templates if settings.templates else None
    raw = TemplateFolder(own)(NAME)
    if raw is None:
        raise MissingTemplate(f"{NAME} is not there")
    calendar = working_days.of_country(settings.holidays)
    return _DAY.sub(lambda match: calendar.shift(today, int(match[1])).isoformat(), raw.decode("utf-8"))
