// Date and time fields: the browser's own. A date typed by keyboard counts when it is left or Enter is pressed, not at each digit.
import { h } from "./dom.js";
import { choose, valueOf } from "./entries.js";
import { naming } from "./naming.js";
import { fromLocalField, toLocalField, zone } from "./times.js";

const KEYS_MS = 400;

/** A date ("2026-03-02"). */
export function datePicker(spot) {
  return picker(spot, "date", valueOf(spot) ?? "", (text) => text);
}

/** A time ("09:05"). */
export function timePicker(spot) {
  return picker(spot, "time", valueOf(spot) ?? "", (text) => text);
}

/** A moment, in whole seconds since 1970, shown in the person's own zone. */
export function dateTimePicker(spot) {
  const seconds = valueOf(spot);
  return picker(spot, "datetime-local", seconds ? toLocalField(seconds * 1000) : "",
    (text) => Math.floor(fromLocalField(text) / 1000), zone());
}

function picker(spot, type, shown, read, note = "") {
  const commit = (el) => {
    if (el.value === (el.sent ?? shown)) return;
    el.sent = el.value;
    choose(spot, el.value ? read(el.value) : null);
  };
  return h("span", { class: "picker", key: spot.element.action_id },
    h("input", {
      ...naming(spot), type, value: shown,
      onkeydown: (event) => {
        event.target.keyAt = Date.now();
        if (event.key === "Enter") commit(event.target);
      },
      onchange: (event) => { if (Date.now() - (event.target.keyAt ?? 0) > KEYS_MS) commit(event.target); },
      onblur: (event) => commit(event.target),
      drawn: (el) => { if (el.value === shown) el.sent = undefined; },
    }),
    note && h("span", { class: "faint" }, note));
}
