// The rich_text block: sections, lists, quotes and preformatted text made of styled pieces.
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { channelLink, link, mention } from "./mrkdwn.js";
import { fullTime, slackDate } from "./times.js";

/** The parts of a rich_text block as children. */
export function richText(block) {
  return block.elements.map(part);
}

function part(element) {
  const pieces = () => element.elements.map(piece);
  if (element.type === "rich_text_list") return list(element);
  if (element.type === "rich_text_quote") return h("blockquote", null, pieces());
  if (element.type === "rich_text_preformatted") return h("pre", null, h("code", null, pieces()));
  return h("p", null, pieces());
}

function list(element) {
  const items = element.elements.map((section) => h("li", null, section.elements.map(piece)));
  const props = { class: `depth-${Math.min(element.indent ?? 0, 6)}` };
  if (element.style !== "ordered") return h("ul", props, items);
  return h("ol", { ...props, start: (element.offset ?? 0) + 1 }, items);
}

const PIECES = {
  text: (piece) => piece.text,
  link: (piece) => link(piece.url, piece.text),
  user: (piece) => mention(piece.user_id),
  usergroup: () => h("span", { class: "mention" }, "@group"),
  channel: (piece) => channelLink(piece.channel_id),
  broadcast: (piece) => h("span", { class: "mention me" }, `@${piece.range}`),
  emoji: (piece) => emoji(piece.name),
  color: (piece) => piece.value,
  date: (piece) => h("time", { title: fullTime(piece.timestamp * 1000) }, slackDate(piece.timestamp, piece.format)),
};

const STYLES = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u" };

function piece(element) {
  let drawn = PIECES[element.type]?.(element) ?? element.text ?? "";
  for (const [style, tag] of Object.entries(STYLES)) if (element.style?.[style]) drawn = h(tag, null, drawn);
  return drawn;
}
