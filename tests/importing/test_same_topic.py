"""A note whose label is a word of its step's name speaks of the step, and is no note to ourselves."""

from field import buyer_text, of_text

HEAD = "Step,Juniper,Fabrikam,Due,Notes\n"


def test_notes_on_the_topic_of_their_step_stay(tmp_path):
    text = HEAD + (
        "Forecast screen,Dana Reyes,Lee Park,2026-12-02,Forecast: by item and month\n"
        "Manager dashboard,Dana Reyes,Lee Park,2026-12-09,Manager: sees her own region only\n"
        "Competitor prices,Mary Holt,Lee Park,2027-01-19,Competitors: 7 shops each night\n"
        "Privatstation umgestellt,Mary Holt,Lee Park,2027-01-20,Privatpatienten: 14 Zimmer\n"
    )
    spec, _ = of_text(text, tmp_path)
    shown = buyer_text(spec)
    for said in ("by item and month", "her own region", "7 shops each night", "14 Zimmer"):
        assert said in shown


def test_notes_to_ourselves_below_such_steps_are_kept(tmp_path):
    text = HEAD + (
        "Forecast screen,Dana Reyes,Lee Park,2026-12-02,Forecast: 60 % this quarter\n"
        "Manager dashboard,Dana Reyes,Lee Park,2026-12-09,Manager: Lena wants it closed\n"
        "Data load,Mary Holt,Lee Park,2026-12-16,Forecast: by item and month\n"
        "Privatstation umgestellt,Mary Holt,Lee Park,2027-01-20,Privat: sie zahlen spät\n"
        "Internal audit,Mary Holt,Lee Park,2027-01-21,Internal: they are late\n"
    )
    spec, _ = of_text(text, tmp_path)
    shown = buyer_text(spec)
    for said in ("60 %", "Lena", "by item", "zahlen", "they are late"):
        assert said not in shown
