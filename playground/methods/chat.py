"""chat.*: post, update, delete, ephemeral, permalink."""

from playground import messages
from playground.calls import Call
from playground.model import BOT_USER_ID, Json

_NO_FALLBACK = "This content can't be displayed."


def _content(call: Call) -> Json:
    return {
        "blocks": call.blocks or None,
        "attachments": call.decoded("attachments"),
        "metadata": call.metadata,
    }


def post_message(call: Call) -> Json:
    """Post as the bot. A person's id as channel means their direct message."""
    thread_ts = call.text("thread_ts")
    broadcast = bool(thread_ts) and call.flag("reply_broadcast")
    message = messages.post(
        call.workspace,
        call.place,
        BOT_USER_ID,
        call.text("text") or _NO_FALLBACK,
        thread_ts=thread_ts,
        subtype="thread_broadcast" if broadcast else "",
        **_content(call),
    )
    return {"channel": call.place.id, "ts": message["ts"], "message": message}


def post_ephemeral(call: Call) -> Json:
    """Post to one person in a conversation."""
    message = messages.post_ephemeral(
        call.workspace,
        call.place,
        call.text("user"),
        call.text("text") or _NO_FALLBACK,
        thread_ts=call.text("thread_ts"),
        **_content(call),
    )
    return {"message_ts": message["ts"]}


def update(call: Call) -> Json:
    """Change a message. What is not given stays; an empty list or empty metadata takes it away."""
    assert call.target is not None
    changes: Json = {}
    if "text" in call.args:
        changes["text"] = call.text("text")
    for name in ("blocks", "attachments", "metadata"):
        if name in call.args:
            changes[name] = call.decoded(name) or None
    message = messages.edit(call.workspace, call.place, call.target, BOT_USER_ID, **changes)
    return {"channel": call.place.id, "ts": message["ts"], "text": message["text"], "message": message}


def delete(call: Call) -> Json:
    """Delete a message of the bot."""
    assert call.target is not None
    ts = call.target["ts"]
    messages.delete(call.workspace, call.place, call.target)
    return {"channel": call.place.id, "ts": ts}


def get_permalink(call: Call) -> Json:
    """The address of a message."""
    assert call.target is not None
    ts = call.target["ts"]
    address = f"{call.workspace.base_url}/archives/{call.place.id}/p{ts.replace('.', '')}"
    thread_ts = call.target.get("thread_ts")
    if thread_ts and thread_ts != ts:
        address += f"?thread_ts={thread_ts}&cid={call.place.id}"
    return {"channel": call.place.id, "permalink": address}
