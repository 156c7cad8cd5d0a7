// Selects with several choices: what is chosen stands as chips, what can be chosen is filtered by typing.
import { h, patch, widget } from "./dom.js";
import { choose, valueOf } from "./entries.js";
import { icon } from "./icons.js";
import { plain } from "./mrkdwn.js";
import { naming } from "./naming.js";
import { choices } from "./selects.js";

/** A select with several choices. Where it dispatches, it does so when it is left, once, as Slack does. */
export function multiSelect(spot) {
  return widget(spot.element.action_id, make, spot);
}

function make(first) {
  const el = document.createElement("div");
  el.className = "multi";
  const self = { el, spot: first, open: false, query: "", active: 0, mine: null };
  // Not at once: an element that is taken away loses the focus in the middle of drawing.
  el.addEventListener("focusout", () => setTimeout(() => { if (!el.contains(document.activeElement)) shut(self); }));
  el.addEventListener("keydown", (event) => keys(self, event));
  draw(self);
  return { el, update(spot) { self.spot = spot; draw(self); } };
}

const all = (self) => choices(self.spot.element).flatMap((group) => group.options);
const chosen = (self) => self.mine ?? valueOf(self.spot) ?? [];

function offered(self) {
  const words = self.query.toLocaleLowerCase();
  return all(self).filter((option) => `${option.text} ${option.note}`.toLocaleLowerCase().includes(words));
}

function set(self, values) {
  const limit = self.spot.element.max_selected_items;
  if (limit && values.length > limit) return;
  self.mine = values;
  if (!self.spot.dispatches || !self.open) send(self);
  draw(self);
}

async function send(self) {
  const values = self.mine;
  if (values && JSON.stringify(values) !== JSON.stringify(valueOf(self.spot))) await choose(self.spot, values);
  if (self.mine !== values) return;
  self.mine = null;
  draw(self);
}

function toggle(self, value) {
  const now = chosen(self);
  set(self, now.includes(value) ? now.filter((each) => each !== value) : [...now, value]);
}

function shut(self) {
  self.open = false;
  self.query = "";
  self.active = 0;
  send(self);
  draw(self);
}

function keys(self, event) {
  const options = offered(self);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (self.open) self.active = (self.active + step + options.length) % Math.max(options.length, 1);
    self.open = true;
  } else if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    if (self.open && options[self.active]) toggle(self, options[self.active].value);
    self.open = true;
  } else if (event.key === "Escape" && self.open) {
    event.preventDefault();
    shut(self);
  } else if (event.key === "Backspace" && event.target.matches("input") && !self.query && chosen(self).length) {
    set(self, chosen(self).slice(0, -1));
  } else {
    return;
  }
  draw(self);
}

function draw(self) {
  const { id, element } = self.spot;
  const options = offered(self);
  patch(self.el,
    h("div", { class: "multi-box", onmousedown: (event) => focusField(self, event) },
      chosen(self).map((value) => chip(self, value)),
      h("input", {
        ...naming(self.spot), key: "field", role: "combobox", type: "text", autocomplete: "off", "aria-autocomplete": "list",
        "aria-expanded": String(self.open), "aria-controls": `${id}-list`, value: self.query,
        "aria-activedescendant": self.open && options[self.active] ? `${id}-${self.active}` : null,
        placeholder: chosen(self).length ? null : plain(element.placeholder) || "Choose one or more",
        onclick: () => { self.open = true; draw(self); },
        oninput: (event) => { Object.assign(self, { query: event.target.value, open: true, active: 0 }); draw(self); },
      })),
    h("ul", { role: "listbox", id: `${id}-list`, "aria-label": "Choices", "aria-multiselectable": "true", hidden: !self.open },
      self.open && options.map((option, index) => choice(self, option, index)),
      self.open && !options.length && h("li", { class: "faint", role: "presentation" }, "Nothing by that name")));
}

function focusField(self, event) {
  if (event.target.closest("button, input")) return;
  event.preventDefault();
  self.el.querySelector("input").focus();
  self.open = true;
  draw(self);
}

function chip(self, value) {
  const text = all(self).find((option) => option.value === value)?.text ?? value;
  const remove = () => {
    self.el.querySelector("input").focus();
    set(self, chosen(self).filter((each) => each !== value));
  };
  return h("span", { class: "chip", key: value }, text,
    h("button", { type: "button", "aria-label": `Remove ${text}`, onclick: remove }, icon("close")));
}

function choice(self, option, index) {
  const on = chosen(self).includes(option.value);
  return h("li", {
    role: "option", id: `${self.spot.id}-${index}`, key: option.value, "aria-selected": String(on),
    class: index === self.active ? "active" : null, onmousedown: (event) => event.preventDefault(),
    onclick: () => { self.active = index; toggle(self, option.value); },
  }, h("span", { class: "tick" }, on && icon("check")), option.text, option.note && h("span", { class: "faint" }, option.note));
}
