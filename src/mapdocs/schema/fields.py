"""The one table of what a spec and a settings file may say, and of who may see it.

The reader walks files by it, the JSON Schema and the docs are written from it; the word rules, the comparison and the
tests against leaks ask it what a buyer may read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from mapdocs.schema import converters, model
from mapdocs.schema.converters import Bad
from mapdocs.schema.kinds import KINDS
from mapdocs.schema.shapes import Field, Group, Leaf, Many, Table

# What an editor's YAML makes of a plain word; the reader takes all as text.
_WORDS = ["string", "number", "boolean"]


def _one_of(*choices: str) -> Leaf:
    def convert(raw: str) -> str | Bad:
        word = raw.strip().casefold().replace("-", "_") if "business_case" in choices else raw.strip().casefold()
        if word in choices:
            return word
        return Bad("MAP015", f"“{raw}” is not one of the words that can stand here", f"write {_either(choices)}")

    return Leaf(convert, {"enum": list(choices)})


def _in_any_case(words: Iterable[str]) -> str:
    """A pattern for exactly these words; JSON Schema's patterns have no flag for ignoring case."""

    def letter(c: str) -> str:
        both = {c, c.upper(), c.lower()}
        return re.escape(c) if len(both) == 1 else f"[{''.join(sorted(both))}]"

    return f"^(?:{'|'.join(''.join(map(letter, word)) for word in words)})$"


def _between(low: int, high: int) -> Leaf:
    def convert(raw: str) -> int | Bad:
        number = converters.whole_number(raw)
        if isinstance(number, int) and not low <= number <= high:
            return Bad("MAP016", f"{number} is out of range", f"write a number from {low} to {high}")
        return number

    return Leaf(convert, {"type": "integer", "minimum": low, "maximum": high})


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _locale(raw: str) -> str | Bad:
    """A locale is checked for form here; whether there are words in its language, where the settings are read."""
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?", raw.strip())
    if match is None:
        return Bad(
            "MAP015",
            f"“{raw}” is not a locale",
            "write it as en_US, en_GB, de_DE, fr_FR, es_ES, pt_BR or ja_JP",
        )
    return "_".join(p for p in (match[1].lower(), match[2] and match[2].title(), match[3] and match[3].upper()) if p)


def _country(raw: str) -> str | Bad:
    body = raw.strip().upper()
    return (
        body
        if len(body) == 2 and body.isalpha() and body.isascii()
        else Bad("MAP015", f"“{raw}” is not a country code", "write two letters of ISO 3166, as in US, DE or JP")
    )


def _money(raw: str) -> tuple[Decimal, tuple[str, ...]] | Bad:
    value, meant = converters.money(raw)
    return value if isinstance(value, Bad) else (value, meant)


NAME = Leaf(converters.line, {"type": _WORDS})
LINE = Leaf(converters.line, {"type": _WORDS}, prose=True)
TEXT = Leaf(converters.text, {"type": _WORDS}, prose=True)
DAY = Leaf(converters.day, {"type": "string"}, local=True)
DAY_OR_RELATIVE = Leaf(converters.day_or_relative, {"type": "string"}, local=True)
MOMENT = Leaf(converters.moment, {"type": "string"}, local=True)
AMOUNT = Leaf(_money, {"type": ["number", "string"]})
LINK = Leaf(converters.web_address, {"type": "string"})
ADDRESS = Leaf(converters.email_address, {"type": "string"})
STATUS = Leaf(
    converters.status,
    {
        "type": "string",
        "anyOf": [
            {"enum": ["open", "in progress", "done", "blocked", "cancelled"]},  # what an editor offers
            {"pattern": _in_any_case(converters.status_words())},
        ],
    },
)
YES_OR_REASON = Leaf(converters.yes_or_reason, {"type": ["boolean", "string"]})
CURRENCY = Leaf(converters.currency_code, {"type": "string", "pattern": "^[A-Za-z]{3}$"})


def _rule(raw: str) -> str | Bad:
    """A judgement can be overruled; what is wrong with the form (MAP001 to MAP099) cannot."""
    code = raw.strip().upper()
    if re.fullmatch(r"MAP1\d\d", code):
        return code
    return Bad("MAP015", f"“{raw}” is no rule that can be accepted", "write a code from MAP101 on, such as MAP105")


