// Block Kit: one function per kind of block.
import { h } from "./dom.js";
import { drawElement } from "./elements.js";
import { fileAddress, fileCard, safeImage } from "./files.js";
import { markdown } from "./markdown.js";
import { plain, textObject } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

/** Blocks on a surface (see entries.js). `errors` maps a block id to the sentence shown beside its field. */
export function drawBlocks(blocks, surface, errors = {}) {
  return h("div", { class: "blocks" }, (blocks ?? []).map((block, index) => {
    const place = { surface, blockId: block.block_id ?? `block-${index}`, error: errors[block.block_id] };
    const draw = BLOCKS[block.type] ?? unknown;
    return h("div", { class: `block ${block.type}`, key: `${place.blockId} ${block.type}` }, draw(block, place));
  }));
}

function unknown(block) {
  return h("p", { class: "faint" }, `(A block of the kind “${block.type}” is not drawn in the local workspace.)`);
}

/** An id for the page that stays the same for the same place. */
function domId(place, part) {
  return `${part}-${place.surface.key}-${place.blockId}`.replace(/[^\w-]/g, "_");
}

const BLOCKS = {
  section(block, place) {
    const id = domId(place, "about");
    const words = h("div", { class: "words", id },
      block.text && h("div", { class: "text" }, textObject(block.text)),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "text" }, textObject(field)))));
    return [words, block.accessory && h("div", { class: "accessory" }, drawElement(block.accessory, {
      ...place, dispatches: true, id: domId(place, "field"), about: id,
    }))];
  },

  header: (block) => h("h3", null, plain(block.text)),

  divider: () => h("hr"),

  context: (block) => block.elements.map((element) => (element.type === "image"
    ? h("img", { src: safeImage(element.image_url), alt: element.alt_text, class: "context-image" })
    : h("div", { class: "text" }, textObject(element)))),

  actions: (block, place) => block.elements.map((element) => drawElement(element, {
    ...place, dispatches: true, id: domId(place, `field-${element.action_id}`),
  })),

  input: drawInput,

  image(block) {
    const url = safeImage(block.image_url ?? block.slack_file?.url ?? fileAddress(block.slack_file?.id));
    return h("figure", null,
      block.title && h("figcaption", null, plain(block.title)),
      url ? h("img", { src: url, alt: block.alt_text, loading: "lazy" }) : h("p", { class: "faint" }, block.alt_text));
  },

  rich_text: (block) => h("div", { class: "text" }, richText(block)),

  markdown: (block) => h("div", { class: "text md" }, markdown(block.text)),

  file: (block) => fileCard({ id: block.file_id ?? block.external_id, title: "File" }),
};

const GROUPS = new Set(["radio_buttons", "checkboxes"]);

// The label is the field's whole name; "optional", the hint and an error describe it.
function drawInput(block, place) {
  const id = domId(place, "field");
  const part = (name) => domId(place, name);
  const error = place.error;
  const described = [block.hint && part("hint"), block.optional && part("optional"), error && part("error")].filter(Boolean).join(" ");
  const spot = {
    ...place, id, dispatches: Boolean(block.dispatch_action), label: part("label"), optional: block.optional,
    about: described || null, invalid: Boolean(error), required: !block.optional,
  };
  const label = GROUPS.has(block.element.type)
    ? h("span", { class: "label", id: part("label") }, plain(block.label))
    : h("label", { class: "label", for: id, id: part("label") }, plain(block.label));
  return [
    h("div", { class: "label-row" }, label, block.optional && h("span", { class: "faint", id: part("optional") }, "optional")),
    drawElement(block.element, spot),
    block.hint && h("p", { class: "hint", id: part("hint") }, plain(block.hint)),
    error && h("p", { class: "error", id: part("error") }, error),
  ];
}
