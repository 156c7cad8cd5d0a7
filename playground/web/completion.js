// What the composer offers while one types: people after @, channels after #, commands after /.
import { store } from "./store.js";

const MOST = 8;
const EVERYONE = [
  { id: "channel", insert: "@channel", text: "@channel", note: "everyone in this channel" },
  { id: "here", insert: "@here", text: "@here", note: "everyone who is here now" },
];

/** Offers for the text before the cursor: {start, items: [{id, insert, text, note}]}, or null. */
export function offersFor(text, cursor) {
  const before = text.slice(0, cursor);
  const command = /^\/\S*$/.exec(before);
  if (command) return offers(0, commands(), before, (item, typed) => item.insert.startsWith(typed));
  const token = /(?:^|[\s(])([@#])([^\s@#][^@#\n]{0,60}|)$/.exec(before);
  if (!token) return null;
  const start = cursor - token[2].length - 1;
  return offers(start, token[1] === "@" ? people() : channels(), token[1] + token[2], namesMatch);
}

// Words that are complete already need no offer, so Enter sends them.
function offers(start, items, typed, matches) {
  const wanted = typed.toLocaleLowerCase();
  if (items.some((item) => item.insert.toLocaleLowerCase() === wanted || item.handle === wanted)) return null;
  const found = items.filter((item) => matches(item, wanted)).slice(0, MOST);
  return found.length ? { start, items: found } : null;
}

function namesMatch(item, typed) {
  const wanted = typed.slice(1);
  const whole = item.insert.slice(1).toLocaleLowerCase();
  return whole.startsWith(wanted) || item.handle?.slice(1).startsWith(wanted)
    || whole.split(/[\s-]+/).some((word) => word.startsWith(wanted));
}

function commands() {
  return store.screen.commands.map((each) => ({
    id: each.command, insert: each.command, text: `${each.command} ${each.usage_hint ?? ""}`, note: each.description,
  }));
}

function people() {
  const present = store.screen.people.filter((each) => !each.deleted).map((each) => ({
    id: each.id, insert: `@${each.real_name || each.name}`, handle: `@${each.name}`.toLocaleLowerCase(),
    text: each.real_name || each.name, note: each.is_bot ? "app" : each.title,
  }));
  return [...present, ...EVERYONE];
}

function channels() {
  return store.screen.channels.filter((each) => each.kind === "channel" || each.kind === "private").map((each) => ({
    id: each.id, insert: `#${each.name}`, text: `#${each.name}`, note: each.topic,
  }));
}

/** The command being typed, for the line that says how it goes on; undefined when none is. */
export function commandBeingTyped(text) {
  const word = /^\/\S*/.exec(text)?.[0];
  return word && store.screen.commands.find((each) => each.command === word);
}
