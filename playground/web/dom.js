// A very small virtual DOM: describe what should be there, and only the differences touch the page.
// Typed text, focus, selection and scroll position survive a refresh because elements are kept, not rebuilt.

const SVG = new Set(["svg", "path", "circle", "rect"]);

/** An element described. `key` names it among its siblings; `on…` are handlers; `made(el)` and `drawn(el)` are hooks. */
export function h(tag, props, ...children) {
  const { key = null, ...rest } = props ?? {};
  return { tag, key, props: rest, children: flatten(children) };
}

/** A hand-kept control: `make(props)` gives `{el, update(props)?, remove()?}` once, `update` follows every redraw. */
export function widget(key, make, props) {
  return { tag: make, key, props, make };
}

function flatten(children) {
  const out = [];
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === true || child === "") continue;
    if (Array.isArray(child)) out.push(...flatten(child));
    else if (typeof child === "object") out.push(child);
    else out.push({ tag: "#text", key: null, text: String(child) });
  }
  return out;
}

/** Makes the children of `parent` be exactly `children` (descriptions, strings, or nested lists of them). */
export function patch(parent, ...children) {
  reconcile(parent, parent.drawnNodes ?? [], flatten(children));
}

function reconcile(parent, before, after) {
  const keyed = new Map();
  const loose = new Map();
  for (const node of before) {
    if (node.key !== null) keyed.set(node.key, node);
    else loose.set(node.tag, [...(loose.get(node.tag) ?? []), node]);
  }
  const pairs = after.map((node) => [node, match(node, keyed, loose)]);
  const kept = new Set(pairs.map(([, old]) => old));
  for (const node of before) if (!kept.has(node)) discard(node);
  let cursor = firstOf(before, kept);
  for (const [node, old] of pairs) {
    if (old) adopt(node, old);
    else create(node);
    if (node.el === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node.el, cursor);
  }
  parent.drawnNodes = after;
}

function firstOf(before, kept) {
  return before.find((node) => kept.has(node))?.el ?? null;
}

function match(node, keyed, loose) {
  if (node.key === null) return loose.get(node.tag)?.shift();
  const old = keyed.get(node.key);
  if (!old || old.tag !== node.tag) return undefined;
  keyed.delete(node.key);
  return old;
}

function create(node) {
  if (node.tag === "#text") {
    node.el = document.createTextNode(node.text);
  } else if (node.make) {
    node.kept = node.make(node.props);
    node.el = node.kept.el;
  } else {
    node.el = SVG.has(node.tag)
      ? document.createElementNS("http://www.w3.org/2000/svg", node.tag)
      : document.createElement(node.tag);
    dress(node, {});
    node.props.made?.(node.el);
    node.props.drawn?.(node.el);
  }
}

function adopt(node, old) {
  node.el = old.el;
  if (node.tag === "#text") {
    if (node.text !== old.text) node.el.data = node.text;
  } else if (node.make) {
    node.kept = old.kept;
    node.kept.update?.(node.props);
  } else {
    dress(node, old.props);
    node.props.drawn?.(node.el);
  }
}

// Children first: a select can only take its value once its options are there.
function dress(node, old) {
  for (const name of Object.keys(old)) if (!(name in node.props)) setProp(node.el, name, undefined, old[name]);
  for (const [name, value] of Object.entries(node.props)) {
    if (name !== "value" && name !== "checked") setProp(node.el, name, value, old[name]);
  }
  reconcile(node.el, node.el.drawnNodes ?? [], node.children);
  if ("value" in node.props) setProp(node.el, "value", node.props.value, old.value);
  if ("checked" in node.props) setProp(node.el, "checked", node.props.checked, old.checked);
}

function setProp(el, name, value, old) {
  if (name === "made" || name === "drawn" || name === "gone") return;
  if (name.startsWith("on")) {
    el[name] = value ?? null;
  } else if (name === "value" || name === "checked") {
    const wanted = value ?? (name === "value" ? "" : false);
    if (el[name] !== wanted) el[name] = wanted;
  } else if (value === old) {
    return;
  } else if (name === "vars") {
    for (const [key, entry] of Object.entries(value ?? {})) el.style.setProperty(key, entry);
  } else if (name === "inert") {
    el.inert = Boolean(value);
  } else if (value === undefined || value === null || (value === false && !name.startsWith("aria-"))) {
    el.removeAttribute(name === "class" ? "class" : name);
  } else {
    el.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  }
}

function discard(node) {
  farewell(node);
  node.el.remove();
}

// Widgets and elements with a `gone` hook let go of their listeners before they leave the page.
function farewell(node) {
  if (node.make) node.kept.remove?.();
  node.props?.gone?.(node.el);
  for (const child of node.el.drawnNodes ?? []) farewell(child);
}
