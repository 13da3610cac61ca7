"""Lines above a plan in which "internal" is the buyer's own, or tells what happened; and such that keep the plan back all the same."""

import pytest
from field import of_text

from helpers import few_of

TABLE = "| Step | Owner | Due |\n|---|---|---|\n| Racks placed | Dana Reyes | 2026-12-04 |\n| Cabling | Sam Ortiz | 2026-12-11 |\n"
POINTS = "- Racks placed – Dana Reyes – 2026-12-04\n- Cabling – Sam Ortiz – 2026-12-11\n"
OURS = "- Racks placed – Sam Ortiz – 2026-12-04\n- Cabling – Lee Park – 2026-12-11\n"
STEPS = ["Racks placed", "Cabling"]


def steps(text, folder):
    spec, told = of_text(text, folder, "plan.md")
    return [row.milestone for row in spec.milestones], told


@pytest.mark.parametrize(
    "line",
    few_of(["Hi Dana, once your internal review is over, these are the steps:", "Please pass this on to your internal stakeholders; the steps are below.",
     "Below are the steps that you can circulate internally:", "Thank you for clearing this internally. The steps are below.",
     "Nach Ihrer internen Abstimmung hier die Schritte:", "Voici les étapes, que vous pouvez diffuser en interne :", "Tras vuestra reunión interna, los pasos:",
     "Depois da conversa interna de vocês, seguem os passos:", "社内でご検討いただき、ありがとうございます。次の予定です。", "Dopo la vostra riunione interna, i passi:"], 7),
)  # fmt: skip
@pytest.mark.parametrize("body", [TABLE, POINTS])
def test_a_line_that_speaks_to_the_buyer_of_their_inside(line, body, tmp_path):
    assert steps(f"{line}\n\n{body}", tmp_path)[0] == STEPS


@pytest.mark.parametrize(
    "line",
    few_of(["Our draft is below. For internal reasons wave 2 comes in March.", "Hi Sam, after our internal meeting of Monday this is what we propose:",
     "Two changes from our side (our internal freeze is in week 52):", "Aus internen Gründen beginnt die zweite Welle im März.",
     "Hallo Sam, intern haben wir alles geklärt, hier die Schritte:", "Bonjour Sam, après notre réunion interne voici les étapes.",
     "Hola Sam: tras la revisión interna de ayer, estos son los pasos."], 7),
)  # fmt: skip
def test_a_sentence_that_tells_what_happened_inside(line, tmp_path):
    assert steps(f"{line}\n\n{TABLE}", tmp_path)[0] == STEPS


@pytest.mark.parametrize(
    "line",
    few_of(["Distribution: Juniper internal, Fabrikam delivery team", "Vertraulich – nur für den internen Gebrauch bei Juniper und Fabrikam",
     "For internal use by Juniper and Fabrikam", "Juniper Foods - internal project plan", "Juniper – Internal Rollout Plan"], 7),
)  # fmt: skip
def test_a_title_that_names_the_buyers_inside(line, tmp_path):
    assert steps(f"# {line}\n\n{TABLE}", tmp_path)[0] == STEPS


@pytest.mark.parametrize(
    "line",
    few_of(["Internal", "Internal - do not share", "Fabrikam internal", "Internal: Fabrikam", "Juniper – internal prep", "Juniper – internal notes", "Juniper – internal plan",
     "Internal Juniper strategy", "Fabrikam internal, Juniper rollout plan", "Juniper / Fabrikam – internal version", "Internal – not for Juniper",
     "Points of our internal meeting on Monday at ten:", "This is our internal plan, please have a look at it:", "This stays internal, please do not pass it on:",
     "Hi Sam, here is the list for your internal prep:", "Your internal notes, Sam:", "For your internal use only:", "After our internal meeting on the discount here is the plan:",
     "Interne Vorbereitung", "Hi team, after our internal meeting here is what we know of it:", "Following our internal call on Juniper, next steps:",
            "Internal programme view – Juniper", "As discussed internally, here are the steps you should push Dana on:", "For internal reasons this list stays with us until Friday:",
            "After our internal meeting: this list is internal", "Our internal review is over, here is the list, for us:", "Nur intern", "Uso interno", "Usage interne", "社内用", "Our internal plan is below, please review:"], 7),
)  # fmt: skip
@pytest.mark.parametrize("body", [TABLE, POINTS])
def test_a_label_keeps_the_plan_back(line, body, tmp_path):
    with pytest.raises(AssertionError, match=r"kept back"):
        steps(f"{line}\n\n{body}", tmp_path)


@pytest.mark.parametrize(
    "line",
    few_of(["Once your internal review is over, these are the steps:", "Hi Sam, after our internal meeting of Monday this is what we propose:", "Juniper – Internal Rollout Plan",
     "For internal use by Juniper and Fabrikam"], 7),
)  # fmt: skip
def test_such_a_line_keeps_what_nobody_on_the_buyers_side_owns(line, tmp_path):
    with pytest.raises(AssertionError, match=r"kept back"):
        steps(f"{line}\n\n{OURS}", tmp_path)
    dealt = POINTS.replace("Cabling", "Discount approval")
    with pytest.raises(AssertionError, match=r"kept back"):
        steps(f"{line}\n\n{dealt}", tmp_path)


def test_a_reply_that_is_kept_back_does_not_make_the_older_mail_the_plan(tmp_path):
    quoted = "".join(f"> {line}\n" for line in POINTS.replace("12-11", "12-08").splitlines())
    text = f"Two changes (our internal freeze is in week 52):\n\n{OURS}\n> From: Sam Ortiz\n{quoted}"
    with pytest.raises(AssertionError, match=r"kept back"):
        steps(text, tmp_path)
