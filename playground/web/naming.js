// How a Block Kit field gets its accessible name.
import { plain } from "./mrkdwn.js";

/** What names and describes a field: its label where it has one, else its placeholder. */
export function naming({ id, label, about, invalid, required, element }) {
  return {
    id,
    "aria-labelledby": label ?? null,
    "aria-label": label ? null : plain(element.placeholder) || "Your choice",
    "aria-describedby": about ?? null,
    "aria-invalid": invalid ? "true" : null,
    "aria-required": required ? "true" : null,
  };
}
