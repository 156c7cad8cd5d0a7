// Block Kit elements: buttons, menus, choices and text fields. Selects and pickers have files of their own.
import { h } from "./dom.js";
import { choose, isBusy, press, typing, valueOf } from "./entries.js";
import { safeImage } from "./files.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { plain, textObject, unescape } from "./mrkdwn.js";
import { multiSelect } from "./multi_select.js";
import { naming } from "./naming.js";
import { datePicker, dateTimePicker, timePicker } from "./pickers.js";
import { select } from "./selects.js";

/** One element at `place`: {surface, blockId, dispatches, id, label?, about?, invalid?, required?}. */
export function drawElement(element, place) {
  const spot = { ...place, element };
  const draw = ELEMENTS[element.type];
  return draw ? draw(spot) : h("span", { class: "faint" }, `(“${element.type}” is not drawn in the local workspace.)`);
}

const ELEMENTS = {
  button,
  workflow_button: button,
  overflow,
  image: ({ element }) => h("img", { src: safeImage(element.image_url), alt: element.alt_text, class: "thumb" }),
  static_select: select,
  users_select: select,
  conversations_select: select,
  channels_select: select,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  multi_conversations_select: multiSelect,
  multi_channels_select: multiSelect,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  radio_buttons: (spot) => options(spot, "radio"),
  checkboxes: (spot) => options(spot, "checkbox"),
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
};

function openSafely(url) {
  if (/^https?:|^mailto:/i.test(url ?? "")) window.open(url, "_blank", "noopener,noreferrer");
}

function button(spot) {
  const { element, id } = spot;
  const busy = isBusy(spot);
  return h("button", {
    type: "button", id, key: element.action_id, class: `btn ${element.style ?? ""}`, "aria-label": element.accessibility_label ?? null,
    "aria-busy": busy ? "true" : null,
    onclick: () => {
      if (element.url) openSafely(unescape(element.url));
      press(spot, undefined);
    },
  }, plain(element.text), element.url && h("span", { class: "away", "aria-hidden": "true" }, "↗"));
}

function overflow(spot) {
  const items = spot.element.options.map((option) => ({
    name: plain(option.text),
    note: plain(option.description),
    run: () => {
      if (option.url) openSafely(unescape(option.url));
      press(spot, option.value);
    },
  }));
  const key = `${spot.surface.key} ${spot.blockId} ${spot.element.action_id}`;
  return menuButton({ key, name: "More actions", class: "btn square", face: icon("more"), items });
}

function options(spot, kind) {
  const { element, id, label, about, invalid } = spot;
  const value = valueOf(spot);
  const chosen = kind === "radio" ? [value] : (value ?? []);
  const toggle = (option) => {
    if (kind === "radio") return choose(spot, option.value);
    const without = chosen.filter((each) => each !== option.value);
    return choose(spot, without.length === chosen.length ? [...chosen, option.value] : without);
  };
  return h("div", {
    class: "options", role: kind === "radio" ? "radiogroup" : "group", key: element.action_id,
    "aria-labelledby": label ?? about ?? null, "aria-describedby": label ? about : null, "aria-invalid": invalid ? "true" : null,
  }, element.options.map((option, index) => h("label", { class: "option", key: option.value },
    h("input", {
      type: kind, name: id, id: index === 0 ? id : null, checked: chosen.includes(option.value), onchange: () => toggle(option),
      "aria-describedby": option.description ? `${id}-${index}` : null,
    }),
    h("span", null, h("span", { class: "option-text" }, inlineText(option.text)),
      option.description && h("span", { class: "faint", id: `${id}-${index}` }, inlineText(option.description))))));
}

// A label may hold only phrasing, so a paragraph drawn from mrkdwn gives its children.
function inlineText(object) {
  return textObject(object).flatMap((node) => (node.tag === "p" ? node.children : [node]));
}

function textInput(spot) {
  const { element } = spot;
  const value = String(valueOf(spot) ?? "");
  const props = {
    ...naming(spot), key: element.action_id, value, placeholder: plain(element.placeholder) || null, autocomplete: "off",
    oninput: (event) => {
      typing(spot, event.target.value);
      if (sendsOn(spot, "on_character_entered")) press(spot, event.target.value, true);
    },
    onkeydown: (event) => enterKey(event, spot),
  };
  const field = element.multiline
    ? h("textarea", { ...props, rows: "5" })
    : h("input", { ...props, type: "text", inputmode: element.type === "number_input" ? "decimal" : null });
  return [field, counter(element, value)];
}

function sendsOn({ element, dispatches }, trigger) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  return dispatches && triggers.includes(trigger);
}

function enterKey(event, spot) {
  if (event.key !== "Enter" || event.isComposing) return;
  const { multiline } = spot.element;
  if (sendsOn(spot, "on_enter_pressed") && !(multiline && event.shiftKey)) {
    event.preventDefault();
    typing(spot, event.target.value);
    press(spot, event.target.value);
  } else if (multiline && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.target.form?.requestSubmit();
  }
}

// Nothing typed or pasted is cut off; the count says what to do about it.
function counter(element, value) {
  const limit = element.max_length;
  if (!limit || value.length < limit * 0.8) return null;
  const left = limit - value.length;
  const words = left >= 0 ? `${left} characters left` : `${-left} characters too many`;
  return h("p", { class: left < 0 ? "error" : "hint", role: "status", key: `${element.action_id}-count` }, words);
}
