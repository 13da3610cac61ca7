"""Opportunity exports as CRMs write them in their users' languages: the same two deals under every program's own headings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpers import few_of
from mapdocs.importing.api import import_bytes, names_for
from mapdocs.importing.crm_export import read_export
from mapdocs.importing.source import paper_of
from mapdocs.schema.model import Settings

TODAY = date(2026, 11, 25)
#: What stands in the columns of a line below, in this order of letters.
OPEN = {"i": "T-31", "n": "Silo link", "c": "Bexley Farms", "a": "48500.00", "u": "CHF", "s": "", "d": "2027-01-29", "o": "Ines Ott", "p": "Mara Voss", "x": "zz"}  # fmt: skip
CLOSED = {**OPEN, "i": "T-32", "n": "Old scale", "a": "900.00"}
#: Headings, each with the letter of what stands below it (s: an open stage or status and a closed one, x: what is not read).
EXPORTS = {
    "salesforce de": ("n Opportunity-Name;c Accountname;a Betrag;u Betrag Währung;s Phase;d Schlusstermin;o Opportunity-Inhaber;x Wahrscheinlichkeit (%);i Opportunity-ID", "Bedarfsanalyse", "Geschlossen/Gewonnen"),
    "salesforce fr": ("n Nom de l'opportunité;c Nom du compte;u Devise Montant;a Montant;s Étape;d Date de clôture;o Propriétaire de l'opportunité;x Probabilité (%);i ID de l'opportunité", "Négociation/révision", "Fermé - Gagné"),
    "salesforce es": ("n Nombre de la oportunidad;c Nombre de la cuenta;u Divisa de la oportunidad;a Importe;s Etapa;d Fecha de cierre;o Propietario de oportunidad;x Siguiente paso;i ID de la oportunidad", "Propuesta/cotización", "Cerrada perdida"),
    "salesforce it": ("n Nome opportunità;c Nome account;a Importo;u Valuta Importo;s Fase;d Data chiusura;o Titolare opportunità;x Probabilità (%);i ID opportunità", "Negoziazione/Revisione", "Chiusa - vinta"),
    "salesforce pt": ("n Nome da oportunidade;c Nome da conta;a Valor;u Moeda da oportunidade;s Fase;d Data de fechamento;o Proprietário da oportunidade;x Próxima etapa;i ID da oportunidade", "Negociação/Revisão", "Fechado/Ganho"),
    "salesforce nl": ("n Naam opportunity;c Accountnaam;a Bedrag;u Valuta bedrag;s Fase;d Sluitingsdatum;o Eigenaar opportunity;x Waarschijnlijkheid (%);i Opportunity-id", "Onderhandeling", "Gesloten - verloren"),
    "salesforce ja": ("n 商談名;c 取引先名;u 金額 (通貨);a 金額;s フェーズ;d 完了予定日;o 商談 所有者;x 確度 (%);i 商談 ID", "提案", "商談成立"),
    "salesforce sv": ("n Säljprojektsnamn;c Kontonamn;a Belopp;u Valuta för belopp;s Fas;d Stängningsdatum;o Säljprojektsägare;x Sannolikhet (%);i Säljprojekts-ID", "Förhandling/Granskning", "Stängd - Vunnen"),
    "salesforce pl": ("n Nazwa szansy sprzedaży;c Nazwa konta;a Kwota;u Waluta kwoty;s Etap;d Data zamknięcia;o Właściciel szansy sprzedaży;x Prawdopodobieństwo (%);i ID szansy sprzedaży", "Negocjacje", "Zamknięte - przegrane"),
    "salesforce da": ("n Salgsmulighedens navn;c Kontonavn;a Beløb;u Valuta for beløb;s Fase;d Lukkedato;o Ejer af salgsmulighed;x Sandsynlighed (%);i Salgsmuligheds-ID", "Forhandling", "Lukket - vundet"),
    "salesforce loader": ("i ID;n NAME;c ACCOUNT.NAME;a AMOUNT;u CURRENCYISOCODE;s STAGENAME;d CLOSEDATE;o OWNER.NAME;x LEADSOURCE", "Qualification", "Closed Won"),
    "hubspot de": ("i Datensatz-ID;n Deal-Name;s Deal-Phase;d Abschlussdatum;o Zuständiger Mitarbeiter für Deal;a Betrag;u Währung;c Zugeordnetes Unternehmen (Primär)", "Termin vereinbart", "Abgeschlossen und gewonnen"),
    "hubspot it": ("i ID record;n Nome trattativa;s Fase trattativa;d Data di chiusura;o Proprietario della trattativa;a Importo;u Valuta;c Azienda associata (Principale)", "Appuntamento fissato", "Chiuso e perso"),
    "hubspot ja": ("i レコードID;n 取引名;s 取引ステージ;d クローズ日;o 取引担当者;a 金額;u 通貨;c 関連付けられた会社", "アポイント設定済み", "失注"),
    "hubspot sv": ("i Post-ID;n Affärsnamn;s Affärsfas;d Stängningsdatum;o Affärsägare;a Belopp;u Valuta;c Företag", "Möte bokat", "Stängd förlorad"),
    "pipedrive pt": ("i Negócio - ID;n Negócio - Título;a Negócio - Valor;u Negócio - Moeda de Valor;o Negócio - Proprietário;c Negócio - Organização;p Negócio - Pessoa de contato;s Negócio - Status;d Negócio - Data de fechamento esperada", "Aberto", "Ganho"),
    "pipedrive nl": ("i Deal - ID;n Deal - Titel;a Deal - Waarde;u Deal - Valuta van Waarde;o Deal - Eigenaar;c Deal - Organisatie;p Deal - Contactpersoon;s Deal - Status;d Deal - Verwachte sluitdatum", "Open", "Verloren"),
    "pipedrive sv": ("i Affär - ID;n Affär - Titel;a Affär - Värde;u Affär - Valuta för Värde;o Affär - Ägare;c Affär - Organisation;p Affär - Kontaktperson;s Affär - Status;d Affär - Förväntat stängningsdatum", "Öppen", "Vunnen"),
    "pipedrive pl": ("i Szansa sprzedaży - ID;n Szansa sprzedaży - Tytuł;a Szansa sprzedaży - Wartość;u Szansa sprzedaży - Waluta wartości;o Szansa sprzedaży - Właściciel;c Szansa sprzedaży - Organizacja;p Szansa sprzedaży - Osoba kontaktowa;s Szansa sprzedaży - Status;d Szansa sprzedaży - Oczekiwana data zamknięcia", "Otwarta", "Przegrana"),
    "dynamics de": ("i (Nicht ändern) Verkaufschance;x (Nicht ändern) Zeilenprüfsumme;x (Nicht ändern) Geändert am;n Thema;c Firma;p Kontakt;d Gesch. Abschlussdatum;a Gesch. Umsatz;u Währung;x Bewertung;s Status;o Besitzer", "Offen", "Gewonnen"),
    "dynamics fr": ("i (Ne pas modifier) Opportunité;x (Ne pas modifier) Somme de contrôle;n Rubrique;c Client potentiel;p Contact;d Date de clôture est.;a Revenu est.;u Devise;x Évaluation;s Statut;o Propriétaire", "Ouverte", "Perdue"),
    "dynamics es": ("i (No modificar) Oportunidad;x (No modificar) Suma de comprobación de fila;n Tema;c Cliente potencial;p Contacto;d Fecha de cierre est.;a Ingresos est.;u Divisa;s Estado;o Propietario", "Abierta", "Ganada"),
    "dynamics nl": ("i (Niet wijzigen) Verkoopkans;x (Niet wijzigen) Controlesom;n Onderwerp;c Potentiële klant;p Contactpersoon;d Gesch. sluitingsdatum;a Geschatte omzet;u Valuta;s Status;o Eigenaar", "Open", "Verloren"),
    "dynamics da": ("i (Må ikke ændres) Salgsmulighed;x (Må ikke ændres) Kontrolsum;n Emne;c Potentiel kunde;p Kontaktperson;d Ansl. lukkedato;a Anslået omsætning;u Valuta;s Status;o Ejer", "Åben", "Vundet"),
    "dynamics pl": ("i (Nie modyfikuj) Szansa sprzedaży;x (Nie modyfikuj) Suma kontrolna;n Temat;c Potencjalny klient;p Osoba kontaktowa;d Szac. data zamknięcia;a Szacowany przychód;u Waluta;s Stan;o Właściciel", "Otwarta", "Utracona"),
    "dynamics ja": ("i (変更しないでください) 営業案件;x (変更しないでください) 行チェックサム;n トピック;c 見込み顧客;p 取引先担当者;d 推定終了日;a 推定収益;u 通貨;s 状態;o 所有者", "オープン", "失注"),
    "zoho de": ("i Datensatz-ID;n Abschlussname;c Kontoname;p Kontaktname;s Stufe;a Betrag;u Währung;d Abschlussdatum;o Abschlussbesitzer;x Leadquelle", "Wertversprechen", "Geschlossen - Verloren"),
    "monday": ("n Name;x Subitems;s Stage;o Owner;a Deal value;u Currency;p Contacts;c Accounts;x Close probability;x Forecast value;d Expected close date;i Item ID", "Discovery", "Won"),
    "freshsales": ("i Deal Id;n Deal name;a Deal value;u Currency;c Related account;x Deal pipeline;s Deal stage;d Expected close date;o Sales owner;x Probability (%)", "Qualification", "Lost"),
    "copper": ("n Name;c Company;p Primary Contact;a Value;u Currency;x Converted value;x Pipeline;s Status;d Close Date;o Owned By;i Copper ID;x Win Probability", "Open", "Abandoned"),
    "odoo fr": ("i External ID;n Opportunité;c Client;a Revenu espéré;u Devise;s Étape;o Vendeur;d Clôture prévue;x Probabilité", "Proposition", "Gagné"),
    "odoo sv": ("n Affärsmöjlighet;c Kund;a Förväntad intäkt;u Valuta;s Fas;o Säljare;d Förväntat avslut;x Sannolikhet", "Förslag", "Vunnen"),
    "bitrix es": ("i ID;n Nombre de la negociación;s Etapa de la negociación;a Importe;u Moneda;c Compañía;p Contacto;o Persona responsable;d Fecha de cierre", "Propuesta", "Negociación perdida"),
    "sugarcrm de": ("i ID;n Name der Verkaufschance;c Firmenname;a Wahrscheinlich;u Währung;d Voraussichtl. Abschlussdatum;s Verkaufsphase;o Zugewiesen an", "Qualifizierung", "Verloren"),
    "insightly": ("i OpportunityId;n OpportunityName;u BidCurrency;a BidAmount;d ForecastCloseDate;o UserResponsible;c OrganisationName;s CurrentState", "OPEN", "ABANDONED"),
    "teamleader nl": ("n Titel;c Klant;p Contactpersoon;a Bedrag;u Munteenheid;s Fase;d Geschatte afsluitdatum;o Verantwoordelijke;x Slaagkans", "Offerte verstuurd", "Geweigerd"),
    "weclapp de": ("n Verkaufschance;c Kunde;p Ansprechpartner;a Erwarteter Umsatz;u Währung;s Verkaufsphase;d Erwartetes Abschlussdatum;o Verantwortlicher", "Angebot", "Verloren"),
    "sage fr": ("n Objet;c Société;p Personne;s Statut;a Montant prévu;u Devise;d Clôture prévue;o Affecté à", "En cours", "Perdu"),
}  # fmt: skip


def names():
    return names_for(Settings(), None)


def line(marks, values, stage):
    return ";".join({**values, "s": stage}[mark] for mark in marks)


def read(text):
    (table,) = paper_of(text.encode(), Path("deals.csv")).tables
    return read_export(table, names(), today=TODAY)


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_under_its_programs_own_headings(export):
    heads, stage, closed = EXPORTS[export]
    marks, titles = zip(*(head.split(" ", 1) for head in heads.split(";")), strict=True)
    found = read("\n".join([";".join(titles), line(marks, OPEN, stage), line(marks, CLOSED, closed)]))
    assert found is not None
    assert found.unknown == ()
    wanted = {"name": "n", "company": "c", "currency": "u", "owner": "o", "id": "i", "champion": "p"}
    first, second = found.opportunities
    assert {key: first.values.get(key) for key, mark in wanted.items() if mark in marks} == {
        key: OPEN[mark] for key, mark in wanted.items() if mark in marks
    }
    assert (first.acv, first.days, first.closed) == (48500, {"close": date(2027, 1, 29)}, False)
    assert second.closed is True
    assert first.problems == ()


@pytest.mark.parametrize(
    ("stage", "number"),
    few_of([
        ("Erstkontakt", 1), ("Calificado", 1), ("Kvalificeret", 1), ("新規", 1), ("Qualifizierung", 2), ("Contato feito", 2), ("Kwalifikacja", 2),
        ("Analisi delle esigenze", 3), ("Behoefteanalyse", 3), ("ニーズ分析", 3), ("Démo programmée", 3), ("Wertversprechen", 4), ("Proposta feita", 4),
        ("Negociaciones iniciadas", 5), ("Kontrakt sendt", 5), ("Accord verbal", 6), ("内諾", 6), ("Angebot", 7), ("Devis envoyé", 7), ("Offerta", 7),
        ("見積", 7), ("Oferta/Wycena", 7), ("Verhandlung", 8), ("Onderhandeling", 8), ("Förhandling", 8), ("交渉", 8), ("Negocjacje", 8), ("Wetterlage", None),
    ], 7),
)  # fmt: skip
def test_a_stage_by_its_name_in_a_language(stage, number):
    (one,) = read(f"Deal Name;Company;Amount;Stage\nSilo link;Bexley Farms;900.00;{stage}\n").opportunities
    assert (one.stage, one.closed) == (number, False)
    assert bool(one.problems) is (number is None)


@pytest.mark.parametrize(
    ("status", "closed"),
    few_of([
        ("Archiviert", True), ("Supprimée", True), ("Descartada", True), ("Arquivado", True), ("Archiviata", True), ("Afgewezen", True), ("見送り", True),
        ("Förlorad", True), ("Tabt", True), ("Anulowana", True), ("Lost - no budget", True), ("Verloren (Preis)", True), ("Perdido: preço", True),
        ("Offen", False), ("En cours", False), ("Zurückgestellt", False), ("Perdu de vue", False),
    ], 7),
)  # fmt: skip
def test_a_status_that_says_a_deal_is_over(status, closed):
    (one,) = read(f"Deal Name;Company;Amount;Status\nSilo link;Bexley Farms;900.00;{status}\n").opportunities
    assert one.closed is closed


@pytest.mark.parametrize(
    ("heading", "said", "closed"),
    few_of([
        ("Is Deal Closed?", "true", True), ("IsClosed", "1", True), ("Geschlossen", "Ja", True), ("Deal - Archive status", "Archived", True),
        ("Closed", "0", False), ("Closed", "2027-01-29", False), ("Fermé", "Non", False), ("Archived", "", False),
    ], 7),
)  # fmt: skip
def test_a_column_of_its_own_says_that_a_deal_is_closed(heading, said, closed):
    (one,) = read(
        f"Deal Name;Company;Amount;Stage;{heading}\nSilo link;Bexley Farms;900.00;Proposal;{said}\n"
    ).opportunities
    assert one.closed is closed


def test_the_brackets_of_an_amount_may_be_its_name_alone():
    (one,) = read(
        "Deal Name;Company;Stage;Betrag (Währung)\nSilo link;Bexley Farms;Proposal;48.500 EUR\n"
    ).opportunities
    assert (one.acv, one.values["currency"]) == (48500, "EUR")


def test_the_amount_of_the_deal_goes_before_one_that_was_converted():
    (one,) = read(
        "Deal Name;Amount (converted) Currency;Amount (converted);Amount Currency;Amount;Stage\nSilo link;EUR;41000;CHF;48500;Proposal\n"
    ).opportunities
    assert (one.acv, one.values["currency"]) == (48500, "CHF")


def test_what_a_company_earns_is_no_amount_of_a_deal():
    found = read("Deal Name;Kunde;Phase;Umsatz\nSilo link;Bexley Farms;Angebot;9000000\n")
    assert found.opportunities[0].acv is None
    assert found.unknown == ("Umsatz",)


def test_a_board_that_names_each_group_above_its_own_headings():
    heads = "Name,Stage,Deal value,Expected close date"
    found = read(
        f"Active deals,,,\n{heads}\nSilo link,Discovery,900.00,2027-01-29\nClosed won,,,\n{heads}\nOld scale,Won,40.00,2026-10-01\n"
    )
    assert [one.name for one in found.opportunities] == ["Silo link", "Old scale"]
    assert any("Closed won" in line for line in found.problems)


def test_deals_without_names_are_called_by_their_companies(tmp_path):
    raw = "Customer,Amount,Stage,Close date,Rep\nBexley Farms,900.00,Proposal,2027-01-29,Ines Ott\nOrwell,40.00,Won,2026-10-01,Ines Ott\n"
    result = import_bytes(raw.encode(), "forecast.csv", tmp_path, today=TODAY)
    assert [(one.name, one.state) for one in result.taken] == [("Bexley Farms", "new"), ("Orwell", "left out")]
    assert "company: Bexley Farms" in result.specs[0].text
    assert result.balance.lost == 0


def test_a_plan_with_companies_and_stages_stays_a_plan(tmp_path):
    raw = "Krok;Etap;Osoba odpowiedzialna;Termin\nUmowa podpisana;Umowa;Dana Reyes;2027-01-29\nPilotaż;Testy;Sam Ortiz;2026-12-18\n"
    (spec,) = import_bytes(raw.encode(), "plan.csv", tmp_path, today=TODAY).specs
    assert "milestone: Umowa podpisana" in spec.text
    raw = "Titel;Fas;Ansvarig;Status\nAvtal signerat;Avtal;Dana Reyes;Öppen\nPilot klar;Test;Sam Ortiz;Klar\n"
    (spec,) = import_bytes(raw.encode(), "plan.csv", tmp_path, today=TODAY).specs
    assert "milestone: Avtal signerat" in spec.text


def test_no_word_of_the_built_in_names_means_two_things():
    known = names()
    assert not known.columns.keys() & known.unused
    assert not known.stages.keys() & known.closed
