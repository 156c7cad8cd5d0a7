"""What Slack refuses: one table. A row is a name, Slack's error code, the page of its reference, a function.

A function looks at a call and returns None when all is well, else a sentence that goes into the answer's
`response_metadata.messages`. Rows are tried in their order; the first that finds something decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playground import check_blocks as blocks
from playground import check_calls as calls
from playground import check_elements as elements
from playground import check_views as views
from playground.calls import ApiError, Call

Finder = Callable[[Call], str | None]

METHODS = "https://docs.slack.dev/reference/methods"
KIT = "https://docs.slack.dev/reference/block-kit"
BLOCKS = f"{KIT}/blocks"
ELEMENTS = f"{KIT}/block-elements"
OBJECTS = f"{KIT}/composition-objects"
VIEWS = "https://docs.slack.dev/reference/views"


@dataclass(frozen=True)
class Check:
    """One thing Slack refuses."""

    name: str
    error: str
    page: str
    find: Finder
    #: True for what is wrong with blocks: in a view Slack then answers invalid_arguments.
    about_blocks: bool = False

    @property
    def about_surface(self) -> bool:
        """True for a check of a view's own fields or a message's text, which needs no token to judge."""
        return self.find in _SURFACE

    def error_for(self, call: Call) -> str:
        """Slack's error code for this call."""
        return "invalid_arguments" if self.about_blocks and call.is_view else self.error


_SURFACE: tuple[Finder, ...] = (
    calls.text_too_long,
    calls.blocks_not_json,
    views.no_view,
    views.too_large,
    views.no_title,
    views.long_title,
    views.long_buttons,
    views.no_submit,
    views.long_metadata,
    views.long_callback_id,
)


def _kit(name: str, page: str, find: Finder, error: str = "invalid_blocks") -> Check:
    return Check(name, error, page, find, about_blocks=True)


