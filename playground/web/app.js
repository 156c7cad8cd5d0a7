// The page as a whole: what is drawn where, and the first steps when it opens.
import { clockBar } from "./clock.js";
import { composer } from "./composer.js";
import { messageList } from "./conversation.js";
import { askDialog } from "./dialogs.js";
import { h, patch } from "./dom.js";
import { appTabs, homePage } from "./home.js";
import { icon } from "./icons.js";
import { membersButton, membersDialog } from "./members.js";
import { modalDialogs } from "./modals.js";
import { inline } from "./mrkdwn.js";
import { channelName, channelTitle } from "./names.js";
import { channelDialog } from "./new_channel.js";
import { toastRegions } from "./notices.js";
import { rail } from "./rail.js";
import { act, listen, refresh, visitApp } from "./server.js";
import { currentChannel, isAppChannel, isHome, store, subscribe, update } from "./store.js";
import { threadPanel } from "./thread.js";

const root = document.getElementById("page");
const CLOCK_TICK_MS = 15_000;

function draw() {
  const focused = document.activeElement?.closest?.("[data-key]")?.dataset.key;
  patch(root, store.screen ? page() : opening(), toastRegions());
  keepFocusNear(focused);
  document.title = title();
}

function page() {
  const dialogs = [membersDialog(), channelDialog(), ...modalDialogs(), askDialog()].filter(Boolean);
  const thread = threadPanel();
  return [
    h("div", { class: thread ? "app with-thread" : "app", key: "app", inert: dialogs.length > 0 },
      topbar(), rail(),
      store.drawer && h("div", { class: "drawer-veil", key: "veil", onclick: () => update({ drawer: false }) }),
      main(), thread),
    h("div", { class: "dialogs", key: "dialogs" }, dialogs),
  ];
}

function opening() {
  return h("div", { class: "opening", key: "opening" },
    store.failure
      ? [h("p", { role: "alert" }, store.failure), h("button", { type: "button", class: "btn primary", onclick: refresh }, "Try again")]
      : h("p", { role: "status" }, "Opening the workspace"));
}

function topbar() {
  return h("header", { class: "topbar", key: "topbar" },
    h("button", {
      type: "button", class: "quiet square only-narrow", "aria-label": "Open the menu", "aria-controls": "rail",
      "aria-expanded": String(store.drawer), onclick: openDrawer,
    }, icon("menu")),
    h("span", { class: "mark", "aria-hidden": "true" }, icon("spark")),
    h("p", { class: "product" }, "Local workspace"),
    clockBar());
}

function openDrawer() {
  update({ drawer: true });
  setTimeout(() => document.querySelector("#rail button")?.focus());
}

function main() {
  const channel = currentChannel();
  return h("main", { class: "main", key: "main", inert: store.drawer },
    offline(),
    channel ? [
      heading(channel),
      isAppChannel(channel) && appTabs(),
      isHome() ? homePage() : conversation(channel),
    ] : h("div", { class: "nothing" }, h("p", { class: "nothing-title" }, "There is no channel here for you yet")));
}

function offline() {
  if (store.live && !store.failure) return null;
  return h("p", { class: "banner", role: "status", key: "offline" }, icon("warn"),
    store.failure || "The line to the local workspace is down.", " This page tries again by itself.");
}

function heading(channel) {
  const room = channel.kind !== "im" && channel.kind !== "mpim";
  return h("header", { class: "pane-head", key: "heading" },
    h("div", { class: "pane-title" },
      h("h1", null, room && icon(channel.kind === "private" ? "lock" : "hash"), channelName(channel)),
      channel.topic && h("p", { class: "faint" }, inline(channel.topic))),
    room && membersButton(channel));
}

function conversation(channel) {
  const app = isAppChannel(channel);
  return h("div", { class: "talk", key: "talk", ...(app ? { role: "tabpanel", id: "tab-panel", "aria-labelledby": "tab-Messages" } : {}) },
    messageList({
      key: `${store.screen.me.id} ${channel.id}`, name: "Messages", channel: channel.id,
      messages: store.screen.messages, empty: empty(channel),
    }),
    hint(),
    whereToType(channel));
}

function whereToType(channel) {
  if (channel.archived) return h("p", { class: "closed", key: "closed" }, "This channel is archived. It can be read, not written in.");
  if (channel.members.includes(store.screen.me.id)) return composer({ name: `Message ${channelTitle(channel)}`, channel: channel.id });
  return h("p", { class: "closed", key: "join" }, `You are not in ${channelTitle(channel)}. `,
    h("button", { type: "button", class: "btn primary", onclick: () => act("invite", { channel: channel.id, user: store.screen.me.id }) },
      "Join the channel"));
}

function empty(channel) {
  return h("div", { class: "nothing" },
    h("p", { class: "nothing-title" }, `This is the start of ${channelTitle(channel)}`),
    h("p", null, "Nobody has said anything yet."));
}

function hint() {
  const { hint: words, bot } = store.screen;
  if (!words || store.hintHidden) return null;
  return h("aside", { class: "hint-card", key: "hint", "aria-label": "What to try first" },
    icon("spark"),
    h("p", null, inline(words), !bot.connected && h("span", { class: "faint" }, ` ${bot.name} is not connected yet.`)),
    h("button", { type: "button", class: "quiet square", "aria-label": "Hide this hint", onclick: () => update({ hintHidden: true }) },
      icon("close")));
}

function title() {
  if (!store.screen) return "Local workspace";
  const unread = store.screen.channels.reduce((sum, each) => sum + (each.unread ?? 0), 0);
  return `${unread ? `(${unread}) ` : ""}${channelTitle(currentChannel())} · ${store.screen.workspace.name}`;
}

// When a button that was just pressed is gone, the focus stays at the message it was in.
function keepFocusNear(key) {
  if (!key || document.activeElement !== document.body) return;
  const near = document.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? document.querySelector(".main .composer textarea");
  near?.focus({ preventScroll: true });
}

subscribe(draw);
draw();
await refresh();
listen();
visitApp();
setInterval(() => { if (store.screen?.clock_movable) update(); }, CLOCK_TICK_MS);
// On a phone this would open the keyboard over what one wants to read.
if (matchMedia("(hover: hover)").matches) document.querySelector(".main .composer textarea")?.focus();
