// The thread panel on the right: the message it is about, the replies, and where to reply.
import { composer } from "./composer.js";
import { messageList } from "./conversation.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { channelTitle } from "./names.js";
import { go } from "./server.js";
import { currentChannel, store } from "./store.js";

/** The open thread, or nothing. */
export function threadPanel() {
  const { screen } = store;
  if (!store.thread || !screen.thread || store.view === "home") return null;
  const close = () => {
    go({});
    setTimeout(() => document.querySelector(".main .composer textarea")?.focus());
  };
  const onkeydown = (event) => { if (event.key === "Escape" && !event.defaultPrevented) close(); };
  return h("section", { class: "thread", "aria-label": "Thread", key: "thread", onkeydown },
    h("header", { class: "pane-head" },
      h("div", { class: "pane-title" }, h("h2", null, "Thread"), h("p", { class: "faint" }, channelTitle(currentChannel()))),
      h("button", { type: "button", class: "quiet square", "aria-label": "Close thread", title: "Close thread", onclick: close },
        icon("close"))),
    messageList({
      key: `${screen.me.id} ${screen.channel} ${store.thread}`, name: "Replies", channel: screen.channel,
      messages: screen.thread.messages, inThread: true, empty: h("p", { class: "nothing" }, "This message is gone."),
    }),
    composer({ name: "Reply in thread", send: "Send reply", channel: screen.channel, thread: store.thread }));
}
