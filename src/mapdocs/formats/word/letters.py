"""How wide letters are, and how high lines stand, in the fonts that a Word document is read in.

From the fonts' own tables. Where IBM Plex Sans is not installed, Noto Sans stands in, which is wider, or Calibri, which is
narrower; Carlito is as wide as Calibri, letter by letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    "ßæøÆØ·–—’‘“”„…«»€§°"
)
_OTHER, _SQUARE = 600, 1000  # what no table has: signs; letters of East Asia


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """``line``: the height of its line in ems; ``bold``: how wide its bold letters are beside the others; ``letters``: widths
    in thousandths of the size."""

    line: float
    bold: float
    letters: Mapping[str, int]


def _table(widths: str) -> dict[str, int]:
    return dict(zip(_LETTERS, map(int, widths.split()), strict=True))


PLEX = Font(
    1.3,
    1.036,
    _table(
        """
        236 284 419 713 598 927 694 242 335 335 450 600 272 399 272 383 600 600 600 600 600 600 600 600 600 600 292
        292 600 600 600 477 891 641 653 621 671 583 559 695 707 400 510 634 501 812 707 708 606 708 640 581 572 678
        609 891 613 593 580 317 383 317 600 565 600 534 580 503 580 549 324 528 568 250 250 527 272 873 568 560 580
        580 367 487 351 568 492 768 507 499 464 343 314 343 600 640 864 568 907 708 326 588 780 273 273 475 474 475
        803 513 513 625 586 468
        """
    ),
)
CARLITO = Font(
    1.221,
    1.023,
    _table(
        """
        226 326 401 498 507 715 682 221 303 303 498 498 250 306 252 386 507 507 507 507 507 507 507 507 507 507 268
        268 498 498 498 463 894 579 544 533 615 488 459 631 623 252 319 520 420 855 646 662 517 673 543 459 487 642
        567 890 519 487 468 307 386 307 498 498 291 479 525 423 525 498 305 471 525 229 239 455 229 799 525 527 525
        525 349 391 335 525 452 715 433 453 395 314 460 314 498 527 773 529 763 664 252 498 905 250 250 418 418 418
        690 512 512 507 498 339
        """
    ),
)
NOTO = Font(
    1.362,
    1.068,
    _table(
        """
        260 269 408 646 572 831 732 225 300 300 551 572 268 322 268 372 572 572 572 572 572 572 572 572 572 572 268
        268 572 572 572 434 899 639 650 632 730 556 519 728 741 339 273 619 524 907 760 781 605 781 622 549 556 731
        600 930 586 566 572 329 372 329 572 444 281 561 615 480 615 564 344 615 618 258 258 534 258 935 618 605 615
        615 413 479 361 618 508 786 529 510 470 380 551 380 572 631 864 605 881 781 268 500 1000 175 175 359 359 416
        791 509 509 572 513 428
        """
    ),
)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, font: Font = PLEX, *, bold: bool = False) -> float:
    """``text`` on one line in letters of ``size``, in the same unit."""
    letters = font.letters
    try:
        width = sum([letters[letter] for letter in text])
    except KeyError:
        width = sum(letters.get(letter) or _unknown(letter, font) for letter in text)
    return width * size / 1000 * (font.bold if bold else 1)


@lru_cache(maxsize=1024)
def _unknown(letter: str, font: Font) -> int:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _SQUARE
    return font.letters.get(unicodedata.normalize("NFKD", letter)[0], _OTHER)
