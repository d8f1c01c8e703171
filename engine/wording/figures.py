"""Numbers, money, shares and days as each language writes them. Exact: no float comes in or goes out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from engine.provenance import Text

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def grouped(n: int) -> Text:
    """A whole number with its thousands apart.

    >>> grouped(50_000_000)
    Text(vi='50.000.000', en='50,000,000')
    """
    english = f"{n:,}"
    return Text(english.replace(",", "."), english)


def money(dong: int) -> Text:
    """Whole dong.

    >>> money(50_000_000)
    Text(vi='50.000.000 đồng', en='50,000,000 dong')
    """
    amount = grouped(dong)
    return Text(f"{amount.vi} đồng", f"{amount.en} dong")


def two_digits(n: int) -> Text:
    """A count as official Vietnamese papers write it: below ten with a leading nought.

    >>> two_digits(2), two_digits(15)
    (Text(vi='02', en='2'), Text(vi='15', en='15'))
    """
    number = grouped(n)
    return Text(f"{n:02d}" if 0 <= n < 10 else number.vi, number.en)


def decimal(number: Fraction | int, places: int = 4) -> Text:
    """A number with the decimals it has, at most ``places``; one that has more is rounded half up.

    >>> decimal(Fraction(165, 2)), decimal(Fraction(12345)), decimal(Fraction(-1, 3), 2)
    (Text(vi='82,5', en='82.5'), Text(vi='12.345', en='12,345'), Text(vi='-0,33', en='-0.33'))
    """
    scale = 10**places
    scaled = (abs(Fraction(number)) * scale * 2 + 1) // 2
    whole, rest = divmod(scaled, scale)
    tail = f"{rest:0{places}d}".rstrip("0") if places else ""
    sign = "-" if number < 0 and scaled else ""
    number_text = grouped(whole)
    if not tail:
        return Text(sign + number_text.vi, sign + number_text.en)
    return Text(f"{sign}{number_text.vi},{tail}", f"{sign}{number_text.en}.{tail}")


def quantity(number: Fraction | int, unit: Text) -> Text:
    """A number with its unit: ``12,5 ngày công``."""
    amount = decimal(number)
    return Text(f"{amount.vi} {unit.vi}", f"{amount.en} {unit.en}")


def percent(part: int, whole: int) -> Text:
    """The share in percent, one decimal, without the sign; a whole of nothing has none.

    >>> percent(4, 6), percent(6, 6), percent(0, 0)
    (Text(vi='66,7', en='66.7'), Text(vi='100', en='100'), Text(vi='…', en='…'))
    """
    return decimal(Fraction(100 * part, whole), 1) if whole else Text("…", "…")


def day(when: date) -> Text:
    """A day in a table or a sentence.

    >>> day(date(2023, 10, 9))
    Text(vi='09/10/2023', en='9 October 2023')
    """
    return Text(f"{when.day:02d}/{when.month:02d}/{when.year}", f"{when.day} {_MONTHS[when.month - 1]} {when.year}")


def long_day(when: date) -> Text:
    """A day in a letterhead: the nought stands before days below ten, and before January and February.

    >>> long_day(date(2023, 10, 9)), long_day(date(2024, 3, 21)).vi
    (Text(vi='ngày 09 tháng 10 năm 2023', en='9 October 2023'), 'ngày 21 tháng 3 năm 2024')
    """
    month = f"{when.month:02d}" if when.month <= 2 else str(when.month)
    return Text(f"ngày {when.day:02d} tháng {month} năm {when.year}", day(when).en)


def joined(texts: Iterable[Text | str], most: int | None = None, of: int | None = None) -> Text:
    """``A, B và C``; beyond ``most`` the others are counted. ``of``: how many there are, where not all are given.

    >>> joined(["A", "B", "C"]).vi, joined(["A", "B", "C", "D"], most=2).vi
    ('A, B và C', 'A, B và 2 trường hợp khác')
    """
    items = [t if isinstance(t, Text) else Text(t, t) for t in texts]
    told = items if most is None else items[:most]
    if rest := max(len(items), of or 0) - len(told):
        items = [*told, Text(f"{rest} trường hợp khác", f"{rest} more")]
    if not items:
        return Text("", "")
    if len(items) == 1:
        return items[0]
    head, last = items[:-1], items[-1]
    return Text(
        f"{', '.join(t.vi for t in head)} và {last.vi}",
        f"{', '.join(t.en for t in head)} and {last.en}",
    )


def capital(text: Text) -> Text:
    """The same with a capital first letter, the rest as it is."""
    return Text(text.vi[:1].upper() + text.vi[1:], text.en[:1].upper() + text.en[1:])
