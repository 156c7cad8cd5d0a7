// The list of messages, with day separators; it stays at the end unless the person has scrolled up.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessage } from "./message.js";
import { store, update } from "./store.js";
import { dayKey, dayTitle, tsMs } from "./times.js";

const NEAR_PX = 80;
const RUN_MS = 5 * 60_000;

/** A scrolling list of messages. `name` is what the list is called; `key` changes when another conversation is shown. */
export function messageList({ key, name, channel, messages, inThread = false, empty = null }) {
  const last = messages.at(-1)?.ts;
  const reachable = messages.find((each) => store.active.includes(each.ts))?.ts ?? last;
  return h("div", { class: "stream", key },
    h("div", {
      class: "scroll", made: stayAtEnd, gone: letGo, drawn: (el) => settle(el, last), onscroll: (event) => scrolled(event.target, key),
    },
      messages.length === 0 && empty,
      h("ol", { class: "messages", "aria-label": name }, messages.flatMap((message, index) => [
        newDay(messages[index - 1], message) && day(message, key),
        drawMessage(message, { channel, inThread, follows: follows(messages[index - 1], message), tabbable: message.ts === reachable }),
      ]))),
    store.away[key] && h("button", { type: "button", class: "btn jump", onclick: (event) => toEnd(event.target, key) },
      icon("down"), store.away[key] === last ? "Back to the newest" : "New messages below"));
}

function newDay(before, message) {
  return !before || dayKey(tsMs(before.ts)) !== dayKey(tsMs(message.ts));
}

function day(message, key) {
  const title = dayTitle(tsMs(message.ts));
  return h("li", { class: "day", key: `day ${key} ${dayKey(tsMs(message.ts))}` }, h("span", null, title));
}

// Runs of short messages by one person are drawn together. Messages with blocks and private ones stand by themselves.
function follows(before, message) {
  if (!before || newDay(before, message) || before.user !== message.user || message.subtype || before.subtype) return false;
  if (before.ephemeral || message.ephemeral || before.reply_count) return false;
  return tsMs(message.ts) - tsMs(before.ts) < RUN_MS;
}

function stayAtEnd(el) {
  el.stick = true;
  el.watcher = new ResizeObserver(() => { if (el.stick) el.scrollTop = el.scrollHeight; });
  el.watcher.observe(el);
  requestAnimationFrame(() => { if (el.lastElementChild) el.watcher.observe(el.lastElementChild); });
}

function letGo(el) {
  el.watcher.disconnect();
}

function settle(el, last) {
  el.last = last;
  if (el.stick) el.scrollTop = el.scrollHeight;
}

// Only going up leaves the end: content that grows (a picture arrives) does not.
function scrolled(el, key) {
  const near = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR_PX;
  const stick = near || (el.stick && el.scrollTop >= (el.lastTop ?? 0));
  el.lastTop = el.scrollTop;
  if (stick === el.stick) return;
  el.stick = stick;
  update({ away: { ...store.away, [key]: stick ? "" : el.last } });
}

function toEnd(button, key) {
  const el = button.closest(".stream").querySelector(".scroll");
  el.stick = true;
  el.scrollTop = el.scrollHeight;
  update({ away: { ...store.away, [key]: "" } });
}

/** Goes to the end of every list shown, after the person has said something themselves. */
export function followOwnWords() {
  for (const el of document.querySelectorAll(".scroll")) if ("stick" in el) el.stick = true;
}
