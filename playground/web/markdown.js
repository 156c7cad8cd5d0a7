// The markdown block: ordinary Markdown (not mrkdwn), as much of it as a document or a long answer uses.
import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

/** Markdown text as children. */
export function markdown(text) {
  return blocks(text.replace(/\r\n?/g, "\n").split("\n"));
}

const STARTS = [
  [/^ {0,3}(```+|~~~+)/, fence],
  [/^ {0,3}(#{1,6})\s+/, heading],
  [/^ {0,3}([-*_])( *\1){2,}\s*$/, () => [h("hr"), 1]],
  [/^ {0,3}>/, quote],
  [/^ {0,3}([-*+]|\d{1,9}[.)])\s+/, list],
];

function blocks(lines) {
  const out = [];
  let at = 0;
  while (at < lines.length) {
    if (!lines[at].trim()) {
      at += 1;
      continue;
    }
    const rest = lines.slice(at);
    const start = STARTS.find(([pattern]) => pattern.test(rest[0]))?.[1] ?? (isTable(rest) ? table : paragraph);
    const [node, used] = start(rest);
    out.push(node);
    at += used;
  }
  return out;
}

function fence(lines) {
  const mark = lines[0].trim().match(/^(`+|~+)/)[0];
  const end = lines.findIndex((line, index) => index > 0 && line.trim().startsWith(mark));
  const last = end < 0 ? lines.length : end;
  return [h("pre", null, h("code", null, lines.slice(1, last).join("\n"))), last + 1];
}

// Below the page's own headings, so that the outline of the page stays in order.
function heading(lines) {
  const [, marks, words] = lines[0].trim().match(/^(#+)\s+(.*?)\s*#*$/);
  return [h(`h${Math.min(marks.length + 2, 6)}`, { class: `md-${marks.length}` }, span(words)), 1];
}

function quote(lines) {
  const used = count(lines, (line) => /^ {0,3}>/.test(line));
  return [h("blockquote", null, blocks(lines.slice(0, used).map((line) => line.replace(/^ {0,3}> ?/, "")))), used];
}

// An item begins at the indent of the first one; what is indented further belongs to the item before it.
function list(lines) {
  const [, indent, mark] = /^( *)(\S+)/.exec(lines[0]);
  const own = new RegExp(`^ {${indent.length},${indent.length + 1}}(${/\d/.test(mark) ? "\\d{1,9}[.)]" : "[-*+]"})\\s+`);
  const deeper = new RegExp(`^ {${indent.length + 2},}\\S`);
  const goesOn = (line) => own.test(line ?? "") || deeper.test(line ?? "");
  const items = [];
  let at = 0;
  for (; at < lines.length; at += 1) {
    const found = own.exec(lines[at]);
    if (found) items.push([lines[at].slice(found[0].length)]);
    else if (deeper.test(lines[at])) items.at(-1).push(lines[at].slice(indent.length).replace(/^ {2,4}/, ""));
    else if (!lines[at].trim() && goesOn(lines[at + 1])) items.at(-1).push("");
    else break;
  }
  const ordered = /\d/.test(mark);
  return [h(ordered ? "ol" : "ul", ordered ? { start: Number.parseInt(mark, 10) } : null, items.map(listItem)), at];
}

function listItem([first, ...rest]) {
  const task = /^\[([ xX])\] (.*)$/.exec(first);
  const words = task ? [task[1] === " " ? "☐ " : "☑ ", span(task[2])] : span(first);
  return h("li", { class: task ? "task" : null }, words, rest.length ? blocks(rest) : null);
}

function isTable(lines) {
  return lines[0].includes("|") && /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[1] ?? "") && lines[1].includes("-");
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function table(lines) {
  const used = count(lines, (line) => line.includes("|"));
  const rows = lines.slice(2, used).map((line) => h("tr", null, cells(line).map((cell) => h("td", null, span(cell)))));
  const head = h("tr", null, cells(lines[0]).map((cell) => h("th", { scope: "col" }, span(cell))));
  return [h("div", { class: "table" }, h("table", null, h("thead", null, head), h("tbody", null, rows))), used];
}

function paragraph(lines) {
  const starts = (line) => STARTS.some(([pattern]) => pattern.test(line));
  const used = count(lines, (line, index) => line.trim() && (index === 0 || !starts(line)));
  return [h("p", null, span(lines.slice(0, used).map((line) => line.trim()).join("\n"))), used];
}

function count(lines, holds) {
  const end = lines.findIndex((line, index) => !holds(line, index));
  return end < 0 ? lines.length : end;
}

const SPANS = [
  [/\\([!-/:-@[-`{-~])/y, (found) => found[1]],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, (found) => h("code", null, found[2].trim())],
  [/!\[([^\]]*)\]\(([^\s)]+)[^)]*\)/y, (found) => link(found[2], found[1] || "image")],
  [/\[([^\]]+)\]\(([^\s)]+)[^)]*\)/y, (found) => link(found[2], withEmoji(found[1]))],
  [/<((?:https?:|mailto:)[^\s>]+)>/y, (found) => link(found[1])],
  [/https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"*_~`]/y, (found) => link(found[0])],
  [/\*\*(?=\S)([\s\S]*?\S)\*\*/y, (found) => h("strong", null, span(found[1]))],
  [/(?<![\p{L}\p{N}])__(?=\S)([\s\S]*?\S)__(?![\p{L}\p{N}])/uy, (found) => h("strong", null, span(found[1]))],
  [/~~(?=\S)([\s\S]*?\S)~~/y, (found) => h("s", null, span(found[1]))],
  [/\*(?=[^\s*])([^*]*?[^\s*])\*/y, (found) => h("em", null, span(found[1]))],
  [/(?<![\p{L}\p{N}])_(?=[^\s_])([^_]*?[^\s_])_(?![\p{L}\p{N}])/uy, (found) => h("em", null, span(found[1]))],
  [/&(amp|lt|gt);/y, (found) => ({ amp: "&", lt: "<", gt: ">" })[found[1]]],
];

function span(text) {
  const out = [];
  let loose = "";
  for (let at = 0; at < text.length;) {
    const found = firstSpan(text, at);
    if (found) {
      if (loose) out.push(withEmoji(loose));
      loose = "";
      out.push(found.node);
    } else {
      loose += text[at];
    }
    at += found?.length ?? 1;
  }
  if (loose) out.push(withEmoji(loose));
  return out;
}

function firstSpan(text, at) {
  for (const [pattern, draw] of SPANS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { node: draw(found), length: found[0].length };
  }
  return null;
}
