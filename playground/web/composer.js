// Where one types. A draft is kept for each place and person, and comes back when sending it failed.
import { commandBeingTyped, offersFor } from "./completion.js";
import { followOwnWords } from "./conversation.js";
import { h } from "./dom.js";
import { flush } from "./entries.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { startEditing } from "./message_tools.js";
import { act } from "./server.js";
import { store, update } from "./store.js";
import { toast } from "./toasts.js";

const drafts = new Map();
let queue = Promise.resolve();

/** A composer. `name` is what its field is called, `send` what its button is; `thread` is the ts one replies to. */
export function composer({ name, send = "Send", channel, thread = "" }) {
  const key = `${store.screen.me.id} ${channel} ${thread}`;
  const draft = drafts.get(key) ?? "";
  const place = { key, channel, thread };
  const hint = commandBeingTyped(draft);
  const id = thread ? "reply" : "say";
  return h("form", { class: "composer", key: `composer ${key}`, onsubmit: (event) => { event.preventDefault(); post(place); } },
    offerList(key, id),
    hint && h("p", { class: "usage", id: `${id}-usage` },
      h("code", null, `${hint.command} ${hint.usage_hint ?? ""}`), " ", hint.description),
    h("div", { class: "composer-box" },
      !thread && shortcutsMenu(),
      h("textarea", {
        id, rows: "1", "aria-label": name, placeholder: name, value: draft, autocomplete: "off", "aria-autocomplete": "list",
        "aria-controls": `${id}-offers`, "aria-describedby": hint ? `${id}-usage` : null,
        "aria-activedescendant": offersOpen(key) ? `${id}-offer-${store.complete.active}` : null,
        drawn: (el) => fit(el), oninput: (event) => typed(event.target, place), onkeydown: (event) => keys(event, place),
        onblur: () => { if (store.complete) update({ complete: null }); },
      }),
      h("button", { type: "submit", class: "btn primary send", "aria-label": send, title: send }, icon("send"))));
}

function shortcutsMenu() {
  const items = store.screen.shortcuts.filter((each) => each.type === "global").map((each) => ({
    name: each.name, note: store.screen.bot.name, run: () => act("shortcut", { callback_id: each.callback_id }),
  }));
  return menuButton({ key: "shortcuts", name: "Shortcuts", class: "quiet square", face: icon("bolt"), items, up: true });
}

function fit(el) {
  el.style.height = "auto";
  if (el.scrollHeight) el.style.height = `${Math.min(el.scrollHeight, 240)}px`;
}

function typed(el, { key }) {
  const before = drafts.get(key) ?? "";
  drafts.set(key, el.value);
  fit(el);
  const offers = offersFor(el.value, el.selectionStart);
  if (offers || store.complete || commandBeingTyped(before) !== commandBeingTyped(el.value)) {
    update({ complete: offers && { ...offers, key, active: 0 } });
  }
}

const offersOpen = (key) => store.complete?.key === key;

function offerList(key, id) {
  const items = offersOpen(key) ? store.complete.items : [];
  return h("ul", { class: "offers", role: "listbox", id: `${id}-offers`, "aria-label": "Suggestions", hidden: !items.length },
    items.map((item, index) => h("li", {
      role: "option", id: `${id}-offer-${index}`, key: item.id, "aria-selected": String(index === store.complete.active),
      onmousedown: (event) => { event.preventDefault(); take(key, document.getElementById(id), item); },
    }, h("strong", null, item.text), item.note && h("span", { class: "faint" }, item.note))));
}

function take(key, el, item) {
  const { start } = store.complete;
  const after = el.value.slice(el.selectionStart).replace(/^ /, "");
  el.value = `${el.value.slice(0, start)}${item.insert} ${after}`;
  const cursor = start + item.insert.length + 1;
  el.setSelectionRange(cursor, cursor);
  drafts.set(key, el.value);
  update({ complete: null });
}

function keys(event, place) {
  if (event.isComposing) return;
  if (offersOpen(place.key) && offerKeys(event, place)) event.preventDefault();
  else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    post(place);
  } else if (event.key === "ArrowUp" && !event.target.value) {
    editLast(event, place);
  }
}

function offerKeys(event, { key }) {
  const { items, active } = store.complete;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) update({ complete: { ...store.complete, active: (active + step + items.length) % items.length } });
  else if (event.key === "Escape") update({ complete: null });
  else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") take(key, event.target, items[active]);
  else return false;
  return true;
}

// As in other chat clients: arrow up in an empty field edits what one said last.
function editLast(event, { channel, thread }) {
  const messages = thread ? store.screen.thread?.messages : store.screen.messages;
  const own = messages?.findLast((each) => each.user === store.screen.me.id && !each.ephemeral && !each.subtype);
  if (!own) return;
  event.preventDefault();
  startEditing(`${channel} ${own.ts}`);
}

function post(place) {
  const text = (drafts.get(place.key) ?? "").trim();
  if (!text) return;
  const refusal = whyNot(text, place);
  if (refusal) {
    toast(refusal);
    return;
  }
  drafts.delete(place.key);
  followOwnWords();
  update({ complete: null });
  const who = store.as;
  queue = queue.then(() => deliver(text, place, who));
}

function whyNot(text, { thread }) {
  if (!text.startsWith("/")) return "";
  const command = text.split(/\s/)[0];
  const known = store.screen.commands.map((each) => each.command);
  if (!known.includes(command)) return `There is no command ${command} here. There is: ${known.join(", ") || "none"}.`;
  return thread ? `${command} does not work in threads. Type it in the channel.` : "";
}

async function deliver(text, { key, channel, thread }, as) {
  await flush();
  const answer = text.startsWith("/")
    ? await act("command", { as, channel, text })
    : await act("message", { as, channel, text, ...(thread ? { thread_ts: thread } : {}) });
  // A command that was not acknowledged comes back, so that nobody has to type it again.
  if (answer.ok && answer.acknowledged !== false) return;
  const since = drafts.get(key);
  drafts.set(key, since ? `${text}\n${since}` : text);
  update();
}
