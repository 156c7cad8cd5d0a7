// What the page knows: the place a person is at (kept in the address), the last screen from the server, and what is open.

const listeners = [];
const here = new URLSearchParams(location.search);

/** The one state of the page. Change it through `update` so that the page is redrawn. */
export const store = {
  as: here.get("as") ?? "",
  channel: here.get("channel") ?? "",
  thread: here.get("thread") ?? "",
  view: here.get("view") ?? "",
  screen: null,
  seenAt: 0,
  live: true,
  failure: "",
  drawer: false,
  hintHidden: false,
  menu: null,
  editing: "",
  active: "",
  ask: null,
  away: {},
  complete: null,
  members: false,
  founding: false,
  toasts: [],
  busy: new Set(),
};

/** Calls `listener` after every change, once per turn however many changes were made. */
export function subscribe(listener) {
  listeners.push(listener);
}

let queued = false;

/** Merges `changes` into the state and redraws soon. */
export function update(changes = {}) {
  Object.assign(store, changes);
  if (queued) return;
  queued = true;
  queueMicrotask(() => {
    queued = false;
    for (const listener of listeners) listener();
  });
}

/** The address of a place, keeping who the person acts as. */
export function address(place) {
  const query = new URLSearchParams();
  const whole = { as: store.as, channel: store.channel, thread: "", view: "", ...place };
  for (const name of ["as", "channel", "thread", "view"]) if (whole[name]) query.set(name, whole[name]);
  return `?${query}`;
}

/** Takes the place from the address bar, for the first load and for Back and Forward. */
export function placeFromAddress() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(["as", "channel", "thread", "view"].map((name) => [name, query.get(name) ?? ""]));
}

/** True while the direct message with the bot is looked at on its Home tab. */
export function isHome() {
  return store.view === "home" && isAppChannel(currentChannel());
}

/** True for the direct message with the bot, which is also where the app's Home is. */
export function isAppChannel(channel) {
  const bot = store.screen?.bot.user_id;
  return channel?.kind === "im" && channel.members.includes(bot);
}

/** The channel shown now, or undefined while the first screen is on its way. */
export function currentChannel() {
  return store.screen?.channels.find((channel) => channel.id === store.screen.channel);
}
