// The dialog for a new channel: each project wants a home of its own.
import { dialog } from "./dialogs.js";
import { h } from "./dom.js";
import { act, go } from "./server.js";
import { store, update } from "./store.js";

/** The dialog, or nothing. */
export function channelDialog() {
  if (!store.founding) return null;
  const close = () => update({ founding: false });
  return dialog({ key: "founding", title: "New channel", small: true, close, submit: found },
    h("div", { class: "dialog-body" }, h("div", { class: "blocks" },
      h("div", { class: "block input" },
        h("label", { class: "label", for: "channel-name" }, "Name"),
        h("input", { id: "channel-name", type: "text", autocomplete: "off", "aria-required": "true", "aria-describedby": "channel-hint" }),
        h("p", { class: "hint", id: "channel-hint" }, "Lower case, words joined by hyphens.")),
      h("label", { class: "option" }, h("input", { id: "channel-private", type: "checkbox" }), h("span", null, "Private")))),
    h("footer", null,
      h("button", { type: "button", class: "btn", onclick: close }, "Cancel"),
      h("button", { type: "submit", class: "btn primary" }, "Make it")));
}

async function found() {
  const name = document.getElementById("channel-name").value;
  const answer = await act("create_channel", { name, private: document.getElementById("channel-private").checked });
  if (!answer.ok) return;
  update({ founding: false });
  go({ channel: answer.channel });
}
