// The clock of the workspace, and the buttons that move it.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { act } from "./server.js";
import { store, update } from "./store.js";
import { clockTime, fromLocalField, nowMs, shortDay, toLocalField, zone } from "./times.js";
import { toast } from "./toasts.js";

/** The clock bar, where the clock can be moved. */
export function clockBar() {
  if (!store.screen.clock_movable) return null;
  const now = nowMs();
  return h("div", { class: "clock", role: "group", "aria-label": "Clock of the workspace", key: "clock" },
    h("p", { class: "clock-now" }, icon("clock"),
      h("span", { class: "clock-words" },
        h("time", { datetime: new Date(now).toISOString() }, h("span", null, shortDay(now)), " ", h("strong", null, clockTime(now))),
        h("span", { class: "faint" }, zone()))),
    h("div", { class: "clock-moves" },
      mover("+1 hour", "+1h"),
      mover("Next working day", "next_working_day"),
      setter("in-bar")));
}

/** The field that sets the clock, for the drawer of a narrow screen. */
export function clockSetter() {
  return store.screen.clock_movable && h("section", { class: "only-phone" }, h("h2", null, "Move the clock"), setter("in-rail"));
}

function setter(style) {
  return h("form", { class: `clock-form ${style}`, onsubmit: set },
    h("input", {
      type: "datetime-local", name: "to", "aria-label": "Move the clock to", oninput: (event) => { event.target.touched = true; },
      drawn: (el) => { if (!el.touched) el.value = toLocalField(nowMs()); },
    }),
    h("button", { type: "submit", class: "btn" }, "Go"));
}

function mover(name, to) {
  const busy = store.busy.has("clock");
  return h("button", { type: "button", class: "btn", "aria-busy": busy ? "true" : null, onclick: () => move(to) }, name);
}

function set(event) {
  event.preventDefault();
  const field = event.target.elements.to;
  if (field.value) move(new Date(fromLocalField(field.value)).toISOString().replace(".000Z", "Z"));
  else toast("Please give a date and a time.");
}

async function move(to) {
  if (store.busy.has("clock")) return;
  store.busy.add("clock");
  update();
  const answer = await act("clock", { to });
  store.busy.delete("clock");
  if (answer.ok) for (const field of document.querySelectorAll(".clock-form input")) field.touched = false;
  update();
  if (answer.ok) toast("The clock has moved.", "status");
}
