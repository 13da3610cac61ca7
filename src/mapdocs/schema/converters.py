"""Text to values: what a person means by an amount, a date, a yes. Never YAML 1.1's reading of it.

Each converter takes the text that was written and returns the value, or a :class:`Bad` that says what is wrong
and what to type instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from mapdocs.dates import relative
from mapdocs.dates.relative import RelativeDate
from mapdocs.language import lexicon
from mapdocs.language.calendar_words import day_order
from mapdocs.schema import sums


@dataclass(frozen=True, slots=True)
class Bad:
    """A text that is not the value it should be."""

    code: str
    message: str
    hint: str


# XML 1.0 knows no C0 control but tab and line ends, no surrogate and no FFFE/FFFF; a file with one does not open.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NUMERIC_DATE = re.compile(r"(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2999  # outside them a date is a slip of the finger, and spreadsheets have none
_CURRENCY_SIGNS = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS", "TWD"),
    "US$": ("USD",),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "R$": ("BRL",),
    "₹": ("INR",),
    "₩": ("KRW",),
    "CHF": ("CHF",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "zł": ("PLN",),
}


def text(raw: str) -> str | Bad:
    """Free text: NFC, outer space gone, inner line breaks kept."""
    bad = _FORBIDDEN.search(raw)
    if bad:
        return Bad("MAP019", f"the character U+{ord(bad[0]):04X} cannot stand in a document", "delete it")
    return unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n").strip()


def line(raw: str) -> str | Bad:
    """Text of one line: every run of white space becomes one space."""
    value = text(raw)
    return value if isinstance(value, Bad) else " ".join(value.split())


def amount(raw: str) -> Decimal | Bad:
    """An amount of money, without its currency: 84000, 84,000, 84k, $84k, 1.5m."""
    return money(raw)[0]


def money(raw: str) -> tuple[Decimal | Bad, tuple[str, ...]]:
    """An amount and the currencies that a sign beside it can mean (none where no sign stands there)."""
    body = sums.without_year(raw.strip().replace("\u00a0", " ").replace("\u202f", " "))
    meant: tuple[str, ...] = ()
    sign = re.match(r"(?:US\$|R\$|[$€£¥₹₩]|[A-Z]{3}(?=[\s\d]))\s*", body) or re.search(
        r"\s*(?:[$€£¥₹₩]|kr|zł|\b[A-Z]{3}|\b[Ee]uros?)$", body
    )
    if sign:
        mark = sign[0].strip()
        meant = ("EUR",) if mark.casefold().startswith("euro") else _CURRENCY_SIGNS.get(mark, (mark,))
        body = (body[: sign.start()] + body[sign.end() :]).strip()
    wrong = Bad("MAP014", f"“{raw}” is not an amount", "write digits alone, as in acv: 84000")
    if sums.is_rate(raw):
        said = f"“{raw}” is a rate, and no amount a year"
        return Bad("MAP014", said, "write what the buyer pays in a year, as in acv: 84000"), meant
    if sums.is_of_other_span(raw):
        said = f"“{raw}” is not for one year"
        return Bad("MAP014", said, "write what the buyer pays in a year, as in acv: 84000"), meant
    match = re.fullmatch(r"(\d[\d,.' _’]*)\s*([kKmM]?)", body)
    if match is None:
        if sums.is_below_zero(body):
            return Bad(
                "MAP014",
                f"an amount below zero: “{raw}”",
                "write what the buyer pays in a year, as in acv: 84000",
            ), meant
        return wrong, meant
    digits, suffix = match[1].strip(), match[2].lower()
    money = bool(meant) and not sums.THREE_DECIMALS & set(meant)
    digits = sums.one_reading(digits) or (sums.of_money(digits) if money and not suffix else None) or digits
    plain = re.fullmatch(r"(\d+)(\.\d{1,2})?", digits)
    grouped = re.fullmatch(r"\d{1,3}(?:([,' _’])\d{3})(?:\1\d{3})*(?:\.\d{1,2})?", digits)
    if plain is None and grouped is None:
        if re.fullmatch(r"\d+_\d+|\d[\d_]*\d", digits):
            return Decimal(digits.replace("_", "")), meant
        both = re.fullmatch(r"(\d{1,3}\.\d{3})", digits)
        if both:
            whole = both[1].replace(".", "")
            return (
                Bad(
                    "MAP014",
                    f"“{raw}” can be read in two ways",
                    f"write acv: {whole} for {int(whole):,}, without signs between the digits",
                ),
                meant,
            )
        return wrong, meant
    value = Decimal(re.sub(r"[,' _’]", "", digits)) * {"": 1, "k": 1000, "m": 1_000_000}[suffix]
    if value >= 10**12:
        return Bad("MAP014", f"{raw} is more than any contract", "check the number of digits"), meant
    return value, meant


def day(raw: str, locale: str = "") -> date | Bad:
    """A calendar day: 2026-11-30, or with the month in letters (30 Nov 2026, Nov 30, 2026); in numbers alone, as
    30/11/2026, where ``locale`` says in which order they stand."""
    body = raw.strip()
    iso = _ISO_DATE.fullmatch(body)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]), body)
    named = _named_month(body)
    if named is not None:
        return named
    numeric = _NUMERIC_DATE.fullmatch(body)
    if numeric:
        a, b, c = (int(part) for part in numeric.groups())
        if a > 31:
            readings = [(a, b, c)]
        elif c >= 100:
            readings = [(c, b, a), (c, a, b)]
        else:
            return Bad("MAP013", f"“{raw}” has a year of two digits", "write the year in full, as in 2026-11-30")
        order = day_order(locale) if c >= 100 and locale else None
        wanted = {"dmy": (c, b, a), "mdy": (c, a, b)}.get(order or "")
        if a > 31 and locale and day_order(locale) == "ymd":
            wanted = (a, b, c)
        if wanted and isinstance(found := _date(*wanted, body), date) and not ("." in body and order == "mdy"):
            return found
        possible = sorted({d.isoformat() for r in readings if isinstance(d := _date(*r, body), date)})
        if possible:
            way = "could be " + " or ".join(possible) if len(possible) > 1 else f"looks like {possible[0]}"
            return Bad("MAP013", f"“{raw}” {way}", f"write it year first: {possible[0]}")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ].*", body):
        return Bad("MAP013", f"“{raw}” is a date with a time, and a day is wanted", f"write {body[:10]}")
    return Bad("MAP013", f"“{raw}” is not a date", "write it year first, as in 2026-11-30")


@cache
def _months() -> Mapping[str, int]:
    return {name: int(number) for number, names in lexicon.words("months").items() for name in names}


def _named_month(body: str) -> date | Bad | None:
    words = re.fullmatch(r"(?:(\d{1,2})\.?\s+([A-Za-z]+)\.?|([A-Za-z]+)\.?\s+(\d{1,2}),?)\s+(\d{4})", body)
    if words is None:
        return None
    month = _months().get((words[2] or words[3]).lower())
    if month is None:
        return None
    return _date(int(words[5]), month, int(words[1] or words[4]), body)


def _date(year: int, month: int, day_of_month: int, raw: str) -> date | Bad:
    try:
        found = date(year, month, day_of_month)
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            return Bad("MAP013", f"“{raw}” lies in the year {year}", "check the year")
        return found
    except ValueError:
        if not 1 <= month <= 12:
            why = f"there is no month {month}"
        elif 1 <= day_of_month <= 31 and year:
            last = (date(year + month // 12, month % 12 + 1, 1) - date.resolution).day if year < 9999 else 31
            why = f"{date(2000, month, 1):%B} {year} has {last} days"
        else:
            why = "there is no such day"
        return Bad("MAP013", f"“{raw}” is not a date: {why}", "write it year first, as in 2026-11-30")


def day_or_relative(raw: str, locale: str = "") -> date | RelativeDate | Bad:
    """A day, or one that hangs on another: 10 working days after legal."""
    hanging = relative.parse(raw)
    if hanging is not None:
        return hanging
    value = day(raw, locale)
    if isinstance(value, Bad) and re.search(r"\b(after|before)\b", raw):
        return Bad(
            "MAP013",
            f"“{raw}” is not a date that can be worked out",
            "write it as 10 working days after legal, or 5 working days before go_live",
        )
    return value


def moment(raw: str, locale: str = "") -> datetime | Bad:
    """A day and a time of day, local and naive: 2026-12-02 15:00, 2026-12-02T15:00, 2026-12-02 3pm."""
    body = raw.strip()
    parts = re.fullmatch(r"(.+?)(?:T|,?\s+(?:at\s+)?)(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*([aApP]\.?[mM]\.?)?", body)
    hint = "write it as 2026-12-02 15:00"
    if parts is None or (parts[3] is None and parts[4] is None):
        if re.search(r"(Z|[+-]\d{2}:?\d{2})$", body) and ":" in body:
            return Bad("MAP020", f"“{raw}” carries an offset", "write the local time, and the zone under timezone")
        whole = day(body, locale)
        if isinstance(whole, date):
            return Bad("MAP020", f"“{raw}” has no time of day", f"add it: {whole} 15:00")
        return Bad("MAP020", f"“{raw}” is not a date and a time", hint)
    on = day(parts[1], locale)
    if isinstance(on, Bad):
        return on
    hour, minute, half = int(parts[2]), int(parts[3] or 0), (parts[4] or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return Bad("MAP020", f"“{raw}” is not a time of day", hint)
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return datetime.combine(on, time(hour, minute))
    except ValueError:
        return Bad("MAP020", f"“{raw}” is not a time of day", hint)


def whole_number(raw: str) -> int | Bad:
    body = raw.strip()
    if re.fullmatch(r"[+-]?\d{1,9}", body):
        return int(body)
    return Bad("MAP016", f"“{raw}” is not a whole number", "write digits alone, as in 30")


def yes_or_no(raw: str) -> bool | Bad:
    word = raw.strip().casefold()
    answers = lexicon.words("answers")
    for meant, keys in ((True, ("yes", "switched_on")), (False, ("no", "switched_off"))):
        if any(word in answers[key] for key in keys):
            return meant
    return Bad("MAP015", f"“{raw}” is neither yes nor no", "write true or false")


def yes_or_reason(raw: str) -> bool | str | Bad:
    """True, false, or the reason in words (which means true)."""
    value = yes_or_no(raw)
    return value if isinstance(value, bool) else text(raw)


@cache
def status_words() -> Mapping[str, str]:
    """Every word that names a status, in lower case, to the status."""
    return {word: status for status, words in lexicon.words("statuses").items() for word in words}


def status(raw: str) -> str | Bad:
    """A row's status by its usual synonyms."""
    word = " ".join(raw.casefold().split())
    known = status_words().get(word)
    if known:
        return known
    if word in ("at risk", "at_risk"):
        return Bad("MAP015", "at risk is no status: it is forecast talk", "write status: open and at_risk: true")
    if word in ("late", "delayed", "overdue"):
        return Bad("MAP015", f"{raw} is no status: the date shows it", "write status: open, and the slip under moved")
    return Bad("MAP015", f"“{raw}” is no status", "write open, in progress, done, blocked or cancelled")


