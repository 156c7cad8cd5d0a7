"""`/scope features`, `sign` and `versions`: from brief to baseline."""

import re
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, field_of, number_of, numbers_of, parts_of, value_of
from bot.services import Services
from bot.text import from_form, from_message
from bot.use_cases import features, signing
from bot.views import baseline as view
from bot.views import versions as versions_view
from bot.views.ids import Do, Field, Form
from facilitation.baseline import FeatureKind
from facilitation.errors import Refusal
from facilitation.subcommands import split


def register(app: App, services: Services) -> None:
    """Register the buttons and forms of features, signing and versions."""
    app.action(Do.FEATURES)(partial(_on_features, services))
    app.action(re.compile(f"^{Do.FEATURES_PAGE}_"))(partial(_on_features_page, services))
    app.action(Do.FEATURE_ADD)(partial(_on_add, services))
    app.action(Do.FEATURE_EDIT)(partial(_on_edit, services))
    app.action(re.compile(f"^{Do.FEATURES_TAKE}_"))(partial(_on_take, services))
    app.view(Form.FEATURE)(partial(_on_form_sent, services))
    app.action(Do.SIGN_SHOW)(partial(_on_sign_shown, services))
    app.action(Do.SIGN)(partial(_on_sign, services))
    app.action(Do.VERSIONS)(partial(_on_versions, services))
    app.action(re.compile(f"^{Do.VERSIONS_PAGE}_"))(partial(_on_versions_page, services))
    app.action(Do.VERSION_READ)(partial(_on_read, services))
    app.action(re.compile(f"^{Do.VERSION_PAGE}_"))(partial(_on_read_page, services))
    app.action(Do.VERSION_DIFF)(partial(_on_diff, services))


def on_features(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope features`, or typed: `core a list by noon | we show last week's | 3`, `off 2`."""
    caller = caller_of(context, body)
    word, line = split(rest)
    if word == view.OFF:
        shown = features.remove_numbered(services, caller, line)
    elif word in list(FeatureKind):
        text, test, days = (*(part.strip() for part in line.split("|")), "", "", "")[:3]
        project = features.show(services, caller).project
        typed = (from_message(text, {}), from_message(test, {}), days)
        shown = features.add(services, caller, project.id, FeatureKind(word), *typed)
    else:
        shown = features.show_or_explain(services, caller, rest)
    replies.to_command(ack, view.features(services.words, shown))


def on_sign(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope sign`: shows the version, with the button that signs it; asks the other signers."""
    offer = signing.offer(services, caller_of(context, body), rest)
    replies.to_command(ack, versions_view.read(services.words, offer))
    replies.soon(services)


def on_versions(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope versions`: every version of the brief, and what changed."""
    project, found = signing.versions(services, caller_of(context, body), rest)
    replies.to_command(ack, versions_view.versions(services.words, project, found))


def _on_features(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    shown = features.show_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.features(services.words, shown))


def _on_features_page(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project_id, page = numbers_of(value_of(body), 2)
    shown = features.show_by_id(services, caller_of(context, body), project_id)
    ack()
    replies.in_place(services, context, body, view.features(services.words, shown, page))


def _on_add(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    shown = features.may_edit(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, view.feature_form(services.words, shown.id, None))
    ack()


def _on_edit(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    found = features.feature(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, view.feature_form(services.words, found.project_id, found))
    ack()


def _on_take(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project_id, kind = parts_of(value_of(body), 2)
    if kind not in list(FeatureKind):
        raise Refusal("old_button")
    shown = features.take_over(services, caller_of(context, body), number_of(project_id), FeatureKind(kind))
    ack()
    replies.in_place(services, context, body, view.features(services.words, shown))


def _on_form_sent(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    project_id, feature_id = numbers_of(str(body["view"].get("private_metadata") or ""), 2)
    kind, days = field_of(body, Field.KIND), str(field_of(body, Field.DAYS) or "")
    text, test = from_form(field_of(body, Field.TEXT)), from_form(field_of(body, Field.TEST))
    if kind == view.OFF:
        shown = features.remove(services, caller, feature_id)
    elif feature_id:
        shown = features.change(services, caller, feature_id, FeatureKind(kind), text, test, days)
    else:
        shown = features.add(services, caller, project_id, FeatureKind(kind), text, test, days)
    ack(response_action="update", view=view.done(services.words, view.features(services.words, shown)))


def _on_sign_shown(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    offer = signing.offer_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, versions_view.read(services.words, offer))
    replies.soon(services)


def _on_sign(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    offer = signing.sign(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.in_place(services, context, body, versions_view.read(services.words, offer))
    replies.soon(services)


def _on_versions(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project, found = signing.versions_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, versions_view.versions(services.words, project, found))


def _on_versions_page(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project_id, page = numbers_of(value_of(body), 2)
    project, found = signing.versions_by_id(services, caller_of(context, body), project_id)
    ack()
    replies.in_place(services, context, body, versions_view.versions(services.words, project, found, page))


def _on_read(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    version = signing.read(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, versions_view.read(services.words, version))


def _on_read_page(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    version_id, page = numbers_of(value_of(body), 2)
    version = signing.read(services, caller_of(context, body), version_id)
    ack()
    replies.in_place(services, context, body, versions_view.read(services.words, version, page))


def _on_diff(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    offer = signing.read(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, versions_view.differences(services.words, offer))
