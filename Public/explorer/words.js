// What the explorer calls things: collections, fields and the words of the vocabulary.

/** The collections in the order of menus: of what, one of it, what it holds; what narrows it; what it is sorted by. */
export const COLLECTIONS = {
  // An address may name anything.
  __proto__: null,
  dialogues: { title: "Dialogues", one: "dialogue", says: "Every recorded exchange, from phone call to summit",
    facets: ["partner", "topic", "kind", "level", "status", "year"], isDated: true },
  agreements: { title: "Agreements", one: "agreement", says: "Treaties, memoranda and plans, and how far they have come",
    facets: ["partner", "topic", "instrument", "status", "year"], isDated: true },
  partnerships: { title: "Partnerships", one: "partnership", says: "Established, upgraded or proposed, with their tier",
    facets: ["partner", "tier", "event", "year"], isDated: true },
  commitments: { title: "Commitments", one: "commitment", says: "Who agreed to, proposed, asked for or hoped for what",
    facets: ["partner", "topic", "modality", "action", "year"], isDated: true },
  roles: { title: "Roles", one: "role", says: "Chairs, coordinators and the like", facets: ["partner", "status", "year"], isDated: true },
  partners: { title: "Partners", one: "partner", says: "States and organisations", facets: ["kind"] },
  people: { title: "People", one: "person", says: "With the posts they held, as of when", facets: ["partner", "institution"] },
  institutions: { title: "Institutions", one: "institution", says: "Ministries, police forces, councils", facets: ["partner"] },
  frameworks: { title: "Frameworks", one: "framework", says: "Mechanisms and conventions", facets: ["partner"] },
  topics: { title: "Topics", one: "topic", says: "Crimes and fields of cooperation", facets: ["group"] },
  documents: { title: "Documents", one: "document", says: "The reports: publisher, date, hash", facets: ["publisher", "language", "partner", "year"], isDated: true },
  series: { title: "Series", one: "series", says: "The rounds of one mechanism, and those that are missing", facets: ["partner", "kind"], isDerived: true },
  conflicts: { title: "Conflicts", one: "conflict", says: "Where sources contradict", facets: ["partner", "type", "property"], isDerived: true },
};

/** The collection of a record's type. */
export const collectionOf = (type) => Object.keys(COLLECTIONS).find((key) => COLLECTIONS[key].one === type);

const LABELS = {
  __proto__: null,
  topicCount: "Number of topics", precededBy: "Round before", followedBy: "Round after", alpha3: "ISO alpha-3",
  code: "Code", wikidata: "Wikidata", sha256: "SHA-256", bodyRange: "Report proper", asean: "ASEAN priority crime",
  iccs: "ICCS 1.0", url: "Address", units: "Length", asOf: "As of", ordinal: "Round", q: "Text", "kind!": "Kind is not",
};

/** A field or a word of the vocabulary for reading: `deputy-ministerial` → “Deputy-ministerial”. */
export function label(word) {
  if (LABELS[word]) return LABELS[word];
  const spaced = word.replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

// Compounds that keep their hyphen, as in titles.
const HYPHENED = /^(deputy-ministerial|in-person|working-level|non-traditional-.*)$/;

/** A term: `security-dialogue` → “Security dialogue”. */
export const term = (word) => label(HYPHENED.test(word) ? word : word.replace(/-/g, " "));

/** A count with its thousands parted; what browsers have for this takes longer than the whole page. */
export const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** “1 dialogue”, “12 dialogues”. */
export const counted = (count, collection) =>
  `${number(count)} ${count === 1 ? COLLECTIONS[collection].one : COLLECTIONS[collection].title.toLowerCase()}`;
