// The address bar holds the whole state: `?show=` is a path of the API, what follows are the parameters it is asked with.
// `?show=dialogues&partner=india` shows what `/dialogues?partner=india` answers.
import { target } from "./api.js";

/** Of the page alone; the API is not asked with them. */
const OWN = ["asof"];

/** The address of a view. */
export function href(path = "", parameters = {}) {
  const query = target("", parameters).slice(1);
  const shown = path && `show=${path.split("/").map(encodeURIComponent).join("/")}`;
  return shown || query ? `./?${[shown, query].filter(Boolean).join("&")}` : "./";
}

/** The address of a view from a path and query of the API: `/dialogues?topic=x`. */
export function hrefOf(reference) {
  const [path, query] = reference.replace(/^\//, "").split("?");
  return href(decodeURIComponent(path), new URLSearchParams(query || ""));
}

/** The view that an address means: the path of the API, its parameters, and those of the page. */
export function view(location) {
  const parameters = new URLSearchParams(location.search);
  const path = (parameters.get("show") || "").replace(/^\/+|\/+$/g, "");
  parameters.delete("show");
  const own = {};
  for (const key of OWN) {
    if (parameters.has(key)) own[key] = parameters.get(key);
    parameters.delete(key);
  }
  return { path, segments: path ? path.split("/") : [], parameters, own };
}

/** The parameters of a view with some of them replaced; what is undefined goes, and the page with it. */
export function changed(parameters, changes) {
  const made = new URLSearchParams(parameters);
  made.delete("cursor");
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === "" || value.length === 0) made.delete(key);
    else made.set(key, value);
  }
  return made;
}

const here = () => location.pathname + location.search;

/** Follows links and the history without loading the page anew. `render(view, move)` is told what kind of move it is. */
export function start(render) {
  history.scrollRestoration = "manual";
  let shown = here();
  const keep = () => history.replaceState({ ...history.state, top: scrollY }, "");

  document.addEventListener("click", (event) => {
    const anchor = event.target.closest("a[href]");
    if (!anchor || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    // The links of drawings have an animated address.
    const to = new URL(anchor.getAttribute("href"), document.baseURI);
    if (to.origin !== location.origin || to.pathname !== location.pathname || anchor.hasAttribute("download")) return;
    if (to.hash && to.pathname + to.search === here()) return;
    event.preventDefault();
    go(to);
  });
  addEventListener("popstate", () => {
    if (shown === here()) return;
    shown = here();
    render(view(location), { top: history.state?.top ?? 0, hash: location.hash });
  });
  addEventListener("pagehide", keep);

  function go(to, options = {}) {
    const address = new URL(to, document.baseURI);
    keep();
    const [from, next] = [view(location), view(address)];
    const isSamePlace = from.path === next.path;
    const isOtherPage = from.parameters.get("cursor") !== next.parameters.get("cursor");
    history.pushState(null, "", address);
    shown = here();
    return render(view(location), { isMove: true, isSamePlace, isOtherPage, hash: address.hash, ...options });
  }
  return go;
}
