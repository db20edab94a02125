"""Sets of entries as one whole number each: bit 7 is entry number 7. Counting is quick."""

from collections.abc import Iterable, Iterator

Bits = int


def of(numbers: Iterable[int]) -> Bits:
    """The set of these numbers."""
    found = list(numbers)
    if not found:
        return 0
    room = bytearray(max(found) // 8 + 1)
    for number in found:
        room[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(room, "little")


def kept(bits: Bits) -> bytes:
    """As it stands in the database."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def read(stored: bytes) -> Bits:
    """As it was before it was kept."""
    return int.from_bytes(stored, "little")


def numbers(bits: Bits) -> Iterator[int]:
    """The members, from low to high."""
    for place, byte in enumerate(kept(bits)):
        while byte:
            low = byte & -byte
            yield place * 8 + low.bit_length() - 1
            byte ^= low
