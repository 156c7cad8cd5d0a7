// Slack's mrkdwn, drawn as elements. Nothing here ever makes HTML out of text: every piece becomes a text node.
import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { channelById, channelName, personName } from "./names.js";
import { go } from "./server.js";
import { store } from "./store.js";
import { fullTime, slackDate } from "./times.js";

const TAGS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const EMOJI = /:[\w+'-]+:/y;
const BARE_URL = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~`]/y;

/** Slack's three entities turned back into characters. */
export function unescape(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

/** A Block Kit text object (plain or mrkdwn) as children. */
export function textObject(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : [plain(object)];
}

/** A Block Kit text object as one string, for labels and names. */
export function plain(object) {
  if (!object) return "";
  const text = unescape(object.text ?? "");
  return object.emoji === false ? text : withEmoji(text);
}

/** mrkdwn with its blocks: paragraphs, quotes, lists and preformatted text. */
export function mrkdwn(text) {
  return text.split(/```([\s\S]*?)```/).flatMap((part, index) =>
    index % 2 ? [h("pre", null, h("code", null, literal(part.replace(/^\n|\n$/g, ""))))] : paragraphs(part));
}

const LINES = [
  ["quote", /^(?:&gt;|>) ?(.*)$/],
  ["bullet", /^( *)(?:[•◦▪]|-(?= )) ?(.+)$/],
  ["number", /^( *)(\d+)\. (.+)$/],
];

function readLine(line) {
  for (const [kind, pattern] of LINES) {
    const found = pattern.exec(line);
    if (found) return { kind, found };
  }
  return { kind: "text", found: [line, line] };
}

function paragraphs(text) {
  const groups = [];
  for (const line of text.replace(/^\n+|\n+$/g, "").split("\n")) {
    const { kind, found } = readLine(line);
    if (groups.at(-1)?.kind !== kind) groups.push({ kind, lines: [] });
    groups.at(-1).lines.push(found);
  }
  return groups.map(drawGroup).filter(Boolean);
}

function drawGroup({ kind, lines }) {
  if (kind === "quote") return h("blockquote", null, inline(lines.map((line) => line[1]).join("\n")));
  if (kind === "bullet") return h("ul", null, lines.map((line) => item(line[1], line[2])));
  if (kind === "number") return h("ol", null, lines.map((line) => item(line[1], line[3], line[2])));
  const whole = lines.map((line) => line[1]).join("\n").replace(/^\n+|\n+$/g, "");
  return whole ? h("p", null, inline(whole)) : null;
}

function item(indent, text, number) {
  const props = { class: indent.length > 1 ? "deeper" : null };
  return h("li", number ? { ...props, value: Number(number) } : props, inline(text));
}

/** Text whose marks mean nothing (code): only references and entities are resolved. */
function literal(text) {
  return text.split(/<([^<>]+)>/).map((part, index) => (index % 2 ? reference(part) : unescape(part)));
}

/** One run of mrkdwn without block structure, as children. */
export function inline(text) {
  const out = [];
  let loose = "";
  for (let at = 0; at < text.length;) {
    const found = special(text, at);
    if (found) {
      if (loose) out.push(unescape(loose));
      loose = "";
      out.push(found.node);
      at = found.end;
    } else {
      loose += text[at];
      at += 1;
    }
  }
  if (loose) out.push(unescape(loose));
  return out;
}

function special(text, at) {
  const sign = text[at];
  if (sign === "`") return code(text, at);
  if (sign === "<") return angle(text, at);
  if (sign in TAGS) return styled(text, at);
  if (sign === ":") return sticky(EMOJI, text, at, (code) => withEmoji(code));
  if (sign === "h" && !WORD.test(text[at - 1] ?? "")) return sticky(BARE_URL, text, at, (url) => link(unescape(url)));
  return null;
}

function sticky(pattern, text, at, draw) {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found && { node: draw(found[0]), end: at + found[0].length };
}

function code(text, at) {
  const end = text.indexOf("`", at + 1);
  if (end <= at + 1 || text.slice(at, end).includes("\n")) return null;
  return { node: h("code", null, literal(text.slice(at + 1, end))), end: end + 1 };
}

function angle(text, at) {
  const end = text.indexOf(">", at);
  if (end <= at + 1) return null;
  return { node: reference(text.slice(at + 1, end)), end: end + 1 };
}

function styled(text, at) {
  const sign = text[at];
  if (WORD.test(text[at - 1] ?? "") || /\s/.test(text[at + 1] ?? " ") || text[at + 1] === sign) return null;
  const end = closing(text, at, sign);
  return end && { node: h(TAGS[sign], null, inline(text.slice(at + 1, end))), end: end + 1 };
}

// The mark that ends a style stands at the end of a word, on the same line, and not inside code or a reference.
function closing(text, start, sign) {
  for (let at = start + 1; at < text.length && text[at] !== "\n"; at += 1) {
    if (text[at] === "`" || text[at] === "<") {
      const skip = text[at] === "`" ? code(text, at) : angle(text, at);
      if (skip) at = skip.end - 1;
    } else if (text[at] === sign && !/\s/.test(text[at - 1]) && !WORD.test(text[at + 1] ?? "")) {
      return at;
    }
  }
  return null;
}

/** What stands between angle brackets: a person, a channel, everyone, a date, or a link. */
function reference(body) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : withEmoji(unescape(body.slice(bar + 1)));
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam")) return h("span", { class: "mention" }, label || "@group");
  if (target.startsWith("!")) return h("span", { class: "mention me" }, label || `@${target.slice(1)}`);
  return link(unescape(target), label);
}

/** A person mentioned by id. */
export function mention(id, label = "") {
  const mine = id === store.screen?.me.id;
  return h("span", { class: mine ? "mention me" : "mention" }, `@${personName(id) === id && label ? label : personName(id)}`);
}

/** A channel mentioned by id; a button that goes there where the person can see it. */
export function channelLink(id, label = "") {
  const channel = channelById(id);
  if (!channel) return h("span", { class: "mention" }, `#${label || "private channel"}`);
  return h("button", { type: "button", class: "mention", onclick: () => go({ channel: id }) }, `#${channelName(channel)}`);
}

function date(target, fallback) {
  const [, seconds, pattern, url] = target.split("^");
  if (!/^\d+$/.test(seconds ?? "") || !pattern) return fallback;
  const text = slackDate(Number(seconds), unescape(pattern));
  const time = h("time", { title: fullTime(Number(seconds) * 1000) }, text);
  return url ? link(unescape(url), text) : time;
}

// A permalink of this workspace opens here, as the person one is, instead of in another tab.
function messagePlace(url) {
  const found = /^\/archives\/(\w+)\/p(\d+)(\d{6})/.exec(url.startsWith(location.origin) ? url.slice(location.origin.length) : "");
  if (!found) return null;
  const ts = `${found[2]}.${found[3]}`;
  return { channel: found[1], thread: new URL(url).searchParams.get("thread_ts") ?? ts };
}

/** A link where the address is one that a browser may safely follow, else the words themselves. */
export function link(url, label = "") {
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return label ? `${label} (${url})` : `<${url}>`;
  const words = label || url.replace(/^mailto:/, "");
  const inside = messagePlace(url);
  if (inside) return h("a", { href: url, onclick: (event) => { event.preventDefault(); go(inside); } }, words);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: label ? url : null }, words);
}
