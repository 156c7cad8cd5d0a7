// Dialogs: focus goes in, stays in, and goes back to where it came from. Also the small "are you sure" dialog.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { plain, textObject } from "./mrkdwn.js";
import { store, update } from "./store.js";

const FOCUSABLE = ["a[href]", "button", "input", "select", "textarea", "[tabindex='0']"]
  .map((each) => `${each}:not([disabled])`).join(", ");

/** A dialog over the page. `top` is false for one that has another on top of it. */
export function dialog({ key, title, top = true, small = false, close, submit = null }, ...parts) {
  const id = `title-${key}`.replace(/\W/g, "-");
  const head = h("header", null,
    h("h2", { id }, title),
    h("button", { type: "button", class: "quiet square", "aria-label": "Dismiss", onclick: close }, icon("close")));
  const frame = {
    class: small ? "dialog small" : "dialog", role: "dialog", "aria-modal": "true", "aria-labelledby": id, tabindex: "-1",
    made: enter, gone: leave, onkeydown: (event) => keys(event, close),
  };
  const form = h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); submit?.(); } }, head, parts);
  return h("div", { class: "veil", key, inert: !top }, h("div", frame, form));
}

function enter(el) {
  el.cameFrom = document.activeElement;
  // Two turns: what is behind becomes inert first, and fields inside are in place.
  setTimeout(() => {
    if (!el.contains(document.activeElement)) (firstField(el) ?? el).focus();
  });
}

function firstField(el) {
  return el.querySelector("form > :not(header) :is(input, select, textarea)") ?? el.querySelector("footer button");
}

function leave(el) {
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const back = el.cameFrom?.isConnected ? el.cameFrom : document.querySelector(".dialog, .composer textarea");
    back?.focus({ preventScroll: true });
  });
}

function keys(event, close) {
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key === "Tab") {
    holdFocus(event);
  }
}

function holdFocus(event) {
  const all = [...event.currentTarget.querySelectorAll(FOCUSABLE)].filter((el) => el.offsetParent !== null);
  const edge = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== edge && event.currentTarget !== document.activeElement) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0])?.focus();
}

/** Shows a Block Kit confirm object; resolves to true when the person goes ahead. */
export function ask(confirm) {
  return new Promise((resolve) => {
    const answer = (yes) => {
      update({ ask: null });
      resolve(yes);
    };
    update({ ask: { confirm, answer } });
  });
}

/** The confirm dialog that is open, or nothing. */
export function askDialog() {
  if (!store.ask) return null;
  const { confirm, answer } = store.ask;
  const yes = plain(confirm.confirm) || "Yes";
  const title = plain(confirm.title) || "Are you sure?";
  return dialog({ key: "ask", title, small: true, close: () => answer(false), submit: () => answer(true) },
    h("div", { class: "dialog-body text" }, textObject(confirm.text)),
    h("footer", null,
      h("button", { type: "button", class: "btn", onclick: () => answer(false) }, plain(confirm.deny) || "No"),
      h("button", { type: "submit", class: `btn ${confirm.style === "danger" ? "danger" : "primary"}` }, yes)));
}
