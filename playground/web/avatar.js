// A round mark for a person: their initials on a colour that is always theirs. Decoration; the name stands beside it.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { hue, initials } from "./names.js";

/** The mark of a person or the bot. `size` is "", "small" or "big". */
export function avatar(who, size = "") {
  const bot = who.is_bot;
  return h("span", { class: `avatar ${size} ${bot ? "bot" : ""}`, vars: { "--hue": String(hue(who.id)) }, "aria-hidden": "true" },
    bot ? icon("spark") : initials(who.real_name || who.name || "?"));
}
