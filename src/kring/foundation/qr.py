"""An address as a square to scan: one path, without style, for the strict security policy of the pages."""

from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

MASK = 2
"""
Every scanner reads every mask. Trying all eight for the one that looks most even takes five times as long, and for
addresses as ours this one is about as even.
"""


@dataclass(frozen=True, slots=True)
class Square:
    """A drawing of `size` by `size` cells, quiet edge included."""

    size: int
    path: str


def square_for(address: str) -> Square:
    """Draw an address."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=2, mask_pattern=MASK)
    code.add_data(address)
    code.make(fit=True)
    cells = code.get_matrix()
    runs = [run for y, row in enumerate(cells) for run in _runs(y, row)]
    return Square(len(cells), "".join(runs))


def _runs(y: int, row: list[bool]) -> list[str]:
    found, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            found.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            start = None
    return found