CHECKS: tuple[Check, ...] = (
    Check("unknown method", "unknown_method", METHODS, calls.unknown_method),
    # Tokens and scopes
    Check("no token", "not_authed", f"{METHODS}/auth.test", calls.no_token),
    Check("token nobody issued", "invalid_auth", f"{METHODS}/auth.test", calls.unknown_token),
    Check("revoked token", "token_revoked", f"{METHODS}/auth.test", calls.revoked_token),
    Check("uninstalled app", "account_inactive", f"{METHODS}/auth.test", calls.inactive_account),
    Check("wrong kind of token", "not_allowed_token_type", f"{METHODS}/apps.connections.open", calls.wrong_token),
    Check("missing scope", "missing_scope", "https://docs.slack.dev/reference/scopes", calls.missing_scope),
    # Conversations and people
    Check("writing to oneself", "cannot_dm_bot", f"{METHODS}/conversations.open", calls.writes_to_bot),
    Check("nobody to open with", "users_list_not_supplied", f"{METHODS}/conversations.open", calls.opens_nobody),
    Check("unknown channel", "channel_not_found", f"{METHODS}/chat.postMessage", calls.unknown_channel),
    Check("unknown user", "user_not_found", f"{METHODS}/users.info", calls.unknown_user),
    Check("unknown address", "users_not_found", f"{METHODS}/users.lookupByEmail", calls.unknown_email),
    Check("deactivated user", "user_disabled", f"{METHODS}/conversations.open", calls.disabled_user),
    Check("Messages tab off", "messages_tab_disabled", f"{METHODS}/chat.postMessage", calls.messages_tab_off),
    Check(
        "person nobody can write to",
        "messages_tab_disabled",
        f"{METHODS}/chat.postMessage",
        calls.unreachable,
    ),
    Check("archived channel", "is_archived", f"{METHODS}/chat.postMessage", calls.archived),
    Check("update in an archived channel", "is_inactive", f"{METHODS}/chat.update", calls.updated_in_archive),
    Check("not a member", "not_in_channel", f"{METHODS}/chat.postMessage", calls.not_member),
    Check("reader not a member", "user_not_in_channel", f"{METHODS}/chat.postEphemeral", calls.reader_not_member),
    Check(
        "joining what is not public",
        "method_not_supported_for_channel_type",
        f"{METHODS}/conversations.join",
        calls.joins_private,
    ),
    # Messages
    Check("unknown message", "message_not_found", f"{METHODS}/chat.update", calls.unknown_message),
    Check("unknown thread", "thread_not_found", f"{METHODS}/conversations.replies", calls.unknown_thread),
    Check("someone else's message", "cant_update_message", f"{METHODS}/chat.update", calls.not_own_update),
    Check("deleting someone else's", "cant_delete_message", f"{METHODS}/chat.delete", calls.not_own_delete),
    Check("nothing to say", "no_text", f"{METHODS}/chat.postMessage", calls.no_text),
    Check("text over 40,000 characters", "msg_too_long", f"{METHODS}/chat.postMessage", calls.text_too_long),
    Check(
        "blocks that are not JSON",
        "invalid_blocks_format",
        f"{METHODS}/chat.postMessage",
        calls.blocks_not_json,
    ),
    Check(
        "metadata of another form",
        "invalid_metadata_format",
        "https://docs.slack.dev/messaging/message-metadata",
        calls.metadata_form,
    ),
    Check(
        "metadata too large",
        "metadata_too_large",
        "https://docs.slack.dev/messaging/message-metadata",
        calls.metadata_too_large,
    ),
    Check("reaction twice", "already_reacted", f"{METHODS}/reactions.add", calls.already_reacted),
    Check("reaction without a name", "invalid_name", f"{METHODS}/reactions.add", calls.reaction_name),
    Check("unknown file", "file_not_found", f"{METHODS}/files.info", calls.unknown_file),
    Check("unknown bot", "bot_not_found", f"{METHODS}/bots.info", calls.unknown_bot),
    Check(
        "file without a name",
        "invalid_arguments",
        f"{METHODS}/files.getUploadURLExternal",
        calls.file_arguments,
    ),
    # Triggers and views
    Check("trigger nobody issued", "invalid_trigger_id", f"{METHODS}/views.open", views.unknown_trigger),
    Check("trigger after three seconds", "expired_trigger_id", f"{METHODS}/views.open", views.expired_trigger),
    Check("trigger used twice", "exchanged_trigger_id", f"{METHODS}/views.open", views.used_trigger),
    Check("unknown view", "not_found", f"{METHODS}/views.update", views.unknown_view),
    Check("view changed meanwhile", "hash_conflict", f"{METHODS}/views.update", views.hash_conflict),
    Check("fourth modal in a stack", "push_limit_reached", f"{METHODS}/views.push", views.stack_full),
    Check("Home tab off", "not_enabled", f"{METHODS}/views.publish", views.home_off),
    Check("home of nobody", "invalid_arguments", f"{METHODS}/views.publish", views.home_of_nobody),
    Check("view missing or not JSON", "invalid_arguments", f"{METHODS}/views.open", views.no_view),
    Check("view over 250 kB", "view_too_large", f"{METHODS}/views.open", views.too_large),
    Check("wrong type of view", "invalid_arguments", VIEWS, views.wrong_type),
    Check("modal without a title", "invalid_arguments", f"{VIEWS}/modal-views", views.no_title),
    Check("modal title over 24", "invalid_arguments", f"{VIEWS}/modal-views", views.long_title),
    Check("modal button over 24", "invalid_arguments", f"{VIEWS}/modal-views", views.long_buttons),
    Check("form without submit", "invalid_arguments", f"{VIEWS}/modal-views", views.no_submit),
    Check("private metadata over 3,000", "invalid_arguments", f"{VIEWS}/modal-views", views.long_metadata),
    Check("callback id over 255", "invalid_arguments", f"{VIEWS}/modal-views", views.long_callback_id),
    Check("external id twice", "duplicate_external_id", f"{METHODS}/views.open", views.duplicate_external_id),
    # Blocks
    _kit("over 50 blocks in a message", BLOCKS, blocks.too_many_in_message),
    _kit("over 100 blocks in a view", BLOCKS, blocks.too_many_in_view),
    _kit("unknown block type", BLOCKS, blocks.unknown_type),
    _kit("block without a required field", BLOCKS, blocks.missing_field),
    _kit("block id over 255", f"{BLOCKS}/section-block", blocks.long_block_id),
    _kit("block id twice", f"{BLOCKS}/section-block", blocks.duplicate_block_id),
    _kit("empty text", f"{OBJECTS}/text-object", blocks.empty_text),
    _kit("text of another type", f"{OBJECTS}/text-object", blocks.not_plain),
    _kit("section text over 3,000", f"{BLOCKS}/section-block", blocks.long_section),
    _kit("section fields", f"{BLOCKS}/section-block", blocks.section_fields),
    _kit("header over 150", f"{BLOCKS}/header-block", blocks.long_header),
    _kit("context elements over 10", f"{BLOCKS}/context-block", blocks.context_elements),
    _kit("actions elements over 25", f"{BLOCKS}/actions-block", blocks.actions_elements),
    _kit("image texts over 2,000", f"{BLOCKS}/image-block", blocks.long_image),
    _kit("input label over 2,000", f"{BLOCKS}/input-block", blocks.long_label),
    _kit("markdown over 12,000", f"{BLOCKS}/markdown-block", blocks.long_markdown),
    # Elements
    _kit("unknown element type", ELEMENTS, elements.unknown_type),
    _kit("element in the wrong block", f"{BLOCKS}/input-block", elements.misplaced),
    _kit("action id over 255", f"{ELEMENTS}/button-element", elements.long_action_id),
    _kit("action id twice in a block", f"{ELEMENTS}/button-element", elements.duplicate_action_id),
    _kit("button without text", f"{ELEMENTS}/button-element", elements.button_without_text),
    _kit("button text over 75", f"{ELEMENTS}/button-element", elements.long_button),
    _kit("button value over 2,000", f"{ELEMENTS}/button-element", elements.long_value),
    _kit("button address over 3,000", f"{ELEMENTS}/button-element", elements.long_url),
    _kit("button style", f"{ELEMENTS}/button-element", elements.button_style),
    _kit("menu without options", f"{ELEMENTS}/select-menu-element", elements.no_options),
    _kit("menu over 100 options", f"{ELEMENTS}/select-menu-element", elements.too_many_options),
    _kit("over 10 checkboxes", f"{ELEMENTS}/checkboxes-element", elements.too_many_boxes),
    _kit("over 5 in an overflow menu", f"{ELEMENTS}/overflow-menu-element", elements.too_many_in_overflow),
    _kit("option text over 75", f"{OBJECTS}/option-object", elements.long_option),
    _kit("option value over 150", f"{OBJECTS}/option-object", elements.long_option_value),
    _kit("initial option that is none", f"{ELEMENTS}/select-menu-element", elements.stray_initial_option),
    _kit("placeholder over 150", f"{ELEMENTS}/plain-text-input-element", elements.long_placeholder),
    _kit("input length over 3,000", f"{ELEMENTS}/plain-text-input-element", elements.input_length),
    _kit("initial value too long", f"{ELEMENTS}/plain-text-input-element", elements.long_initial_value),
    _kit("initial date", f"{ELEMENTS}/date-picker-element", elements.initial_date),
    _kit("confirmation texts", f"{OBJECTS}/confirmation-dialog-object", elements.confirmation),
    _kit(
        "over 13,000 characters in all",
        f"{METHODS}/chat.postMessage",
        blocks.too_long_in_all,
        error="msg_blocks_too_long",
    ),
    # Last, so that a refused call does not count against the limit.
    Check("too many messages", "ratelimited", "https://docs.slack.dev/apis/web-api/rate-limits", calls.too_fast),
)


def examine(call: Call, *, surface_only: bool = False) -> None:
    """Try every check on a call, or only those of blocks and views (for what comes without a token).

    Raises ApiError with the answer of the first that finds something.
    """
    for check in CHECKS:
        if surface_only and not (check.about_blocks or check.about_surface):
            continue
        detail = check.find(call)
        if detail is None:
            continue
        error = check.error_for(call)
        if check.find is calls.unreachable:
            error = call.workspace.faults.no_dm[calls.dm_target(call)]
        raise ApiError(error, detail, **calls.extras(call, error))
