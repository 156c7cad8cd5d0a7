"""Refusals: everything the product declines to do, with the facts that its sentence needs."""

from collections.abc import Callable, Mapping


class Refusal(Exception):
    """A known error. `kind` names the sentence in `prompts/<language>/refusals.yaml`; `facts` fill it in.

    `field` names the form field that the sentence belongs to, if any, so that a form can show it in place; `more` are
    the refusals that belong to other fields.
    """

    def __init__(self, kind: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.field = field
        self.facts: Mapping[str, object] = facts
        self.more: tuple[Refusal, ...] = ()


def together(*checks: Callable[[], object]) -> None:
    """Make all checks. Raises the first Refusal that comes of them, with the others as `more`."""
    refusals: list[Refusal] = []
    for check in checks:
        try:
            check()
        except Refusal as refusal:
            refusals.append(refusal)
    if refusals:
        first, *others = refusals
        first.more = tuple(others)
        raise first
