// Where the nodes of a graph stand, and how lines run between them. Nothing is left to chance.

const WIDTH = 900;
const ROW = 34;
const HEAD = 34;
// Names of people stand before their circles, all others behind: lines run between the columns, not through words.
const COLUMNS = [
  { type: "person", words: "People", x: 236, side: -1, letters: 28 },
  { type: "institution", words: "Institutions", x: 330, side: 1, letters: 42 },
  { type: "partner", words: "Partners", x: 690, side: 1, letters: 24 },
];

const middle = (neighbours, places) => (neighbours.length ? neighbours.reduce((sum, id) => sum + places.get(id).y, 0) / neighbours.length : Infinity);

/** A column for each type: partners as they come, the others beside those they belong to, so that few lines cross. */
export function columns(nodes, edges) {
  const places = new Map();
  const rows = Math.max(...COLUMNS.map(({ type }) => nodes.filter((node) => node.type === type).length));
  for (const [index, column] of [...COLUMNS.entries()].reverse()) {
    const own = nodes.filter((node) => node.type === column.type);
    const beside = new Map(own.map((node) => [node, middle(edges.filter((edge) => edge.type !== "together" && edge.source === node.id && places.has(edge.target))
      .map((edge) => edge.target), places)]));
    if (column.type !== "partner") {
      own.sort((left, right) => Math.sign(beside.get(left) - beside.get(right)) || right.count - left.count || (left.id < right.id ? -1 : 1));
    }
    // Columns with fewer nodes are spread over the same height.
    own.forEach((node, at) => places.set(node.id, {
      x: column.x, y: HEAD + ((at + 0.5) * rows * ROW) / own.length, side: column.side, letters: column.letters, turn: 0, order: index * 1000 + at }));
  }
  const path = (edge) => {
    const [from, to] = [places.get(edge.source), places.get(edge.target)];
    if (from.x === to.x) {
      const bow = -from.side * Math.min(70, 14 + Math.abs(from.y - to.y) * 0.22);
      const x = from.x - from.side * 8;
      return `M${x} ${from.y}C${from.x + bow} ${from.y} ${to.x + bow} ${to.y} ${x} ${to.y}`;
    }
    const [left, right] = from.x < to.x ? [from, to] : [to, from];
    const bend = (left.x + right.x) / 2;
    return `M${left.x + 8} ${left.y}C${bend} ${left.y} ${bend} ${right.y} ${right.x - 8} ${right.y}`;
  };
  const headings = COLUMNS.filter(({ type }) => nodes.some((node) => node.type === type))
    .map(({ x, side, words }) => ({ x, words, anchor: side > 0 ? "start" : "end" }));
  return { width: WIDTH, height: HEAD + rows * ROW + 8, headings, places, path };
}

/** All on a circle, where there is one type only. */
export function ring(nodes) {
  const radius = Math.max(110, Math.min(260, nodes.length * 9));
  const [x, y] = [WIDTH / 2, radius + 190];
  const places = new Map(nodes.map((node, at) => {
    const angle = (360 * at) / nodes.length - 90;
    const isLeft = Math.cos((angle * Math.PI) / 180) < -1e-9;
    return [node.id, { x: x + radius * Math.cos((angle * Math.PI) / 180), y: y + radius * Math.sin((angle * Math.PI) / 180),
      side: isLeft ? -1 : 1, turn: isLeft ? angle + 180 : angle, letters: 22, order: at }];
  }));
  const path = (edge) => {
    const [from, to] = [places.get(edge.source), places.get(edge.target)];
    return `M${from.x} ${from.y}Q${x} ${y} ${to.x} ${to.y}`;
  };
  return { width: WIDTH, height: 2 * y, headings: [], places, path };
}
