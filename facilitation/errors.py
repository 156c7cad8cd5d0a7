"""Refusals: everything the product declines to do, with the facts that its sentence needs."""

from collections.abc import Mapping


class Refusal(Exception):
    """A known error. `kind` names the sentence in `prompts/<language>/refusals.yaml`; `facts` fill it in.

    `field` names the form field that the sentence belongs to, if any, so that a form can show it in place.
    """

    def __init__(self, kind: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.field = field
        self.facts: Mapping[str, object] = facts
