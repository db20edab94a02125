"""How large a country is made. `national` is what the promises are about; the others are for while one works."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Size:
    """
    One size.

    :param supporters: of the largest organisation, where visitors come from; the others have some of their size
    :param log_lines: of the access log, per open trajectory
    """

    name: str
    organisations: int
    people: int
    trajectories: int
    supporters: int
    log_lines: int
    accounts_share: float = 0.2
    half_years: int = 20

    def part(self, of: int) -> "Size":
        """The same country with a part of its organisations, people and support: to see how time grows."""
        return replace(
            self,
            name=f"{self.name}_{of}",
            organisations=max(3, self.organisations // of),
            people=self.people // of,
            trajectories=self.trajectories // of,
        )

    def shares(self) -> list[float]:
        """Which part of everybody works in each organisation, the largest first: few are large, many are small."""
        weights = [(rank + 10) ** -0.7 for rank in range(self.organisations)]
        return [weight / sum(weights) for weight in weights]


SIZES = {
    one.name: one
    for one in (
        Size("tiny", 3, 600, 60, 12, 2),
        Size("small", 12, 20_000, 900, 60, 10),
        Size("medium", 60, 200_000, 8_000, 400, 20),
        Size("national", 250, 1_400_000, 50_000, 400, 20),
    )
}


def size_called(name: str) -> Size:
    """The size with this name, or a part of one, such as `national_4` for a quarter."""
    whole, _, of = name.partition("_")
    return SIZES[whole].part(int(of)) if of else SIZES[whole]
