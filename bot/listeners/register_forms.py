"""What the forms for assumptions and business rules hand in."""

from datetime import date
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, field_of, number_of, parts_of
from bot.profiles import meet
from bot.services import Services
from bot.text import from_form
from bot.use_cases import register_changes, registers
from bot.views import register_forms as view
from bot.views import registers as registers_view
from bot.views.ids import Field, Form
from facilitation.errors import Refusal
from facilitation.model import AssumptionKind
from facilitation.registers import Saved, Strength


def register(app: App, services: Services) -> None:
    """Register the two forms."""
    app.view(Form.ASSUMPTION)(partial(_on_assumption, services))
    app.view(Form.RULE)(partial(_on_rule, services))


def _on_assumption(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    project_id, entry_id, question_id = _about(body)
    kind, text, owner, day = field_of(body, Field.KIND), from_form(field_of(body, Field.TEXT)), *_by(body)
    if kind not in list(AssumptionKind):
        raise Refusal("old_button")
    meet(services, caller.ws, owner, field=Field.PERSON)
    if entry_id:
        saved = register_changes.change_assumption(services, caller, entry_id, AssumptionKind(kind), text, owner, day)
    else:
        saved = registers.assume(services, caller, project_id, AssumptionKind(kind), text, owner, day, question_id)
    _done(services, ack, saved, services.words.label("registers.assumption_title"))


def _on_rule(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    project_id, entry_id, question_id = _about(body)
    strength, owner, day = field_of(body, Field.KIND), *_by(body)
    text, reason = from_form(field_of(body, Field.TEXT)), from_form(field_of(body, Field.REASON))
    if strength not in list(Strength):
        raise Refusal("old_button")
    meet(services, caller.ws, owner, field=Field.PERSON)
    said = (Strength(strength), text, reason, owner, day)
    if entry_id:
        saved = register_changes.change_rule(services, caller, entry_id, *said)
    else:
        saved = registers.rule(services, caller, project_id, *said, question_id)
    _done(services, ack, saved, services.words.label("registers.rule_title"))


def _about(body: Body) -> tuple[int, int, str | None]:
    """Return the project, the entry to change (0: a new one), and the question it was taken from."""
    project_id, entry_id, question_id = parts_of(str(body["view"].get("private_metadata") or ""), 3)
    return number_of(project_id), number_of(entry_id), None if question_id == view.NONE else question_id


def _by(body: Body) -> tuple[str | None, date | None]:
    owner, day = field_of(body, Field.PERSON), field_of(body, Field.DAY)
    return (str(owner) if owner else None), (date.fromisoformat(day) if day else None)


def _done(services: Services, ack: Ack, saved: Saved, title: str) -> None:
    shown = registers_view.saved(services.words, saved)
    ack(response_action="update", view=view.done(title, services.words.label("common.close"), shown))
    replies.soon(services)