RULE = Leaf(_rule, {"type": "string", "pattern": "^[Mm][Aa][Pp]1[0-9][0-9]$"})
_ACCEPT = (
    Field("rule", RULE, "The rule that is overruled.", required=True, examples=("MAP105",)),
    Field("why", LINE, "Why; never shown to the buyer.", required=True, examples=("Signed at the counter",)),
)
ACCEPT = Group(_ACCEPT, model.Acceptance)
ACCEPT_PHRASE = Group(
    (*_ACCEPT, Field("phrase", LINE, "The words that are fine in every deal.", required=True, examples=("core team",))),
    model.Acceptance,
)
PERSON = Group(
    (
        Field("name", NAME, "First and last name.", required=True, examples=("Dana Reyes",)),
        Field("title", NAME, "What they do, as they would say it.", examples=("VP Finance Operations",)),
        Field("email", ADDRESS, "Mail address.", examples=("dana.reyes@northwind.example",)),
    ),
    model.Person,
)
MOVE = Group(
    (
        Field("from", DAY, "The date it was before.", required=True, examples=("2026-11-23",)),
        Field("on", DAY, "The day it was moved.", examples=("2026-11-20",)),
        Field("why", LINE, "Why, in words for both sides.", examples=("Audit week",)),
    ),
    model.Move,
)
MILESTONE = Group(
    (
        Field("milestone", LINE, "The step's name.", required=True, examples=("Champion alignment",)),
        Field("buyer_owner", NAME, "The person on the buyer's side who owns it: a name, never a department."),
        Field("seller_owner", NAME, "The person on the seller's side who owns it."),
        Field(
            "target_date",
            DAY_OR_RELATIVE,
            "A day, or relative: 10 working days after legal, 5 working days before go_live.",
            examples=("2026-11-30", "10 working days after legal"),
        ),
        Field("exit_criteria", TEXT, "The proof that anyone can observe.", examples=("MSA countersigned",)),
        Field("status", STATUS, "open, in progress, done, blocked or cancelled."),
        Field("done_on", DAY, "The day it was done."),
        Field(
            "proof",
            LINE,
            "What shows that it is done: a link, or words.",
            examples=("minutes of 7 December, page 2",),
        ),
        Field("after", Many(NAME), "Ids of the rows that must be done first."),
        Field(
            "at_risk", YES_OR_REASON, "True or the reason: forecast talk, never shown to the buyer.", seen_by="seller"
        ),
        Field("note", TEXT, "A note for both sides."),
        Field("agreed_on", DAY, "The day the buyer said yes to this row; without it the row is a proposal."),
        Field("buyer_label", LINE, "What the buyer reads instead of the step's name."),
        Field(
            "evidence",
            TEXT,
            "Why the date is realistic; for your own side.",
            examples=("Last three took 9, 11, 12 days",),
            seen_by="seller",
        ),
        Field(
            "source", LINE, "Where an assistant has this from, as in call of 24 Nov, 12:40; else (?).", seen_by="seller"
        ),
        Field("kind", _one_of(*KINDS), "What kind of step it is; guessed from the name where left out."),
        Field("id", NAME, "How an edited row is recognised; made from the name where left out."),
        Field("moved", Many(MOVE), "Every slip of the date, oldest first."),
        Field("accept", Many(ACCEPT), "Findings on this row that you overrule, and why.", seen_by="seller"),
    ),
    model.Milestone,
)
TASK = Group(
    (
        Field("task", LINE, "What your own side has to do.", required=True),
        Field("owner", NAME, "Who does it."),
        Field("due", DAY, "By when."),
        Field("status", STATUS, "open, in progress, done, blocked or cancelled."),
    ),
    model.Task,
)
SELLER = Group(
    (
        Field("company", NAME, "The seller's company.", required=True, examples=("Fabrikam",)),
        Field("short", NAME, "What people call it, where a heading has little room."),
        Field("owner", NAME, "The rep who sends the plan.", required=True, examples=("Sam Ortiz",)),
        Field("people", Many(PERSON), "The people on the seller's side."),
    ),
    model.Seller,
)
SPEC = Group(
    (
        Field(
            "deal",
            Group(
                (
                    Field("name", LINE, "The deal's name; files are named by it.", required=True),
                    Field(
                        "acv",
                        AMOUNT,
                        "Annual contract value, a number.",
                        required=True,
                        examples=(84000,),
                        seen_by="seller",
                    ),
                    Field("currency", CURRENCY, "ISO 4217.", examples=("USD", "EUR"), seen_by="seller"),
                    Field("outcome", TEXT, "What the buyer wants to reach, in the buyer's words."),
                    Field("success", Many(LINE), "How both sides will know that it worked."),
                    Field(
                        "why",
                        Group(
                            (
                                Field("problem", TEXT, "What hurts."),
                                Field("cost", TEXT, "What waiting costs."),
                                Field("ask", TEXT, "What the approver is asked for."),
                            ),
                            model.Why,
                        ),
                        "For the champion's own boss.",
                    ),
                    Field("go_live", DAY, "The date by which the buyer needs it to work."),
                    Field(
                        "id",
                        NAME,
                        "What tells this deal from every other, whatever it is called; never shown to the buyer.",
                        examples=("northwind-2026",),
                        seen_by="seller",
                    ),
                    Field(
                        "stage", _between(1, 9), "The seller's sales stage; never shown to the buyer.", seen_by="seller"
                    ),
                    Field("map_url", LINK, "The living document, once it is published."),
                    Field(
                        "accept",
                        Many(ACCEPT),
                        "Findings outside the rows that you overrule, and why.",
                        seen_by="seller",
                    ),
                    Field(
                        "tags",
                        Many(NAME),
                        "Words by which you find similar deals again.",
                        examples=("renewal",),
                        seen_by="seller",
                    ),
                ),
                model.Deal,
            ),
            "The deal.",
            seen_by="buyer",
            required=True,
        ),
        Field(
            "buyer",
            Group(
                (
                    Field(
                        "company",
                        NAME,
                        "The buyer's company.",
                        required=True,
                        examples=("Northwind Traders",),
                    ),
                    Field("short", NAME, "What people call it, where a heading has little room."),
                    Field("champion", NAME, "Your champion: a name from people.", required=True),
                    Field("people", Many(PERSON), "The people on the buyer's side."),
                ),
                model.Buyer,
            ),
            "The buyer.",
            seen_by="buyer",
            required=True,
        ),
        Field("seller", SELLER, "The seller.", required=True, seen_by="buyer"),
        Field(
            "review",
            Group(
                (
                    Field("at", MOMENT, "Local date and time.", required=True, examples=("2026-12-02 15:00",)),
                    Field("timezone", NAME, "IANA name.", required=True, examples=("America/New_York",)),
                    Field("minutes", _between(5, 600), "How long it takes."),
                    Field("edits_by", DAY, "The day by which edits are asked for; before the meeting."),
                    Field("link", LINK, "Where one joins the meeting; the invitation carries it."),
                ),
                model.Review,
            ),
            "The champion review meeting.",
            seen_by="buyer",
        ),
        Field(
            "email",
            Group(
                (
                    Field(
                        "greeting",
                        LINE,
                        "Your own salutation instead of the language's.",
                        examples=("Dear Ms Reyes,",),
                    ),
                    Field("intro", TEXT, "Your own three sentences instead of the template's."),
                    Field("to", Many(NAME), "Names from people, or addresses; the champion where left out."),
                    Field("cc", Many(NAME), "Names from people, or addresses."),
                ),
                model.Email,
            ),
            "The email.",
            seen_by="buyer",
        ),
        Field("milestones", Many(MILESTONE), "The plan's rows.", required=True, seen_by="buyer"),
        Field(
            "internal",
            Group(
                (
                    Field("crm_url", LINK, "The opportunity in the CRM."),
                    Field("forecast", NAME, "The forecast category."),
                    Field(
                        "beyond_period",
                        YES_OR_REASON,
                        "True or the reason: the plan knowingly goes beyond your fiscal period.",
                    ),
                    Field("tasks", Many(TASK), "What only your own side does."),
                    Field("notes", TEXT, "Anything else for your own side."),
                ),
                model.Internal,
            ),
            "Never in anything that a buyer sees.",
            seen_by="seller",
        ),
    ),
    model.Spec,
)
SETTINGS = Group(
    (
        Field("acv_threshold", AMOUNT, "From this ACV on a deal gets the full plan.", seen_by="seller"),
        Field("currency", CURRENCY, "The currency of specs that name none.", seen_by="seller"),
        Field(
            "locale",
            Leaf(_locale, {"type": "string"}),
            "Language and country of what buyers read; the country says how dates are written (en_US: Dec 3, 2026).",
            seen_by="buyer",
        ),
        Field("paper", _one_of("letter", "a4"), "The paper's size.", seen_by="buyer"),
        Field("fiscal_year_start", _between(1, 12), "The month in which the fiscal year starts.", seen_by="seller"),
        Field("fiscal_period", _one_of("quarter", "year"), "What a forecast covers.", seen_by="seller"),
        Field(
            "holidays",
            Leaf(_country, {"type": ["string", "boolean"]}),
            "ISO 3166 code of the country whose holidays count.",
            seen_by="seller",
        ),
        Field(
            "typical_working_days",
            Table(KINDS, _between(0, 400)),
            "How many working days each kind of step usually takes.",
            seen_by="seller",
        ),
        Field(
            "map_link_required_from_stage",
            _between(1, 9),
            "From this stage on a missing link is an error.",
            seen_by="seller",
        ),
        Field("jargon", Many(LINE), "More words that a buyer must not read.", seen_by="seller"),
        Field("accept", Many(ACCEPT_PHRASE), "Words that are fine in every deal, by rule.", seen_by="seller"),
        Field(
            "brand",
            Group(
                (
                    Field(
                        "color",
                        Leaf(converters.hex_color, {"type": "string"}),
                        "One colour.",
                        examples=("#0f5c8c",),
                    ),
                    Field("logo", NAME, "A PNG, JPEG or SVG file."),
                    Field("font", NAME, "A font family."),
                ),
                model.Brand,
            ),
            "How documents look.",
            seen_by="buyer",
        ),
        Field("seller", SELLER, "The seller of specs that do not name theirs.", seen_by="buyer"),
        Field("templates", NAME, "A folder with your own templates.", seen_by="seller"),
        Field("history", NAME, "A folder with finished deals, from which durations are known.", seen_by="seller"),
    ),
    model.Settings,
)
