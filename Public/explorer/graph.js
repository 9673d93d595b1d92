// A graph of partners, institutions and people, which always looks the same for the same answer. The table below it says
// the same in words.
import { frame, h, link, plain, roving, s, text } from "./dom.js";
import { lazily } from "./evidence.js";
import { columns, ring } from "./layout.js";
import { href } from "./router.js";
import { number, term } from "./words.js";

const PATHS = { partner: "partners", institution: "institutions", person: "people" };
const VERBS = { together: "with", "holds-post": "holds or held a post in", "belongs-to": "belongs to" };
/** More lines than these for each node are a blot: the strongest are drawn. */
const LINES = 3;

/** Edges but those that others already say: whoever has a post in an institution belongs where it belongs. */
function direct(edges) {
  const posts = edges.filter((edge) => edge.type === "holds-post");
  const memberships = new Set(edges.filter((edge) => edge.type === "belongs-to").map((edge) => `${edge.source} ${edge.target}`));
  const byPost = new Set(posts.flatMap((post) => edges.filter((edge) => edge.type === "belongs-to" && edge.source === post.source
    && memberships.has(`${post.target} ${edge.target}`))));
  return edges.filter((edge) => !byPost.has(edge));
}

function drawable({ nodes, edges }) {
  const strongest = edges.filter((edge) => edge.type === "together").sort((left, right) => right.count - left.count).slice(0, nodes.length * LINES);
  return { nodes, edges: [...strongest, ...direct(edges.filter((edge) => edge.type !== "together"))] };
}

function highlight(drawing, id) {
  drawing.classList.toggle("focused", Boolean(id));
  const near = new Set([id]);
  for (const path of drawing.querySelectorAll("path")) {
    const isNear = path.dataset.source === id || path.dataset.target === id;
    path.classList.toggle("near", isNear);
    if (isNear) near.add(path.dataset.source).add(path.dataset.target);
  }
  for (const node of drawing.querySelectorAll("a")) node.classList.toggle("near", near.has(node.dataset.id));
}

function drawn({ nodes, edges }, caption) {
  const types = new Set(nodes.map((node) => node.type));
  const { width, height, headings, places, path } = types.size === 1 ? ring(nodes) : columns(nodes, edges);
  const most = Math.max(1, ...edges.map((edge) => edge.count || 0));
  const drawing = s("svg", { class: "graph", viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": caption },
    headings.map(({ x, anchor, words }) => s("text", { class: "column", x, y: 18, "text-anchor": anchor }, words)),
    edges.map((edge) => s("path", { class: edge.type, d: path(edge), "data-source": edge.source, "data-target": edge.target,
      "stroke-width": edge.count ? 0.75 + (edge.count / most) * 2.5 : 1 })),
    nodes.map((node) => ({ node, place: places.get(node.id) })).sort((left, right) => left.place.order - right.place.order).map(({ node, place }) => {
      const { x, y, side, turn, letters } = place;
      return s("a", { href: href(`${PATHS[node.type]}/${node.id}`), "data-id": node.id, transform: `translate(${x} ${y}) rotate(${turn})`,
        "aria-label": `${plain(node.label)}, ${node.type}, ${number(node.count)} dialogues` },
        s("title", {}, plain(node.label)),
        s("rect", { class: "target", x: side > 0 ? -12 : -236, y: -12, width: 248, height: 24, rx: 4 }),
        s("circle", { class: node.type, r: 4 + Math.min(5, Math.sqrt(node.count)) }),
        s("text", { x: side * 14, y: 5, "text-anchor": side > 0 ? "start" : "end" }, plain(node.label, letters)));
    }));
  const on = (event) => highlight(drawing, event.target.closest?.("a")?.dataset.id);
  for (const kind of ["pointerover", "focusin"]) drawing.addEventListener(kind, on);
  for (const kind of ["pointerleave", "focusout"]) drawing.addEventListener(kind, () => highlight(drawing));
  return roving(drawing, "a");
}

function table({ nodes, edges }) {
  const byID = new Map(nodes.map((node) => [node.id, node]));
  const of = (id) => link(href(`${PATHS[byID.get(id).type]}/${id}`), text(byID.get(id).label, 80));
  return frame("The graph as a table", h("table", {},
    h("thead", {}, h("tr", {}, ["Who", "Relation", "Whom", "Dialogues"].map((title) => h("th", { scope: "col" }, title)))),
    h("tbody", {}, edges.map((edge) => h("tr", {}, h("th", { scope: "row" }, of(edge.source)), h("td", {}, VERBS[edge.type] ?? term(edge.type)),
      h("td", {}, of(edge.target)), h("td", {}, edge.count ? number(edge.count) : "–"))))));
}

/** An answer of `/graph`, drawn and told. */
export function graph(answer, caption) {
  const { returned, total } = answer.meta.nodes;
  const shown = drawable(answer.data);
  const meetings = (edges) => edges.filter((edge) => edge.type === "together").length;
  const [few, all] = [meetings(shown.edges), meetings(answer.data.edges)];
  return h("figure", { class: "chart" },
    frame(caption, drawn(shown, caption)),
    h("figcaption", {}, `${number(returned)} of ${number(total)} that take part. Circles grow with the dialogues of each; ochre arcs join those who meet`,
      few < all ? `, the ${number(few)} strongest of ${number(all)} pairs.` : "."),
    lazily(h("details", { class: "as-table" }, h("summary", {}, "As a table")), () => table(shown)));
}
