// What a person has typed or chosen in Block Kit elements, kept here until it is sent, whatever the screen does meanwhile.
//
// A "spot" says where an element stands: {surface, blockId, element, dispatches}. A surface is a message or a view:
// {key, channel, ts} or {key, view_id, state}. A spot that dispatches sends an action on each change; others only store state.
import { ask } from "./dialogs.js";
import { act } from "./server.js";
import { store, update } from "./store.js";

const TYPING_MS = 250;
const kept = new Map();
const waiting = new Map();

const INITIAL = {
  plain_text_input: (e) => e.initial_value ?? "",
  email_text_input: (e) => e.initial_value ?? "",
  url_text_input: (e) => e.initial_value ?? "",
  number_input: (e) => e.initial_value ?? "",
  static_select: (e) => e.initial_option?.value ?? null,
  radio_buttons: (e) => e.initial_option?.value ?? null,
  users_select: (e) => e.initial_user ?? null,
  conversations_select: (e) => e.initial_conversation ?? (e.default_to_current_conversation ? store.channel : null),
  channels_select: (e) => e.initial_channel ?? null,
  datepicker: (e) => e.initial_date ?? null,
  timepicker: (e) => e.initial_time ?? null,
  datetimepicker: (e) => e.initial_date_time ?? null,
  checkboxes: (e) => (e.initial_options ?? []).map((option) => option.value),
  multi_static_select: (e) => (e.initial_options ?? []).map((option) => option.value),
  multi_users_select: (e) => e.initial_users ?? [],
  multi_conversations_select: (e) => e.initial_conversations ?? [],
  multi_channels_select: (e) => e.initial_channels ?? [],
};

const STATE_FIELDS = ["value", "selected_option", "selected_user", "selected_conversation", "selected_channel", "selected_date",
  "selected_time", "selected_date_time", "selected_options", "selected_users", "selected_conversations", "selected_channels"];

/** True for an element that holds a value (everything but buttons and overflow menus). */
export function holdsValue(element) {
  return element.type in INITIAL;
}

function keyOf({ surface, blockId, element }) {
  return `${store.as} ${surface.key} ${blockId} ${element.action_id}`;
}

/** The value to show: what the person entered here, else what the server keeps, else the element's initial value. */
export function valueOf(spot) {
  const mine = kept.get(keyOf(spot));
  // A view keeps what was typed through its updates, as Slack does; a message redrawn with another element starts again.
  if (mine && (spot.surface.view_id || mine.stamp === JSON.stringify(spot.element))) return mine.value;
  return fromState(spot) ?? INITIAL[spot.element.type]?.(spot.element) ?? null;
}

function fromState({ surface, blockId, element }) {
  const state = surface.state?.[blockId]?.[element.action_id];
  const field = STATE_FIELDS.find((name) => state && state[name] !== undefined && state[name] !== null);
  if (!field) return null;
  const value = state[field];
  if (field === "selected_option") return value.value;
  return field === "selected_options" ? value.map((option) => option.value) : value;
}

function keep(spot, value) {
  kept.set(keyOf(spot), { value, stamp: JSON.stringify(spot.element) });
}

/** Forgets what was entered on a surface that is done with. */
export function forget(surface) {
  for (const key of kept.keys()) if (key.startsWith(`${store.as} ${surface.key} `)) kept.delete(key);
}

function fieldsOf({ surface, blockId, element }, value) {
  const { channel, ts, view_id } = surface;
  return { as: store.as, channel, ts, view_id, block_id: blockId, action_id: element.action_id, value };
}

/** Stores what is being typed and tells the server a moment later. */
export function typing(spot, value) {
  keep(spot, value);
  const key = keyOf(spot);
  clearTimeout(waiting.get(key)?.timer);
  const fields = fieldsOf(spot, value);
  const send = () => {
    waiting.delete(key);
    return act("state", fields, { still: true });
  };
  waiting.set(key, { send, timer: setTimeout(send, TYPING_MS) });
  if (spot.element.max_length) update();
}

/** Tells the server everything typed so far; resolves when it knows. */
export async function flush() {
  for (const { send, timer } of [...waiting.values()]) {
    clearTimeout(timer);
    await send();
  }
}

/** A choice was made: an action where the element dispatches, else state. */
export async function choose(spot, value) {
  if (spot.dispatches && !(await agreed(spot))) return;
  keep(spot, value);
  update();
  await flush();
  if (spot.dispatches) await press(spot, value, true);
  else await act("state", fieldsOf(spot, value), { still: true });
}

async function agreed(spot) {
  const yes = !spot.element.confirm || await ask(spot.element.confirm);
  if (!yes) update();
  return yes;
}

/** A button was pressed (or an overflow option taken). A second press while the first is on its way does nothing. */
export async function press(spot, value, confirmed = false) {
  const key = keyOf(spot);
  if (store.busy.has(key) || (!confirmed && !(await agreed(spot)))) return;
  store.busy.add(key);
  update();
  await flush();
  await act("action", fieldsOf(spot, value));
  store.busy.delete(key);
  update();
}

/** True while a press of this element is on its way. */
export function isBusy(spot) {
  return store.busy.has(keyOf(spot));
}
