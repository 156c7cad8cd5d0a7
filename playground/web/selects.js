// Selects with one choice: the browser's own control, which phones, keyboards and screen readers all know.
import { h } from "./dom.js";
import { choose, valueOf } from "./entries.js";
import { plain } from "./mrkdwn.js";
import { naming } from "./naming.js";
import { channelTitle } from "./names.js";
import { store } from "./store.js";

/** What can be chosen in a select of any kind: groups of {value, text, note}. */
export function choices(element) {
  const kind = element.type.replace(/^multi_/, "");
  if (kind === "users_select") return [{ options: people() }];
  if (kind === "channels_select") return [{ options: channels(element, ["channel"]) }];
  if (kind === "conversations_select") return [{ options: channels(element, ["channel", "private", "im"]) }];
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.map((group) => ({ label: plain(group.label), options: group.options.map(fromOption) }));
}

function fromOption(option) {
  return { value: option.value, text: plain(option.text), note: plain(option.description) };
}

function people() {
  const present = store.screen.people.filter((each) => !each.deleted);
  const humans = present.filter((each) => !each.is_bot);
  const bots = present.filter((each) => each.is_bot);
  return [
    ...humans.map((each) => ({ value: each.id, text: each.real_name || each.name, note: each.title })),
    ...bots.map((each) => ({ value: each.id, text: each.real_name || each.name, note: "app" })),
  ];
}

function channels(element, kinds) {
  const names = { public: "channel", private: "private", im: "im" };
  const wanted = element.filter?.include?.map((each) => names[each]) ?? kinds;
  return store.screen.channels
    .filter((each) => kinds.includes(each.kind) && wanted.includes(each.kind))
    .map((each) => ({ value: each.id, text: channelTitle(each), note: "" }));
}

/** A select with one choice. */
export function select(spot) {
  const { element } = spot;
  const value = valueOf(spot) ?? "";
  const groups = choices(element).map((group) => {
    const options = group.options.map((option) => h("option", { key: option.value, value: option.value }, optionText(option)));
    return group.label ? h("optgroup", { key: group.label, label: group.label }, options) : options;
  });
  const known = choices(element).some((group) => group.options.some((option) => option.value === value));
  return h("span", { class: "select", key: element.action_id },
    h("select", {
      ...naming(spot), value, class: value ? null : "empty", onkeydown: openFirst,
      onchange: (event) => choose(spot, event.target.value || null),
    },
    h("option", { key: "", value: "", disabled: !spot.optional, hidden: !spot.optional }, plain(element.placeholder) || "Choose one"),
    groups,
    value && !known && h("option", { key: value, value }, value)));
}

function optionText({ text, note }) {
  return note ? `${text} (${note})` : text;
}

// Arrow keys open the list instead of choosing at once, so that passing an option is not choosing it.
function openFirst(event) {
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || !event.target.showPicker) return;
  event.preventDefault();
  event.target.showPicker();
}
