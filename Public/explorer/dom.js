// Elements and text. What the register says goes into the page as text, never as markup, and is isolated from the
// direction of the text around it.

const SVG = "http://www.w3.org/2000/svg";

function fill(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key.startsWith("--")) made.style.setProperty(key, value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

/** An element with attributes, listeners (`onclick`), custom properties (`--n`) and children; nothing is left out by mistake. */
export const h = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

/** The same for SVG. */
export const s = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

// Letters that no other language of the register writes.
const VIETNAMESE = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;

function cut(words, most) {
  // Most texts are short, and counting letters takes time.
  if (words.length <= most) return words;
  const all = Array.from(words);
  return all.length > most ? `${all.slice(0, most).join("")}…` : words;
}

/** Text of the register inside other text; no more of it than `most` letters where the whole is a click away. */
export const text = (words, most = Infinity) => h("bdi", {}, cut(String(words), most));

/** A person's or a place's name, told to be Vietnamese when only that is written so. */
export const name = (words, most = Infinity) =>
  h("bdi", { lang: VIETNAMESE.test(words.slice(0, BRIEF)) ? "vi" : undefined }, cut(words, most));

/** As many letters of a name stand in a list. */
export const BRIEF = 120;

// Letters written from the right, and marks that turn the direction of what follows.
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]|[\ud802\ud803\ud83a\ud83b]/;

/** For attributes and titles, where no element can isolate: the first characters, in their own direction. */
export function plain(words, length = 160) {
  const shown = cut(String(words).replace(/[\u0000-\u001f\u2028\u2029]+/g, " "), length);
  return TURNING.test(shown) ? `\u2068${shown}\u2069` : shown;
}

/** Nodes with something between each two. */
export const joined = (nodes, between = ", ") => nodes.flatMap((node, index) => (index ? [between, node] : [node]));

export const link = (href, ...children) => h("a", { href }, ...children);

/** A heading with what follows it, as a landmark of its own. */
export function section(id, title, attributes, ...children) {
  return h("section", { id, "aria-labelledby": `${id}-title`, ...attributes },
    h("h2", { id: `${id}-title` }, title), ...children);
}

/** What is wider than the page moves inside its own frame, by keyboard too. */
export const frame = (label, ...children) =>
  h("div", { class: "frame", role: "region", "aria-label": label, tabindex: "0" }, ...children);

/** One stop for the tab key; arrows, Home and End move among the marks of a chart. */
export function roving(container, selector) {
  const marks = [...container.querySelectorAll(selector)];
  marks.forEach((mark, index) => mark.setAttribute("tabindex", index ? "-1" : "0"));
  container.addEventListener("keydown", (event) => {
    const at = marks.indexOf(event.target.closest(selector));
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
    if (at < 0 || to === undefined || !marks[to]) return;
    event.preventDefault();
    marks[at].setAttribute("tabindex", "-1");
    marks[to].setAttribute("tabindex", "0");
    marks[to].focus();
  });
  return container;
}
