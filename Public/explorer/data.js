// The same as data: how a program asks for what the page shows.
import { h } from "./dom.js";

const MOST = 500;

/** A word for a POSIX shell. */
export const quoted = (word) => `'${word.replace(/'/g, "'\\''")}'`;

function copier(words, line) {
  const told = h("span", { role: "status", class: "told" });
  return [h("button", { type: "button", onclick: async () => {
    try {
      await navigator.clipboard.writeText(words);
      told.textContent = "Copied";
    } catch {
      // Only secure contexts have a clipboard: what is selected can be copied by hand.
      getSelection().selectAllChildren(line);
      told.textContent = "Selected: copy it with your keyboard";
    }
  } }, "Copy as curl"), told];
}

/** `asked` is the target below the root; `csv` how many records a table of them would have. */
export function asData(asked, { csv, key } = {}) {
  const separator = asked.includes("?") ? "&" : "?";
  const words = `curl ${quoted(new URL(asked, document.baseURI).href)}`;
  const line = h("code", {}, words);
  const table = csv > 0 && h("a", { href: `${asked.replace(/([?&])(cursor|limit)=[^&]*&?/g, "$1").replace(/[?&]$/, "")}`, download: true });
  if (table) {
    const base = table.getAttribute("href");
    table.setAttribute("href", `${base}${base.includes("?") ? "&" : "?"}format=csv&limit=${MOST}`);
    table.append(csv > MOST ? `CSV of the first ${MOST}` : "CSV");
  }
  return h("aside", { class: "as-data", "aria-label": "The same as data" },
    h("pre", { tabindex: "0", role: "group", "aria-label": "The request" }, line),
    h("p", { class: "actions" }, copier(words, line),
      h("a", { href: `${asked}${separator}pretty=true` }, "JSON"), table,
      csv > MOST && h("a", { href: `export/${key}.csv`, download: true }, "CSV of the whole collection")));
}
