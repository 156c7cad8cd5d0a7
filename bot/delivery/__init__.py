"""From the outbox to Slack: claim, ask whether it is still true, render, post with no transaction open, mark.

`rounds` takes what is due and decides what follows when it can't be posted; `posting` posts it, in parts if it is
long; `history` finds what an earlier attempt had posted already; `refusals` reads Slack's answers; `revising` edits
what stands posted; `ending` ends the polls that are due.

At least once: a crash between posting and marking is found again in the channel's history by the notice's id in the
message's metadata. What remains is a process frozen during the very call to Slack until its claim has run out, and
servers that keep no metadata: there a notice may come twice, but never not at all.
"""

from bot.delivery.ending import end_polls
from bot.delivery.revising import revise
from bot.delivery.rounds import deliver_due

__all__ = ["deliver_due", "end_polls", "revise"]
