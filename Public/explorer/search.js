// Suggestions for the search box: a combobox with a list (ARIA Authoring Practices), by keyboard and pointer.
import { get, target } from "./api.js";
import { BRIEF, h, text } from "./dom.js";
import { href } from "./router.js";
import { collectionOf, number } from "./words.js";

const WAIT = 120; // milliseconds without a key
const MOST = 8;

/** `go` follows an address. */
export function attach(box, go) {
  const list = h("ul", { id: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  box.after(list);
  const told = h("span", { class: "hidden", role: "status" });
  list.after(told);
  let options = [];
  let active = -1;
  let waiting;
  let asking = new AbortController();

  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "suggestions", "aria-autocomplete": "list" })) box.setAttribute(name, value);

  function close() {
    clearTimeout(waiting);
    asking.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(index) {
    active = index;
    options.forEach((option, at) => option.node.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", options[index].node.id);
    return options[index].node.scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    close();
    go(option.address);
  }

  function open(names, words) {
    const all = names.map((each) => ({ address: href(`${collectionOf(each.type)}/${each.id}`),
      content: [h("span", {}, text(each.name, BRIEF), each.alias && h("span", { class: "aside" }, " ", text(each.alias, BRIEF))), h("span", { class: "aside" }, each.type, each.records ? ` · ${number(each.records)}` : "")] }));
    all.push({ address: href("search", { q: words }), content: [h("span", {}, "Search all records for “", text(words), "”")] });
    options = all.map((option, index) => ({ ...option, node: h("li", { role: "option", id: `suggestion-${index}`, "aria-selected": "false",
      onpointerdown: (event) => event.preventDefault(), onclick: () => take(option) }, option.content) }));
    list.replaceChildren(...options.map((option) => option.node));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    told.textContent = `${options.length} suggestions`;
    choose(-1);
  }

  async function suggest() {
    const words = box.value.trim();
    asking.abort();
    if (words.length < 2) return close();
    const mine = asking = new AbortController();
    try {
      const answer = await get(target("suggest", { prefix: words, limit: MOST }), mine.signal);
      if (!mine.signal.aborted && document.activeElement === box) open(answer.data, words);
    } catch (problem) {
      // Without suggestions the box still searches: marks alone are no name, and an absent server is told of elsewhere.
      if (!mine.signal.aborted) open([], words);
    }
    return undefined;
  }

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, WAIT);
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(options[active]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      else choose(event.key === "ArrowDown" ? (active + 2) % (options.length + 1) - 1 : (active + options.length + 1) % (options.length + 1) - 1);
    }
  });
  // What was typed while this module was on its way.
  if (box.value.trim().length > 1) suggest();
}
