"""conversations.* and users.conversations."""

from playground import members as membership
from playground.calls import ApiError, Call
from playground.methods.paging import page
from playground.model import BOT_USER_ID, TEAM_ID, Conversation, Json
from playground.workspace import Workspace

_TYPES = {"channel": "public_channel", "private": "private_channel", "im": "im", "mpim": "mpim"}
_MAX_WITH = 8


def described(workspace: Workspace, conversation: Conversation) -> Json:
    """A conversation as Slack describes it."""
    common: Json = {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": conversation.archived,
        "is_im": conversation.kind == "im",
        "is_mpim": conversation.kind == "mpim",
        "context_team_id": TEAM_ID,
        "is_org_shared": False,
        "is_shared": False,
        "is_ext_shared": False,
    }
    if conversation.kind == "im":
        other = next(user for user in conversation.members if user != BOT_USER_ID)
        deleted = other in workspace.deactivated
        return common | {"user": other, "is_user_deleted": deleted, "is_open": conversation.opened}
    return common | {
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": conversation.kind == "channel",
        "is_group": conversation.kind == "private",
        "is_private": conversation.kind != "channel",
        "is_general": False,
        "is_member": BOT_USER_ID in conversation.members,
        "creator": next(iter(conversation.members), ""),
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(conversation.members),
    }


def info(call: Call) -> Json:
    """One conversation."""
    channel = described(call.workspace, call.place)
    if not call.flag("include_num_members"):
        channel.pop("num_members", None)
    return {"channel": channel}


def members(call: Call) -> Json:
    """The ids of the members, a page of them."""
    ids, rest = page(call, call.place.members, 100)
    return {"members": ids} | rest


def _listed(call: Call, *, mine: bool) -> Json:
    kinds = [kind.strip() for kind in (call.text("types") or "public_channel").split(",")]
    found = [
        conversation
        for conversation in call.workspace.conversations.values()
        if _TYPES[conversation.kind] in kinds
        and call.workspace.bot_sees(conversation)
        and (not mine or BOT_USER_ID in conversation.members)
        and (conversation.opened or not conversation.is_dm)
        and not (conversation.archived and call.flag("exclude_archived"))
    ]
    some, rest = page(call, found, 100)
    return {"channels": [described(call.workspace, conversation) for conversation in some]} | rest


def list_all(call: Call) -> Json:
    """The conversations the bot may see."""
    return _listed(call, mine=False)


def of_user(call: Call) -> Json:
    """The conversations the bot is in, or those of another person that it may see."""
    user = call.text("user")
    answer = _listed(call, mine=not user)
    if user:
        conversations = call.workspace.conversations
        answer["channels"] = [c for c in answer["channels"] if user in conversations[c["id"]].members]
    return answer


def join(call: Call) -> Json:
    """Put the bot into a public channel."""
    joined = membership.join(call.workspace, call.place, BOT_USER_ID)
    answer: Json = {"channel": described(call.workspace, call.place)}
    return answer if joined else answer | {"warning": "already_in_channel"}


def open_dm(call: Call) -> Json:
    """Open a direct message with one person, or one among several."""
    users = [user.strip() for user in call.text("users").split(",") if user.strip()]
    if not users:
        conversation = call.place
    elif len(users) == 1:
        conversation = call.workspace.dm_of(users[0])
    else:
        conversation = _group_dm(call.workspace, users)
    was_open = conversation.opened
    conversation.opened = True
    channel = described(call.workspace, conversation) if call.flag("return_im") else {"id": conversation.id}
    return {"channel": channel} | ({"no_op": True, "already_open": True} if was_open else {})


def _group_dm(workspace: Workspace, users: list[str]) -> Conversation:
    if len(users) > _MAX_WITH:
        raise ApiError("too_many_users")
    everyone = sorted({*users, BOT_USER_ID})
    for conversation in workspace.conversations.values():
        if conversation.kind == "mpim" and sorted(conversation.members) == everyone:
            return conversation
    name = "mpdm-" + "--".join(workspace.people[user].name for user in users) + "-1"
    made = Conversation(workspace.ids.next("G"), name, "mpim", everyone, created=int(workspace.now().timestamp()))
    workspace.conversations[made.id] = made
    return made


def _readable(call: Call, message: Json) -> Json:
    if call.flag("include_all_metadata") or "metadata" not in message:
        return message
    # Without include_all_metadata Slack names the type and keeps the payload to itself.
    return message | {"metadata": {"event_type": message["metadata"]["event_type"]}}


def _within(call: Call, messages: list[Json]) -> list[Json]:
    oldest, latest, inclusive = call.text("oldest"), call.text("latest"), call.flag("inclusive")

    def fits(message: Json) -> bool:
        ts = float(message["ts"])
        after = not oldest or ts > float(oldest) or (inclusive and ts == float(oldest))
        before = not latest or ts < float(latest) or (inclusive and ts == float(latest))
        return after and before

    return [message for message in messages if fits(message)]


def history(call: Call) -> Json:
    """Top-level messages and thread broadcasts, newest first."""
    shown = [message for message in call.place.messages if is_top_level(message)]
    some, rest = page(call, list(reversed(_within(call, shown))), 100)
    more = bool(rest["response_metadata"]["next_cursor"])
    found = {"messages": [_readable(call, message) for message in some], "has_more": more, "pin_count": 0}
    return found | rest if more else found


def replies(call: Call) -> Json:
    """A thread: its parent, then its replies, oldest first. `ts` may name any message of the thread."""
    assert call.target is not None
    parent_ts = str(call.target.get("thread_ts", call.target["ts"]))
    parent = [call.place.find(parent_ts) or call.target]
    some, rest = page(call, _within(call, call.place.replies(parent_ts)), 1000)
    more = bool(rest["response_metadata"]["next_cursor"])
    found = {"messages": [_readable(call, message) for message in parent + some], "has_more": more}
    return found | rest if more else found


def is_top_level(message: Json) -> bool:
    """True when the message stands in the channel itself, not only in a thread."""
    in_thread = message.get("thread_ts", message["ts"]) != message["ts"]
    return not in_thread or message.get("subtype") == "thread_broadcast"
