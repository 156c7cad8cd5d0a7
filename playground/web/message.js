// One message: who, when, what, and what hangs on it.
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { emoji, emojiWords } from "./emoji.js";
import { fileCard, safeImage } from "./files.js";
import { icon } from "./icons.js";
import { editor, messageTools } from "./message_tools.js";
import { mrkdwn } from "./mrkdwn.js";
import { person, personName } from "./names.js";
import { act, go } from "./server.js";
import { store, update } from "./store.js";
import { clockTime, fullTime, tsMs } from "./times.js";

const LONG = 2500;
const SYSTEM = /^(channel|group)_|^tombstone$|_topic$/;
const unfolded = new Set();

/** A message as a list item. `follows` is true when the same author wrote just before; `inThread` leaves the thread link out. */
export function drawMessage(message, { channel, follows = false, inThread = false, tabbable = false }) {
  const author = authorOf(message);
  const key = `${channel} ${message.ts}${message.ephemeral ? " only" : ""}`;
  const system = SYSTEM.test(message.subtype ?? "");
  const place = { channel, message, key, inThread, mine: message.user === store.screen.me.id && !message.ephemeral && !system };
  const style = ["message", follows && "follows", message.ephemeral && "only-me", system && "system", author.is_bot && "by-bot"];
  return h("li", { key },
    h("article", {
      class: style.filter(Boolean).join(" "), tabindex: tabbable ? "0" : "-1", "data-key": key,
      "aria-label": `${author.name}, ${clockTime(tsMs(message.ts))}`,
      onkeydown: (event) => walk(event), onfocusin: () => { if (store.active !== key) update({ active: key }); },
    },
    h("div", { class: "margin" }, avatar(author)),
    h("div", { class: "content" },
      message.ephemeral && h("p", { class: "only-note" }, icon("eye"), "Only visible to you"),
      headline(message, author),
      store.editing === key ? editor(place) : body(message, key, { channel, ts: message.ts }),
      reactions(message, channel),
      !inThread && message.reply_count > 0 && threadLink(message)),
    store.editing !== key && !system && messageTools(place, tabbable)));
}

function authorOf(message) {
  const known = person(message.user) ?? { id: message.user ?? message.bot_id ?? "?", is_bot: Boolean(message.bot_id) };
  const name = message.username ?? message.author ?? personName(message.user);
  return { ...known, name, real_name: name, is_bot: known.is_bot || Boolean(message.bot_id) };
}

function headline(message, author) {
  const ms = tsMs(message.ts);
  return h("header", null,
    h("strong", { class: "author" }, author.name),
    author.is_bot && h("span", { class: "tag" }, "app"),
    author.title && !author.is_bot && h("span", { class: "faint author-title" }, author.title),
    h("time", { class: "faint", title: fullTime(ms), datetime: new Date(ms).toISOString() }, clockTime(ms)),
    message.blocks?.length && editedMark(message));
}

function editedMark({ edited }) {
  return edited && h("span", { class: "faint edited", title: fullTime(tsMs(edited.ts)) }, "(edited)");
}

function body(message, key, { channel, ts }) {
  const surface = { key: `message ${channel} ${ts}`, channel, ts };
  const length = JSON.stringify(message.blocks ?? "").length + (message.blocks ? 0 : message.text?.length ?? 0);
  const foldable = !message.blocks?.length && length > LONG;
  const folded = foldable && !unfolded.has(key);
  return [
    h("div", { class: folded ? "words folded" : "words" },
      message.blocks?.length
        ? drawBlocks(message.blocks, surface)
        : h("div", { class: "text" }, withMark(mrkdwn(message.text ?? ""), editedMark(message)))),
    foldable && h("button", { type: "button", class: "link", "aria-expanded": String(!folded), onclick: () => fold(key) },
      folded ? "Show all of it" : "Show less"),
    (message.attachments ?? []).map((each, index) => attachment(each, { ...surface, key: `${surface.key} ${index}` })),
    (message.files ?? []).map(fileCard),
  ];
}

// The mark "(edited)" stands behind the last word where that is possible.
function withMark(nodes, mark) {
  const last = nodes.at(-1);
  if (mark && last?.tag === "p") last.children.push(mark);
  return mark && last?.tag !== "p" ? [...nodes, mark] : nodes;
}

function fold(key) {
  if (!unfolded.delete(key)) unfolded.add(key);
  update();
}

function attachment(each, surface) {
  const title = each.title && h("strong", null, mrkdwn(each.title_link ? `<${each.title_link}|${each.title}>` : each.title));
  return h("div", { class: "attachment" },
    each.pretext && h("div", { class: "text" }, mrkdwn(each.pretext)),
    title,
    each.blocks ? drawBlocks(each.blocks, surface) : h("div", { class: "text" }, mrkdwn(each.text ?? each.fallback ?? "")),
    safeImage(each.image_url) && h("img", { src: safeImage(each.image_url), alt: each.fallback ?? "" }));
}

function reactions(message, channel) {
  if (!message.reactions?.length) return null;
  return h("ul", { class: "reactions", "aria-label": "Reactions" }, message.reactions.map(({ name, users }) => {
    const mine = users.includes(store.screen.me.id);
    const people = `${users.length} ${users.length === 1 ? "person" : "people"}`;
    return h("li", { key: name }, h("button", {
      type: "button", class: "reaction", "aria-pressed": String(mine), "aria-label": `${emojiWords(name)}, ${people}`,
      title: users.map(personName).join(", "), onclick: () => act(mine ? "unreact" : "react", { channel, ts: message.ts, name }),
    }, h("span", { class: "emoji" }, emoji(name)), users.length));
  }));
}

function threadLink(message) {
  const count = message.reply_count;
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(person(id) ?? { id, name: id }, "tiny"));
  return h("div", { class: "thread-link" }, h("button", {
    type: "button", class: "link", onclick: () => go({ thread: message.ts }),
  }, faces, h("span", null, `${count} ${count === 1 ? "reply" : "replies"}`)),
  message.latest_reply && h("span", { class: "faint" }, `last at ${clockTime(tsMs(message.latest_reply))}`));
}

// Arrow keys walk from message to message when the message itself has the focus.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target !== event.currentTarget) return;
  event.preventDefault();
  const all = [...event.currentTarget.closest("ol").querySelectorAll("article")];
  all[all.indexOf(event.currentTarget) + step]?.focus();
}
