// The app's own page: its Home and the direct messages with it, as two tabs.
import { drawBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { viewSurface } from "./modals.js";
import { go } from "./server.js";
import { store } from "./store.js";

/** The two tabs of the app. */
export function appTabs() {
  return h("div", { class: "tabs", role: "tablist", "aria-label": store.screen.bot.name, onkeydown: arrows, key: "tabs" },
    tab("Home", "home"), tab("Messages", ""));
}

function tab(name, view) {
  const on = store.view === view;
  return h("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(on), "aria-controls": "tab-panel", tabindex: on ? "0" : "-1",
    onclick: () => go({ view }),
  }, name);
}

function arrows(event) {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const other = event.currentTarget.querySelector("[aria-selected=false]");
  other.focus();
  other.click();
}

/** What the app shows on its Home tab. */
export function homePage() {
  const { home, bot } = store.screen;
  const shown = home?.blocks?.length
    ? drawBlocks(home.blocks, viewSurface(home), home.errors)
    : h("div", { class: "nothing" }, h("p", { class: "nothing-title" }, "Nothing here yet"),
      h("p", null, bot.connected ? `${bot.name} has not put anything on its Home.` : `${bot.name} is not connected.`));
  return h("div", { class: "home scroll", role: "tabpanel", id: "tab-panel", "aria-labelledby": "tab-Home", key: "home", tabindex: "0" },
    h("div", { class: "sheet" }, shown));
}
