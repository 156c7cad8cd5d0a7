// The left side: who one is, and where one can go.
import { avatar } from "./avatar.js";
import { clockSetter } from "./clock.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { channelName } from "./names.js";
import { go } from "./server.js";
import { address, isAppChannel, store, update } from "./store.js";
import { clockTime, nowMs } from "./times.js";

/** The rail; on a narrow screen it is a drawer. */
export function rail() {
  const { screen } = store;
  const rooms = screen.channels.filter((each) => each.kind === "channel" || each.kind === "private");
  const direct = screen.channels.filter((each) => each.kind === "im" || each.kind === "mpim");
  const app = direct.find(isAppChannel);
  return h("nav", { class: store.drawer ? "rail open" : "rail", id: "rail", "aria-label": "Workspace", key: "rail", onkeydown: escape },
    h("div", { class: "rail-head" },
      h("p", { class: "workspace" }, screen.workspace.name),
      h("button", { type: "button", class: "quiet square only-narrow", "aria-label": "Close the menu", onclick: shut }, icon("close"))),
    picker(screen),
    section("Channels", rooms.map((each) => entry(each, icon(each.kind === "private" ? "lock" : "hash"))), "No channels yet", newChannel()),
    section("Direct messages", direct.map((each) => entry(each, face(each))), "None yet"),
    app && section(screen.bot.name, [place({
      key: "home", name: "Home", mark: icon("home"), place: { channel: app.id, view: "home" },
      here: store.view === "home" && app.id === screen.channel,
    })]),
    clockSetter(),
    connection(screen.bot));
}

function shut() {
  update({ drawer: false });
  document.querySelector("[aria-controls=rail]")?.focus();
}

function escape(event) {
  if (event.key === "Escape" && store.drawer) shut();
}

// The browser's own list lies, unseen, over a card that shows more than a list entry could.
function picker({ me, people }) {
  const others = people.filter((each) => !each.is_bot && (!each.deleted || each.id === me.id));
  return h("div", { class: "picker-card", title: [me.real_name, me.title].filter(Boolean).join(", ") },
    h("span", { class: "picker-label", "aria-hidden": "true" }, "You are"),
    avatar(me, "big"),
    h("span", { class: "picker-words", "aria-hidden": "true" },
      h("strong", null, me.real_name || me.name),
      h("span", { class: "faint" }, me.title || "member"),
      h("span", { class: "faint" }, `${clockTime(nowMs())} in ${me.tz || "UTC"}`)),
    icon("chevron"),
    h("select", { "aria-label": "You are", value: me.id, onchange: (event) => go({ as: event.target.value }) },
      others.map((each) => h("option", { key: each.id, value: each.id }, pickerText(each)))));
}

function pickerText(each) {
  const name = each.real_name || each.name;
  const note = [each.title, each.deleted && "deactivated"].filter(Boolean).join(", ");
  return note ? `${name} (${note})` : name;
}

function newChannel() {
  return h("button", {
    type: "button", class: "quiet square", "aria-label": "New channel", title: "New channel", onclick: () => update({ founding: true }),
  }, icon("plus"));
}

function section(title, entries, empty, extra = null) {
  return h("section", { key: title },
    h("div", { class: "rail-title" }, h("h2", null, title), extra),
    entries.length ? h("ul", null, entries) : h("p", { class: "faint pad" }, empty));
}

function face(channel) {
  const other = channel.members.find((id) => id !== store.screen.me.id);
  return avatar(store.screen.people.find((each) => each.id === other) ?? { id: other, real_name: channelName(channel) }, "small");
}

function entry(channel, mark) {
  const here = channel.id === store.screen.channel && store.view !== "home";
  const unread = here ? 0 : channel.unread;
  const outside = channel.is_member === false;
  return place({ key: channel.id, name: channelName(channel), mark, place: { channel: channel.id }, unread, here, outside });
}

function place({ key, name, mark, place: target, unread = 0, here, outside = false }) {
  const style = ["place", unread && "unread", outside && "outside"].filter(Boolean).join(" ");
  return h("li", { key },
    h("a", {
      href: address(target), class: style, "aria-current": here ? "page" : null,
      "aria-label": unread ? `${name}, ${unread} unread` : name,
      onclick: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(target);
      },
    }, mark, h("span", { class: "place-name" }, name), unread > 0 && h("span", { class: "badge" }, unread > 99 ? "99+" : unread)));
}

function connection({ name, connected }) {
  return h("p", { class: `connection ${connected ? "on" : "off"}`, role: "status" },
    icon(connected ? "check" : "warn"), connected ? `${name} is connected` : `${name} is not connected`);
}
