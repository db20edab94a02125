"""
The colour of an organisation, as a few tokens in a stylesheet of its own.

    theme     tokens that get the colour
    light     brand, brand-strong, first, first-deep
    dark      brand, brand-strong
"""

from kring.ui.contrast import DARK, LIGHT, theme, unreadable

IN_LIGHT = ("brand", "brand-strong", "first", "first-deep")
IN_DARK = ("brand", "brand-strong")


def can_be_read(light: str, dark: str) -> tuple[bool, bool]:
    """Whether text in and on this colour can be read, in the light and in the dark theme."""
    return (
        not unreadable(dict.fromkeys(IN_LIGHT, light), LIGHT),
        not unreadable(dict.fromkeys(IN_DARK, dark), DARK),
    )


def stylesheet(light: str, dark: str) -> str:
    """The rules, after those of Kring; nothing for an organisation without a colour of its own."""
    if not light or not dark:
        return ""
    both = "".join(f"--{name}:light-dark({light},{dark});" for name in IN_DARK)
    dark_theme = theme(DARK)
    only_light = "".join(
        f"--{name}:light-dark({light},{dark_theme[f'--{name}']});" for name in IN_LIGHT if name not in IN_DARK
    )
    return f"@layer tokens{{:root{{{both}{only_light}}}}}\n"
