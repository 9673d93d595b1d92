// Questions to the API. An answer is the parsed JSON; anything else is a Problem in words.
import { HEADERS, taken } from "./first.js";

/** What went wrong: problem details (RFC 9457), or no answer at all (status 0). */
export class Problem extends Error {
  constructor(status, title, detail, errors = [], suggestion) {
    super(detail);
    Object.assign(this, { status, title, errors, suggestion });
  }

  get isUnreachable() { return this.status === 0; }
}

async function problem(reply) {
  const told = await reply.json().catch(() => ({}));
  return new Problem(reply.status, told.title || reply.statusText || "Error",
    told.detail || `The server answered ${reply.status}.`, told.errors, told.suggestion);
}

/** Asks the address below the root, `dialogues?partner=india`. */
export async function get(target, signal) {
  let reply;
  try {
    reply = await (taken(target) ?? fetch(target, { signal, headers: HEADERS }));
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "No connection", "The server does not answer. What is shown may be out of date.");
  }
  if (!reply.ok) throw await problem(reply);
  try {
    return await reply.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "No connection", "The answer of the server broke off.");
  }
}

// Commas and slashes need no escape in a query, and addresses are for reading.
const encoded = (word) => encodeURIComponent(word).replace(/%2C/g, ",").replace(/%2F/g, "/").replace(/%20/g, "+");

/** `path?a=1&b=2`; members that are empty, null or undefined are left out, lists are joined by commas. */
export function target(path, parameters = {}) {
  const pairs = parameters instanceof URLSearchParams ? [...parameters] : Object.entries(parameters);
  const query = pairs.filter(([, value]) => value !== undefined && value !== null && value.length !== 0)
    .map(([key, value]) => `${encoded(key)}=${encoded(String(value))}`);
  const address = path.split("/").map(encodeURIComponent).join("/");
  return query.length ? `${address}?${query.join("&")}` : address;
}
