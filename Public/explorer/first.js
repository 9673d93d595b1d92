// Comes before all other modules and needs none: what the overview asks is on its way while they are. Its answers are
// taken by whoever asks for the same first.

/** What the overview asks the API. */
export const OVERVIEW = {
  counts: "version",
  years: "timeline?interval=year&by=kind",
  themes: "matrix?rows=partner&cols=topic&limit=14",
  newest: "dialogues?limit=5&fields=id,type,title,status,date,place,topics,certainty,conflicts,names,evidence&include=evidence",
};

export const HEADERS = { Accept: "application/json" };

const begun = new Map();
const isOverview = !new URLSearchParams(location.search).get("show");
document.documentElement.dataset.view = isOverview ? "overview" : "part";
if (isOverview) {
  for (const target of Object.values(OVERVIEW)) {
    const reply = fetch(target, { headers: HEADERS });
    // Whoever takes it is told of a failure; that nobody has yet is none.
    reply.catch(() => {});
    begun.set(target, reply);
  }
}

/** The answer that is on its way, once. */
export function taken(target) {
  const reply = begun.get(target);
  begun.delete(target);
  return reply;
}
