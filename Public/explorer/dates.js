// Dates as the register has them (EDTF, ISO 8601-2), in words; nothing is made more exact than it is.
import { h } from "./dom.js";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const PART = /^(\d{4}|[\dX]{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%])?$/;
const DOUBT = { "?": "uncertain", "~": "approximate", "%": "uncertain and approximate" };

function parsed(edtf) {
  const [, year, month, day, doubt] = PART.exec(edtf) || [];
  if (!year || (month && month !== "XX" && !MONTHS[month - 1])) return undefined;
  if (day && day !== "XX" && month === "XX") return undefined;
  return { year, month: month === "XX" ? undefined : month, day: day === "XX" ? undefined : day, doubt };
}

function words({ year, month, day, doubt }, isShort) {
  const name = month && (isShort ? MONTHS[month - 1].slice(0, 3) : MONTHS[month - 1]);
  const known = /^\d{4}$/.test(year) ? year : /^\d{2}XX$/.test(year) ? `${year.slice(0, 2)}00s` : /^\d{3}X$/.test(year) ? `${year.slice(0, 3)}0s` : undefined;
  const said = [day && Number(day), name, known].filter(Boolean).join(" ") + (known ? "" : " (year not stated)");
  return doubt ? `${said} (${DOUBT[doubt]})` : said;
}

function range(from, to, isShort) {
  if (!from) return `until ${words(to, isShort)}`;
  if (!to) return `since ${words(from, isShort)}`;
  if (!from.month && !to.month) return `${words(from, isShort)}–${words(to, isShort)}`;
  if (from.year === to.year && from.month === to.month && from.day && to.day) return `${Number(from.day)}–${words(to, isShort)}`;
  return `${words(from, isShort)} – ${words(to, isShort)}`;
}

/** An EDTF text in English; what is not understood stays as it is. */
export function spoken(edtf, isShort = false) {
  if (!edtf) return "not stated";
  const ends = edtf.split("/");
  const parts = ends.map((end) => (end === ".." || end === "" ? null : parsed(end)));
  if (parts.includes(undefined) || ends.length > 2 || !parts.some(Boolean)) return edtf;
  return ends.length === 1 ? words(parts[0], isShort) : range(parts[0], parts[1], isShort);
}

/** A date as an element, exact ones for machines too. */
export function date(value, isShort = false) {
  const isExact = /^\d{4}(-\d\d){0,2}$/.test(value?.edtf || "");
  return h("time", { datetime: isExact ? value.edtf : undefined }, spoken(value?.edtf, isShort));
}

/** How a date is known. */
export const BASIS = {
  stated: "stated in the report", header: "worked out from the report’s date", weekday: "worked out from a weekday",
  bounds: "bounded by what the report says", reviewed: "set by a reviewer", "not-stated": "no report states it",
};
