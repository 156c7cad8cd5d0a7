// Line icons, drawn here so that the page needs nothing from elsewhere. All are decoration: hidden from assistive tools.
import { h } from "./dom.js";

const PATHS = {
  hash: ["M5 9h14M5 15h14M10 4 8 20M16 4l-2 16"],
  lock: ["M7 11V8a5 5 0 0 1 10 0v3", "M5.5 11h13v9h-13z"],
  home: ["M4 11.5 12 5l8 6.5", "M6.5 10v9h11v-9"],
  menu: ["M4 7h16M4 12h16M4 17h16"],
  close: ["M6 6l12 12M18 6 6 18"],
  send: ["M4 12 20 4.5 15 20l-4-6.5z", "M11 13.5 20 4.5"],
  reply: ["M9 7 4 12l5 5", "M4 12h10a6 6 0 0 1 6 6v1"],
  smile: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "M8.5 14c1.6 2.4 5.4 2.4 7 0", "M9 9.5v.6M15 9.5v.6"],
  more: ["M6 12h.01M12 12h.01M18 12h.01"],
  clock: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "M12 7.5V12l3 2"],
  bolt: ["M13 3 5.5 13.5H12L11 21l7.5-10.5H12z"],
  people: ["M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11z",
    "M3.5 19c.4-3.4 2.6-5 5.5-5s5.1 1.6 5.5 5", "M16 11.2a2.7 2.7 0 1 0-1-5.2M17.5 14.3c1.8.6 2.9 2.2 3.1 4.7"],
  file: ["M7 3.5h7l4 4V20.5H7z", "M14 3.5v4h4", "M9.5 12.5h6M9.5 16h6"],
  plus: ["M12 5.5v13M5.5 12h13"],
  down: ["M12 5v14M6 13l6 6 6-6"],
  chevron: ["M6.5 9.5 12 15l5.5-5.5"],
  eye: ["M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z", "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"],
  check: ["M5 12.5 10 17.5 19.5 7"],
  warn: ["M12 4 21.5 20h-19z", "M12 10v4.5M12 17.3v.2"],
  spark: ["M12 3.5l1.9 5.6 5.6 1.9-5.6 1.9L12 18.5l-1.9-5.6L4.5 11l5.6-1.9z"],
};

/** The icon called `name`, as wide as the text around it. */
export function icon(name) {
  return h("svg", { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    ...PATHS[name].map((d) => h("path", { d })));
}
