"""Company names are shortened as people do."""

import pytest

from helpers import TODAY, docx_tables, dump, few_of, made, message_of, part, plan_values, spec_of
from mapdocs.language import layout
from mapdocs.language.company import called, short_name
from mapdocs.plan.builder import buyer_plan
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit
from returning import Deal


@pytest.mark.parametrize(
    ("company", "short"),
    few_of(
        [
            ("Transports Lemaître & Fils", "Lemaître"),
            ("Établissements Lemaître et Frères SARL", "Lemaître"),
            ("Müller Maschinenbau GmbH & Co. KG", "Müller"),
            ("Gebrüder Weiß Spedition GmbH", "Weiß"),
            ("Northwind Traders Holdings Inc.", "Northwind"),
            ("Grupo Hermanos García S.L.", "García"),
            ("Irmãos Carvalho Transportes Ltda.", "Carvalho"),
            ("株式会社山田製作所ホールディングス", "山田製作所"),
            ("Harbor & Sons Industrial Services", "Harbor"),
        ],
        3,
    ),
)
def test_legal_forms_and_generic_words_fall_first(company, short):
    assert short_name(company, 12) == short


@pytest.mark.parametrize("company", ["Northwind Traders", "Fabrikam Logistik GmbH", "SAP SE"])
def test_a_name_that_fits_stays(company):
    assert short_name(company, 24) == company


@pytest.mark.parametrize(
    ("company", "head", "shortest"),
    few_of(
        [
            ("Coopérative Agricole et Vinicole du Haut-Languedoc et du Minervois", "Haut-Languedoc", "Haut-Languedoc"),
            ("Energieversorgungsgesellschaft Oberschwaben-Bodenseekreis mbH & Co. KG", "Oberschwaben", "Oberschwaben"),
            ("Norddeutsche Softwareentwicklungs- und Beratungsgesellschaft mbH", "Norddeutsche", "Norddeutsche"),
            ("Massachusetts Bay Regional Hospital and Physicians Network, Inc.", "Massachusetts Bay", "Massachusetts"),
            (
                "Cooperativa Central dos Produtores de Leite do Sul de Minas Gerais Ltda.",
                "Sul de Minas Gerais",
                "Sul de Minas",
            ),
            ("Farmacias Roma Internacional, S.A. de C.V.", "Farmacias Roma", "Farmacias Roma"),
            ("University of the Arts London", "University of the Arts", "University"),
            ("東日本高速道路メンテナンス・エンジニアリングサービス株式会社", "東日本高速道路", "東日本高速道路"),
            (
                "日本デジタルトランスフォーメーション推進ソリューションズ株式会社",
                "日本デジタルトランスフ…",
                "日本デジタル…",
            ),
            ("株式会社ノースウィンド", "株式会社ノースウィンド", "ノースウィンド"),
        ],
        3,
    ),
)
def test_what_is_still_too_long_loses_what_it_is_and_never_ends_in_a_joining_word(company, head, shortest):
    assert called(company, 24, layout.width) == head
    assert called(company, 14, layout.width) == shortest


def test_no_name_where_not_even_six_letters_fit():
    assert called("Fabrikam", 5) == ""
    assert called("Fabrikam", 6) == "Fabri…"


def test_both_heads_lose_their_legal_form_where_one_does():
    words = Kit(TemplateFolder()).words("de")
    assert words.owner_heads("Brennecke Fördertechnik GmbH", "Kranich Software GmbH") == (
        "Brennecke Fördertechnik",
        "Kranich Software",
    )
    assert words.owner_heads("Brennecke GmbH", "Kranich Software GmbH") == ("Brennecke GmbH", "Kranich Software GmbH")


def test_a_name_of_nothing_but_generic_words_is_not_emptied():
    assert short_name("Transports et Services", 8) == "Transports et Services"


def test_the_spec_says_what_people_call_it():
    values = plan_values(6)
    values["buyer"].update(company="Transports Lemaître & Fils", short="TLF")
    files = made(values, only=("docx", "email"))
    assert docx_tables(files["map.docx"])[1][0][2:4] == ["TLF", "Fabrikam"]
    assert message_of(files["map.eml"])["Subject"].startswith("TLF: ")


@pytest.mark.parametrize("short", [None, "TLF"])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "eml"])
def test_a_file_with_short_heads_comes_back(kind, short):
    values = plan_values(6)
    values["buyer"]["company"] = "Transports Lemaître & Fils"
    if short:
        values["buyer"]["short"] = short
    deal = Deal(dump(values))
    pulled = deal.pull(deal.file(kind))
    assert pulled.files[0].refused is None
    assert pulled.files[0].changes.empty


def test_a_plan_without_short_names_has_the_revision_that_it_had():
    assert buyer_plan(spec_of(plan_values(6)), today=TODAY).snapshot().to_json().keys() >= {"plan", "rows"}
    assert (
        not {"buyer_short", "seller_short"}
        & buyer_plan(spec_of(plan_values(6)), today=TODAY).snapshot().to_json().keys()
    )


def test_heads_of_before_are_still_known():
    words = Kit(TemplateFolder()).words("fr")
    before = [heads[0].strip() for heads in words.owner_heads_before("Transports Lemaître & Fils", "Fabrikam")]
    assert before == ["Transports Lemaître", "Lemaître"]
    cut = words.owner_heads_before("Coopérative Agricole et Vinicole du Minervois", "Fabrikam")[1]
    assert cut[0] == "Coopérative Agricole et", "as the version before had it"
    assert words.owner_heads("Transports Lemaître & Fils", "Fabrikam")[0] == "Lemaître"


def test_the_email_says_the_outcome_once():
    values = plan_values(6, why={"problem": "Nine days.", "cost": "Overtime.", "ask": "Approve it."})
    mail = message_of(made(values, only=("email",))["map.eml"])
    assert part(mail, "text/plain").count("Close the books in four days") == 1
    assert part(mail, "text/html").count("Close the books in four days") == 1
