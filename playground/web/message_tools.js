// What a person can do with a message: react, reply, edit, delete, and the app's message shortcuts.
import { ask } from "./dialogs.js";
import { h } from "./dom.js";
import { emoji, emojiWords, FIRST_REACTIONS } from "./emoji.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { unescape } from "./mrkdwn.js";
import { channelById, channelName, personName } from "./names.js";
import { act, go } from "./server.js";
import { store, update } from "./store.js";

/** The bar that appears on a message under the mouse or with the focus. */
export function messageTools(place, tabbable) {
  const { message, key, inThread } = place;
  if (message.ephemeral) return null;
  const tabindex = tabbable ? "0" : "-1";
  const open = store.menu?.endsWith(key);
  const reply = () => go({ thread: message.thread_ts ?? message.ts });
  return h("div", { class: open ? "tools open" : "tools", role: "group", "aria-label": "What to do with this message" },
    menuButton({
      key: `react ${key}`, name: "React", class: "quiet square", face: icon("smile"), tabindex, items: reactionItems(place),
    }),
    !inThread && h("button", {
      type: "button", class: "quiet square no-touch", "aria-label": "Reply in thread", title: "Reply in thread", tabindex, onclick: reply,
    }, icon("reply")),
    menuButton({
      key: `more ${key}`, name: "More for this message", class: "quiet square", face: icon("more"), tabindex,
      items: moreItems(place, reply),
    }));
}

function reactionItems({ channel, message }) {
  return FIRST_REACTIONS.map((name) => ({
    name: emojiWords(name), icon: h("span", { class: "emoji" }, emoji(name)), run: () => act("react", { channel, ts: message.ts, name }),
  }));
}

function moreItems(place, reply) {
  const { channel, message, key, mine, inThread } = place;
  const shortcuts = store.screen.shortcuts.filter((each) => each.type === "message");
  // Where nothing hovers there is room for one button only, so this menu has the reactions too.
  const reactions = matchMedia("(hover: none)").matches ? reactionItems(place) : [];
  return [
    ...reactions,
    !inThread && { name: "Open thread", run: reply },
    ...shortcuts.map((each) => ({
      name: each.name, note: store.screen.bot.name,
      run: () => act("shortcut", { callback_id: each.callback_id, channel, ts: message.ts }),
    })),
    mine && { name: "Edit message", run: () => startEditing(key) },
    mine && { name: "Delete message", danger: true, run: () => remove(channel, message) },
  ].filter(Boolean);
}

/** Opens the editor on the message with this key. */
export function startEditing(key) {
  update({ editing: key });
}

async function remove(channel, message) {
  const yes = await ask({
    title: { text: "Delete this message?" },
    text: { type: "plain_text", text: "It goes for everyone, and cannot be brought back." },
    confirm: { text: "Delete" }, deny: { text: "Keep it" }, style: "danger",
  });
  if (yes) act("delete", { channel, ts: message.ts });
}

/** The text of a message as its author typed it. */
function typedForm(text) {
  return unescape(text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id) => `@${personName(id)}`)
    .replace(/<#(\w+)(?:\|([^>]*))?>/g, (_, id, name) => `#${channelName(channelById(id)) || name || id}`)
    .replace(/<!(channel|here|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<([^|<>@#!]+)(?:\|[^>]*)?>/g, "$1"));
}

/** The editor in place of a message's text. */
export function editor({ channel, message, key }) {
  const stop = () => {
    update({ editing: "" });
    setTimeout(() => document.querySelector(`[data-key="${key}"]`)?.focus());
  };
  const save = async (field) => {
    const text = field.value.trim();
    if (!text) return;
    const answer = text === typedForm(message.text) ? { ok: true } : await act("edit", { channel, ts: message.ts, text });
    if (answer.ok) stop();
  };
  return h("form", { class: "editor", onsubmit: (event) => { event.preventDefault(); save(event.target.elements.text); } },
    h("textarea", {
      name: "text", "aria-label": "Edit your message", rows: "2",
      made: (el) => {
        el.value = typedForm(message.text);
        setTimeout(() => el.focus());
      },
      onkeydown: (event) => editKeys(event, save, stop),
    }),
    h("div", { class: "row" },
      h("button", { type: "button", class: "btn", onclick: stop }, "Cancel"),
      h("button", { type: "submit", class: "btn primary" }, "Save")));
}

function editKeys(event, save, stop) {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    stop();
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    save(event.target);
  }
}
