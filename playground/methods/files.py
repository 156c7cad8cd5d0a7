"""files.*: the three steps of an upload, and files.info."""

from pathlib import PurePosixPath

from playground import messages
from playground.calls import Call
from playground.ids import secret
from playground.model import BOT_USER_ID, Json, StoredFile
from playground.workspace import Workspace

_MIMETYPES = {
    "csv": "text/csv",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "json": "application/json",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
}


def mimetype(name: str) -> str:
    """The content type of a file by its name."""
    return _MIMETYPES.get(_suffix(name), "application/octet-stream")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def described(workspace: Workspace, stored: StoredFile) -> Json:
    """A file as Slack describes it."""
    address = f"{workspace.base_url}/ui/file/{stored.id}"
    return {
        "id": stored.id,
        "created": stored.created,
        "timestamp": stored.created,
        "name": stored.name,
        "title": stored.title or stored.name,
        "mimetype": mimetype(stored.name),
        "filetype": _suffix(stored.name) or "binary",
        "user": stored.user,
        "size": stored.length,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
        "channels": [channel for channel in stored.channels if channel.startswith("C")],
        "ims": [channel for channel in stored.channels if channel.startswith("D")],
    }


def store(workspace: Workspace, name: str, user: str, content: bytes | None, length: int) -> StoredFile:
    """A new file, whole or still to be uploaded."""
    created = int(workspace.now().timestamp())
    stored = StoredFile(workspace.ids.next("F"), name, user, length, created, secret(), content=content)
    workspace.files[stored.id] = stored
    return stored


def get_upload_url(call: Call) -> Json:
    """Step one: where to send the bytes."""
    stored = store(call.workspace, call.text("filename"), BOT_USER_ID, None, call.number("length", 0))
    return {"upload_url": f"{call.workspace.base_url}/upload/v1/{stored.upload_ticket}", "file_id": stored.id}


def complete_upload(call: Call) -> Json:
    """Step three: give the files their titles and share them in one message."""
    uploaded = []
    for item in call.decoded("files") or []:
        stored = call.workspace.files[item["id"]]
        stored.title = item.get("title") or stored.name
        uploaded.append(stored)
    places = [call.place] if call.channel_argument else []
    named = [call.workspace.resolve(name.strip()) for name in call.text("channels").split(",") if name.strip()]
    for place in [*places, *(one for one in named if one)]:
        for stored in uploaded:
            stored.channels.append(place.id)
        messages.post(
            call.workspace,
            place,
            BOT_USER_ID,
            call.text("initial_comment"),
            files=[described(call.workspace, stored) for stored in uploaded],
            blocks=call.blocks or None,
            thread_ts=call.text("thread_ts"),
            subtype="file_share",
        )
    return {"files": [described(call.workspace, stored) for stored in uploaded]}


def info(call: Call) -> Json:
    """One file."""
    return {"file": described(call.workspace, call.workspace.files[call.text("file")])}
