// Who and where: names, initials and colours, read from the screen.
import { store } from "./store.js";

/** The person (or the bot) with this id, or undefined. */
export function person(id) {
  return store.screen?.people.find((each) => each.id === id);
}

/** The name a person goes by. */
export function personName(id) {
  const found = person(id);
  if (found) return found.real_name || found.name;
  return id === store.screen?.bot.user_id ? store.screen.bot.name : (id ?? "Someone");
}

/** The name of a channel without its mark: "late-parcels", or the other person's name in a direct message. */
export function channelName(channel) {
  if (!channel) return "";
  if (channel.kind !== "im") return channel.name;
  const other = channel.members.find((id) => id !== store.screen.me.id) ?? store.screen.me.id;
  return personName(other);
}

/** The name of a channel with its mark, as it is said in a sentence: "#late-parcels". */
export function channelTitle(channel) {
  return channel?.kind === "im" ? channelName(channel) : `#${channelName(channel)}`;
}

/** The channel with this id that the acting person can see, or undefined. */
export function channelById(id) {
  return store.screen?.channels.find((each) => each.id === id);
}

/** One or two letters that stand for a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0]).join("").toLocaleUpperCase() || "?";
}

/** A hue (degrees) that stays the same for the same id, and is far from that of the next id. */
export function hue(id) {
  let sum = 0;
  for (const letter of id ?? "") sum = (sum * 31 + letter.codePointAt(0)) % 997;
  return Math.round(sum * 137.5) % 360;
}
