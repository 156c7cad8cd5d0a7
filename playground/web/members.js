// Who is in a channel; invite someone (or the bot), take someone out, leave, or deactivate an account.
import { avatar } from "./avatar.js";
import { ask, dialog } from "./dialogs.js";
import { h } from "./dom.js";
import { menuButton } from "./menu.js";
import { icon } from "./icons.js";
import { channelTitle, person } from "./names.js";
import { act, go } from "./server.js";
import { currentChannel, store, update } from "./store.js";

/** The button that opens the dialog, for the head of a channel. */
export function membersButton(channel) {
  const count = channel.members.length;
  return h("button", {
    type: "button", class: "btn", "aria-label": `Members, ${count}`, title: "Members", onclick: () => update({ members: true }),
  }, icon("people"), count);
}

/** The dialog with the members of the channel shown, or nothing. */
export function membersDialog() {
  const channel = currentChannel();
  if (!store.members || !channel) return null;
  const close = () => update({ members: false });
  const absent = store.screen.people.filter((each) => !each.deleted && !channel.members.includes(each.id));
  const title = `Members of ${channelTitle(channel)}`;
  return dialog({ key: "members", title, small: true, top: !store.ask, close, submit: () => invite(channel) },
    h("div", { class: "dialog-body" },
      h("ul", { class: "people" }, channel.members.map((id) => row(channel, person(id) ?? { id, name: id })))),
    h("footer", { class: "wide" },
      h("span", { class: "select" }, h("select", { "aria-label": "Add someone", class: "invitee" },
        h("option", { value: "" }, absent.length ? "Add someone" : "Everyone is here"),
        absent.map((each) => h("option", { value: each.id, key: each.id }, each.real_name || each.name)))),
      h("button", { type: "submit", class: "btn primary" }, "Add")));
}

function invite(channel) {
  const field = document.querySelector(".invitee");
  if (!field.value) return;
  act("invite", { channel: channel.id, user: field.value });
  field.value = "";
}

function row(channel, who) {
  const name = who.real_name || who.name;
  return h("li", { key: who.id },
    avatar(who, "small"),
    h("span", { class: "file-words" }, h("strong", null, name), h("span", { class: "faint" }, note(who))),
    menuButton({
      key: `member ${who.id}`, name: `More for ${name}`, class: "quiet square", face: icon("more"), items: rowItems(channel, who),
    }));
}

function note(who) {
  const parts = [who.is_bot ? "app" : who.title, who.deleted && "deactivated", who.id === store.screen.me.id && "you"];
  return parts.filter(Boolean).join(" · ");
}

function rowItems(channel, who) {
  if (who.id === store.screen.me.id) return [{ name: "Leave this channel", danger: true, run: () => leave(channel) }];
  return [
    { name: "Remove from this channel", danger: true, run: () => act("kick", { channel: channel.id, user: who.id }) },
    !who.is_bot && !who.deleted && { name: "Deactivate their account", danger: true, run: () => deactivate(who) },
  ].filter(Boolean);
}

async function leave(channel) {
  const answer = await act("leave", { channel: channel.id });
  if (answer.ok) go({ channel: "" });
}

async function deactivate(who) {
  const yes = await ask({
    title: { text: "Deactivate this account?" },
    text: { type: "plain_text", text: `${who.real_name || who.name} can then no longer be reached. This cannot be undone here.` },
    confirm: { text: "Deactivate" }, deny: { text: "Cancel" }, style: "danger",
  });
  if (yes) act("deactivate", { user: who.id });
}
