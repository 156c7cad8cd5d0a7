// The modals a person has open, one dialog on another; what they typed stays when the app sends the form back.
import { drawBlocks } from "./blocks.js";
import { dialog } from "./dialogs.js";
import { h } from "./dom.js";
import { flush, forget, holdsValue, valueOf } from "./entries.js";
import { plain } from "./mrkdwn.js";
import { act, refresh } from "./server.js";
import { store, update } from "./store.js";

/** The surface of a view for its blocks. */
export function viewSurface(view) {
  return { key: `view ${view.id}`, view_id: view.id, state: view.state?.values };
}

/** A dialog for each open modal, the last on top. */
export function modalDialogs() {
  const views = store.screen?.modals ?? [];
  return views.map((view, index) => drawModal(view, index === views.length - 1 && !store.ask));
}

function drawModal(view, top) {
  const errors = view.errors ?? {};
  const busy = store.busy.has(`submit ${view.id}`);
  const close = () => closeModal(view);
  const strays = Object.entries(errors).filter(([id]) => !view.blocks.some((block) => block.block_id === id));
  return dialog({ key: view.id, title: plain(view.title), top, close, submit: () => submit(view) },
    h("div", { class: "dialog-body" },
      strays.map(([, sentence]) => h("p", { class: "error" }, sentence)),
      drawBlocks(view.blocks, viewSurface(view), errors)),
    h("footer", null,
      h("button", { type: "button", class: "btn", onclick: close }, plain(view.close) || (view.submit ? "Cancel" : "Close")),
      view.submit && h("button", {
        type: "submit", class: "btn primary", "aria-busy": busy ? "true" : null, disabled: view.submit_disabled,
      }, plain(view.submit))));
}

async function closeModal(view) {
  await act("close", { view_id: view.id });
  forget(viewSurface(view));
}

async function submit(view) {
  const key = `submit ${view.id}`;
  if (store.busy.has(key)) return;
  store.busy.add(key);
  update();
  await flush();
  const answer = await act("submit", { view_id: view.id, values: values(view) });
  store.busy.delete(key);
  update();
  if (!answer.errors) return;
  await refresh();
  setTimeout(() => document.querySelector(".veil:not([inert]) [aria-invalid]")?.focus());
}

function values(view) {
  const out = {};
  for (const { block_id: blockId, element: field, accessory, elements = [] } of view.blocks) {
    for (const element of [field, accessory, ...elements].filter((each) => each && holdsValue(each))) {
      (out[blockId] ??= {})[element.action_id] = valueOf({ surface: viewSurface(view), blockId, element });
    }
  }
  return out;
}
