// Everything that is asked of the server: the screen, acts, and the line that says when something changed.
import { address, currentChannel, isAppChannel, placeFromAddress, store, update } from "./store.js";
import { toast } from "./toasts.js";

let wanted = 0;
let loading = null;

/** Fetches the screen for the place a person is at; calls made meanwhile are answered by one more fetch. */
export function refresh() {
  wanted += 1;
  loading ??= fetchUntilCurrent().finally(() => { loading = null; });
  return loading;
}

async function fetchUntilCurrent() {
  let done = -1;
  while (done !== wanted) {
    done = wanted;
    try {
      await fetchOnce(done);
    } catch (error) {
      update({ failure: `The local workspace does not answer (${error.message}).` });
      return;
    }
  }
}

async function fetchOnce(turn) {
  const query = new URLSearchParams();
  for (const name of ["as", "channel", "thread"]) if (store[name]) query.set(name, store[name]);
  const response = await fetch(`/ui/screen?${query}`);
  const screen = await response.json();
  if (turn !== wanted) return;
  if (!response.ok || screen.ok === false) {
    leavePlace(screen.error ?? `status ${response.status}`);
    return;
  }
  take(screen);
}

// Quietly and without another fetch: a refusal (a deactivated account) must not make the page ask for ever.
function markRead(channel) {
  act("read", { channel }, { quiet: true, still: true });
}

// A place that is gone (a deleted thread, a channel one has left) must not lock a person out of the page.
function leavePlace(reason) {
  if (!store.channel && !store.thread && !store.as) throw new Error(reason);
  const changes = store.thread ? { thread: "" } : store.channel ? { channel: "", view: "" } : { as: "" };
  toast(reason);
  update(changes);
  wanted += 1;
}

function take(screen) {
  update({ screen, seenAt: Date.now(), failure: "", as: screen.me.id, channel: screen.channel });
  // The server may show another place than was asked for (the first time, or a channel one cannot see).
  if (address({ thread: store.thread, view: store.view }) !== location.search) keepAddress();
  const seen = screen.channels.find((channel) => channel.id === screen.channel);
  if (seen?.unread && store.view !== "home" && document.visibilityState === "visible") markRead(seen.id);
}

/** Does something as the acting person. Gives the server's answer; a refusal is also shown, unless `quiet`;
 *  `still` asks for no new screen. */
export async function act(type, fields = {}, { quiet = false, still = false } = {}) {
  let answer;
  try {
    const response = await fetch("/ui/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as: store.as, type, ...fields }),
    });
    answer = await response.json();
  } catch (error) {
    answer = { ok: false, error: `The local workspace does not answer (${error.message}).` };
  }
  if (!answer.ok && !quiet) toast(answer.error ?? "That did not work.");
  if (!still) refresh();
  return answer;
}

/** Goes to another place (`as`, `channel`, `thread`, `view`) and keeps it in the address. */
export function go(place, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"]({}, "", address(place));
  arrive(placeFromAddress());
}

function keepAddress() {
  history.replaceState({}, "", address({ thread: store.thread, view: store.view }));
}

async function arrive(place) {
  const changedPerson = place.as !== store.as;
  const withApp = isAppChannel(currentChannel());
  const moved = changedPerson || place.channel !== store.channel || place.view !== store.view;
  update({ ...place, drawer: false, menu: null, editing: "", active: "", members: false, toasts: [] });
  await refresh();
  if (changedPerson) listen();
  // Whoever looks at their conversation with the app looks at the next person's conversation with it.
  const own = store.screen?.channels.find(isAppChannel);
  if (changedPerson && withApp && own && own.id !== store.channel) {
    go({ channel: own.id, view: place.view }, { replace: true });
    return;
  }
  if (moved) visitApp();
}

/** Tells the app that its Home or Messages tab was opened, as Slack does, when that is the place shown. */
export function visitApp() {
  if (isAppChannel(currentChannel())) act(store.view === "home" ? "home" : "open_im", {}, { quiet: true });
}

let line = null;
let pause = 500;

/** Keeps a line open to the server, and asks for the screen whenever it says that something changed. */
export function listen() {
  line?.close();
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const opened = new WebSocket(`${scheme}://${location.host}/ui/events?as=${encodeURIComponent(store.as)}`);
  line = opened;
  opened.onopen = () => {
    pause = 500;
    update({ live: true });
    refresh();
  };
  opened.onmessage = (event) => {
    if (JSON.parse(event.data).revision !== store.screen?.revision) refresh();
  };
  opened.onclose = () => {
    if (line !== opened) return;
    update({ live: false });
    pause = Math.min(pause * 2, 8000);
    setTimeout(() => { if (line === opened) listen(); }, pause);
  };
}

window.addEventListener("popstate", () => arrive({ ...placeFromAddress() }));
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && store.screen) refresh(); });
