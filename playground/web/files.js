// Files and images: what may be shown, and where to download it.
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** Where the server gives a file's content, or null without an id. */
export function fileAddress(id) {
  return id ? `/ui/file/${encodeURIComponent(id)}` : null;
}

/** The address of an image if it is one that a page may show, else null. */
export function safeImage(url) {
  return url && (/^https?:\/\//i.test(url) || /^\/(?!\/)/.test(url)) ? url : null;
}

/** A file with its name, size and a download link; an image is also shown. */
export function fileCard(file) {
  const name = file.name || file.title || "file";
  const title = file.title && file.title !== name ? file.title : null;
  const address = fileAddress(file.id);
  return h("div", { class: "file", key: file.id },
    (file.mimetype ?? "").startsWith("image/") && h("img", { src: address, alt: file.alt_txt ?? title ?? name, loading: "lazy" }),
    h("div", { class: "file-row" },
      icon("file"),
      h("span", { class: "file-words" },
        h("strong", null, title ?? name),
        h("span", { class: "faint" }, [title && name, size(file.size)].filter(Boolean).join(" · "))),
      h("a", { class: "btn", href: address, download: name, "aria-label": `Download ${name}` }, "Download")));
}

function size(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
