// Draws toasts. Two live regions exist from the start, so that screen readers announce what appears in them.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { act } from "./server.js";
import { store } from "./store.js";
import { dismiss } from "./toasts.js";

/** The two live regions with what is to be said now: the server's notices for this person, and the page's own. */
export function toastRegions() {
  const own = (kind) => store.toasts.filter((each) => each.kind === kind).map((each) => drawToast(each, () => dismiss(each.id)));
  return h("div", { class: "toasts", key: "toasts" },
    h("div", { role: "alert", key: "alert" }, notices(), own("alert")),
    h("div", { role: "status", key: "status" }, own("status")));
}

// The server keeps its notices until they are dismissed, all at once; the same sentence twice is said once.
function notices() {
  const sentences = [...new Set(store.screen?.notices ?? [])].slice(-4);
  return sentences.map((text) => drawToast({ id: `notice ${text}`, text, kind: "alert" }, () => act("dismiss")));
}

function drawToast({ id, text, kind }, close) {
  return h("div", { class: `toast ${kind}`, key: id },
    icon(kind === "alert" ? "warn" : "check"),
    h("p", null, text),
    h("button", { type: "button", class: "quiet square", "aria-label": "Dismiss this notice", onclick: close }, icon("close")));
}
