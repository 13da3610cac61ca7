"""The one table of what a spec and a settings file may say, and of who may see it.

The reader walks files by it, the JSON Schema and the docs are written from it; the word rules, the comparison and the
tests against leaks ask it what a buyer may read.
"""

from __future__ import annotations

from mapdocs.schema import model
from mapdocs.schema.kinds import KINDS
from mapdocs.schema.leaves import (
    ADDRESS,
    AMOUNT,
    COLOR,
    COUNTRY,
    CURRENCY,
    DAY,
    DAY_OR_RELATIVE,
    LINE,
    LINK,
    LOCALE,
    MOMENT,
    NAME,
    RULE,
    STATUS,
    TEXT,
    YES_OR_REASON,
    between,
    one_of,
)
from mapdocs.schema.shapes import Field, Group, Many, Table

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
        Field("kind", one_of(*KINDS), "What kind of step it is; guessed from the name where left out."),
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
                        "stage", between(1, 9), "The seller's sales stage; never shown to the buyer.", seen_by="seller"
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
                    Field("minutes", between(5, 600), "How long it takes."),
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
                    Field(
                        "intro",
                        TEXT,
                        "Your own three sentences instead of the template's; two where ask has the third.",
                    ),
                    Field(
                        "subject",
                        LINE,
                        "Your own subject instead of the template's.",
                        examples=("Northwind: dates to close in four days",),
                    ),
                    Field(
                        "ask",
                        LINE,
                        "Your own last sentence of the intro, which asks for edits.",
                        examples=("What did we get wrong? Please tell me by 30 November.",),
                    ),
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
            LOCALE,
            "Language and country of what buyers read; the country says how dates are written (en_US: Dec 3, 2026).",
            seen_by="buyer",
        ),
        Field("paper", one_of("letter", "a4"), "The paper's size.", seen_by="buyer"),
        Field("fiscal_year_start", between(1, 12), "The month in which the fiscal year starts.", seen_by="seller"),
        Field("fiscal_period", one_of("quarter", "year"), "What a forecast covers.", seen_by="seller"),
        Field(
            "holidays",
            COUNTRY,
            "ISO 3166 code of the country whose holidays count.",
            seen_by="seller",
        ),
        Field(
            "typical_working_days",
            Table(KINDS, between(0, 400)),
            "How many working days each kind of step usually takes.",
            seen_by="seller",
        ),
        Field(
            "map_link_required_from_stage",
            between(1, 9),
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
                        COLOR,
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
