"""A yes that is said to somebody is one; a wish for another day refuses nothing."""

import pytest

from helpers import few_of
from mapdocs.language.consent import verdict


@pytest.mark.parametrize(
    "text",
    few_of(
        [
            "Looks good to me, thanks Sam",
            "OK, thanks Sam!",
            "Yes, thank you Sam",
            "OK, Priya.",
            "Ok, danke Sam",
            "Passt, Lena",
            "In Ordnung, vielen Dank Herr Ortiz",
            "Ok, merci Sam",
            "D'accord, merci Mme Dubois.",
            "Agreed, Lena",
            "Agreed - Lena",
            "Agreed, Dana Reyes",
            "De acuerdo, gracias María",
            "Looks good, Sam. Thanks!",
            "Looks good to us. See you on Wednesday.",
            "All good from our side. Talk on Wednesday!",
            "Agreed, see you on the 12th",
            "Einverstanden, wir sehen uns am Mittwoch!",
        ],
        3,
    ),
)
def test_a_yes_with_a_name_or_a_good_bye_is_a_yes(text):
    assert verdict(text) == "yes"


@pytest.mark.parametrize(
    "text",
    few_of(
        [
            "OK, but ask Priya",
            "Yes, May",
            "OK, August",
            "OK, Legal",
            "OK, Priya first",
            "Agreed, Friday",
            "OK, see you when it is signed",
            "Ok, bis Mittwoch",
            "OK until Friday",
            "OK, thanks Sam?",
            "Yes, thanks Sam, only if it is signed",
        ],
        3,
    ),
)
def test_a_yes_with_more_is_asked_about(text):
    assert verdict(text) == "question"


@pytest.mark.parametrize(
    "text",
    few_of(
        [
            "Merci de décaler au 18 décembre",
            "Merci de décaler S3 au 18 décembre et P5 au 15 janvier.",
            "On peut reporter S3 au 18 décembre.",
            "Bitte auf den 18.12. verschieben",
            "Bitte auf Freitag, 18.12. verschieben",
            "Please postpone to 18 December",
            "Please push back to Friday 18 December",
            "Por favor, aplazar al 18 de diciembre",
            "Adiar para 18 de dezembro, por favor",
            "12月18日に延期をお願いします",
        ],
        3,
    ),
)
def test_a_wish_for_another_day_is_no_refusal(text):
    assert verdict(text) == ""


@pytest.mark.parametrize(
    "text",
    few_of(
        [
            "Bitte verschieben",
            "Please don't postpone to 18 December",
            "Bitte nicht auf den 18.12. verschieben",
            "Merci de ne pas décaler au 18 décembre",
            "Geht nicht, bitte auf den 18.12. verschieben",
            "We can't, please postpone to 18 December",
            "Impossible, merci de décaler au 18 décembre",
            "Il faut reporter",
            "The 22nd must be postponed",
        ],
        3,
    ),
)
def test_a_refusal_stays_one(text):
    assert verdict(text) == "refusal"
