// Short sentences at the top of the page, until they are dismissed or go by themselves.
import { store, update } from "./store.js";

const STATUS_MS = 5000;
let last = 0;

/** Shows `text`: an alert stays until it is dismissed, a status goes by itself. */
export function toast(text, kind = "alert") {
  last += 1;
  const id = last;
  const others = store.toasts.filter((each) => each.text !== text);
  update({ toasts: [...others.slice(-3), { id, text, kind }] });
  if (kind === "status") setTimeout(() => dismiss(id), STATUS_MS);
}

/** Takes a toast away. */
export function dismiss(id) {
  update({ toasts: store.toasts.filter((each) => each.id !== id) });
}
