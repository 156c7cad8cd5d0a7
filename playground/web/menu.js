// Menus that open from a button: arrow keys move, Escape closes and gives the focus back, a click elsewhere closes.
import { h } from "./dom.js";
import { store, update } from "./store.js";

/** A button that opens a menu of `items` ({name, note?, icon?, danger?, run}). `key` tells it from other menus. */
export function menuButton({ key, name, class: style, face, items, up = false, tabindex = null, label = true }) {
  const open = store.menu === key;
  return h("span", { class: "menu-holder", key: `menu ${key}` },
    h("button", {
      type: "button", class: style, "aria-label": label ? name : null, title: label ? name : null, tabindex,
      "aria-haspopup": "menu", "aria-expanded": String(open),
      onclick: (event) => { event.stopPropagation(); update({ menu: open ? null : key }); },
      onkeydown: (event) => { if (event.key === "ArrowDown" && !open) { event.preventDefault(); update({ menu: key }); } },
    }, face),
    open && h("div", {
      class: up ? "menu up" : "menu", role: "menu", "aria-label": name, made: place, onkeydown: keys,
      onclick: (event) => event.stopPropagation(),
    }, items.length ? items.map(drawItem) : h("p", { class: "faint" }, "Nothing here yet")));
}

function drawItem({ name, note, danger, run, icon: mark }) {
  return h("button", {
    type: "button", role: "menuitem", tabindex: "-1", class: danger ? "danger" : null, key: name, onclick: () => {
      update({ menu: null });
      run();
    },
  }, mark, h("span", null, name), note && h("span", { class: "faint" }, note));
}

function place(menu) {
  requestAnimationFrame(() => {
    const box = menu.getBoundingClientRect();
    if (box.right > innerWidth - 8) menu.classList.add("left");
    if (box.bottom > innerHeight - 8 && box.top > box.height) menu.classList.add("up");
    menu.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
  });
}

function keys(event) {
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const now = items.indexOf(document.activeElement);
  const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    items[(next + items.length) % items.length]?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    const opener = event.currentTarget.parentElement.querySelector("button");
    update({ menu: null });
    opener?.focus();
  }
}

document.addEventListener("click", () => { if (store.menu) update({ menu: null }); });