def web_address(raw: str) -> str | Bad:
    """A link that a buyer can open: http or https with a host, nothing else."""
    body = raw.strip()
    if re.fullmatch(
        r"https?://[^\s/?#@\\<>\"']+(?:[/?#][^\s<>\"'\\]*)?", body, re.IGNORECASE
    ) and not _FORBIDDEN.search(body):
        host = re.split(r"[/?#]", body.split("//", 1)[1], maxsplit=1)[0]
        if host and not host.startswith("."):
            return body
    if re.match(r"(?i)(www\.|[a-z0-9-]+\.[a-z]{2,})", body) and "://" not in body:
        return Bad("MAP017", f"“{raw}” lacks its scheme", f"write https://{body}")
    if re.match(r"(?i)(javascript|data|file|vbscript):", body):
        return Bad("MAP017", "a link to a buyer starts with https://", "give the address of the shared document")
    return Bad(
        "MAP017",
        f"“{raw}” is not a web address",
        "write it in full, as in https://docs.google.com/document/d/…",
    )


_PLAIN_ADDRESS = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)


def email_address(raw: str) -> str | Bad:
    """A mail address, checked for form and never by network; a domain in other letters is allowed."""
    body = raw.strip()
    if len(body) <= 254 and _PLAIN_ADDRESS.fullmatch(body):
        return body  # the usual case, which need not wait for the library to load
    from email_validator import EmailNotValidError, validate_email  # 50 ms that only rare addresses pay

    try:
        checked = validate_email(body, check_deliverability=False, test_environment=True)
    except EmailNotValidError as problem:
        why = str(problem).rstrip(".")
        return Bad("MAP018", f"“{raw}” is not a mail address: {why}", "write it as dana.reyes@northwind.example")
    if not checked.ascii_email:
        return Bad(
            "MAP018",
            f"“{raw}” has letters before the @ that most mail programs cannot send to",
            "ask for the person's address in plain letters",
        )
    return checked.normalized


def hex_color(raw: str) -> str | Bad:
    body = raw.strip().lower()
    short = re.fullmatch(r"#?([0-9a-f])([0-9a-f])([0-9a-f])", body)
    if short:
        return "#" + "".join(c * 2 for c in short.groups())
    if re.fullmatch(r"#?[0-9a-f]{6}", body):
        return "#" + body.removeprefix("#")
    hint = 'write it in quotes, as in color: "#0f5c8c" (without quotes YAML takes # for a comment)'
    return Bad("MAP015", f"“{raw}” is not a colour", hint)


def currency_code(raw: str) -> str | Bad:
    body = raw.strip().upper()
    if re.fullmatch(r"[A-Z]{3}", body):
        return body
    return Bad("MAP015", f"“{raw}” is not a currency code", "write three letters, as in USD or EUR")
