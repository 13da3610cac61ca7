"""The invitation to the review: who asks, who is asked, and where one joins."""

import io

import openpyxl
import pytest
from icalendar import Calendar

from helpers import made, message_of, plan_values

ROOM = "https://meet.example.com/abc-defg"


def invitation(values):
    (event,) = Calendar.from_ical(made(values, only=("ics",))["review.ics"]).walk("VEVENT")
    return event


def method_of(values):
    return str(Calendar.from_ical(made(values, only=("ics",))["review.ics"])["METHOD"])


def test_the_invitation_names_organizer_and_attendees():
    values = plan_values()
    values["buyer"]["people"][1]["email"] = "lena@münchen.example"
    values["email"] = {"to": ["Dana Reyes", "Sam Ortiz"], "cc": ["Lena Brandt", "Lena Brandt"]}
    event = invitation(values)
    assert str(event["ORGANIZER"]) == "mailto:sam.ortiz@fabrikam.example"
    assert event["ORGANIZER"].params["CN"] == "Sam Ortiz"
    assert [(str(a), a.params["CN"], a.params["RSVP"]) for a in event["ATTENDEE"]] == [
        ("mailto:dana.reyes@northwind.example", "Dana Reyes", "TRUE"),
        ("mailto:lena@xn--mnchen-3ya.example", "Lena Brandt", "TRUE"),
    ]
    assert method_of(values) == "REQUEST"


@pytest.mark.parametrize("name", ['Dana "DR" Reyes', "Reyes; Dana: CFO, Ltd", "Dana\u2028Reyes"])
def test_no_name_ends_its_parameter(name):
    values = plan_values()
    values["buyer"].update(champion=name)
    values["buyer"]["people"][0]["name"] = name
    for row in values["milestones"][::2]:
        row["buyer_owner"] = "Tom Okafor"
    event = invitation(values)
    assert str(event["ATTENDEE"]) == "mailto:dana.reyes@northwind.example"


def test_without_addresses_it_is_published_and_names_nobody():
    values = plan_values()
    del values["seller"]["people"][0]["email"]
    event = invitation(values)
    assert "ORGANIZER" not in event
    assert "ATTENDEE" not in event
    assert method_of(values) == "PUBLISH"


@pytest.mark.parametrize("address", [True, False])
def test_the_email_states_the_method_that_the_invitation_has(address):
    values = plan_values()
    if not address:
        del values["seller"]["people"][0]["email"]
    message = message_of(made(values, only=("email",))["map.eml"])
    (attached,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    content = attached.get_payload(decode=True)
    assert attached.get_param("method") == str(Calendar.from_ical(content)["METHOD"])


def test_the_meetings_link_is_in_the_invitation_where_there_is_one():
    values = plan_values()
    assert "LOCATION" not in invitation(values)
    values["review"]["link"] = ROOM
    event = invitation(values)
    assert event["LOCATION"] == ROOM
    assert str(event["CONFERENCE"]) == ROOM
    assert ROOM in event["DESCRIPTION"]


def test_no_sheet_of_the_tracker_is_empty():
    values = plan_values()
    book = openpyxl.load_workbook(io.BytesIO(made(values, only=("xlsx",))["map.xlsx"]))
    assert book.sheetnames == ["Plan", "Timeline", "People"]
    values["milestones"][1]["moved"] = [{"from": "2026-11-25", "why": "Audit week"}]
    book = openpyxl.load_workbook(io.BytesIO(made(values, only=("xlsx",))["map.xlsx"]))
    assert book.sheetnames == ["Plan", "Timeline", "What moved", "People"]
    for sheet in book.worksheets:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        high = None if sheet.title in ("Plan", "Timeline") else 0  # as many pages as it takes, but for what fits on one
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, high)  # one page wide
        assert sheet.page_setup.orientation == "landscape"
