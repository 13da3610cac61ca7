"""One brand colour, kept readable: tints for fills, a shade for text (WCAG 2 contrast)."""

from __future__ import annotations

INK = "#1c2430"
GREY = "#5b6470"  # 5.9 to 1 on white
LIGHT = "#c9ced6"
WHITE = "#ffffff"


def channels(color: str) -> tuple[int, int, int]:
    value = color.removeprefix("#")
    return int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)


def luminance(color: str) -> float:
    """Relative luminance, 0 to 1."""
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(color: str, other: str, share: float) -> str:
    """``color`` with ``share`` (0 to 1) of ``other`` in it."""
    mixed = (round(a * (1 - share) + b * share) for a, b in zip(channels(color), channels(other), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def readable(color: str, ratio: float = 4.5) -> str:
    """``color``, darkened only as far as text on white, or on its own tint, needs."""
    for step in range(21):
        shade = mix(color, "#000000", step / 20)
        if contrast(shade, tint(color)) >= ratio:
            return shade
    return "#000000"


def tint(color: str) -> str:
    """A fill so light that ink reads on it."""
    return mix(color, WHITE, 0.90)
