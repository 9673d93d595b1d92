// Renders /openapi.json as a reference whose requests can be sent. Text goes into the page as text, never as markup.
"use strict";

const place = (id) => document.getElementById(id);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");

let api;

function resolved(object) {
  if (!object.$ref) return object;
  return object.$ref.slice(2).split("/").reduce((part, key) => part[key], api);
}

// What a value is, in one line.
function kind(schema) {
  if (schema.$ref && resolved(schema).enum) return kind(resolved(schema));
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf || schema.oneOf) return (schema.anyOf || schema.oneOf).map(kind).join(" or ");
  if (schema.type === "array") return `some of: ${kind(schema.items)}`;
  if (schema.type === "object") return schema.properties ? `{ ${Object.keys(schema.properties).join(", ")} }` : "object";
  const range = schema.minimum !== undefined && schema.maximum !== undefined ? ` ${schema.minimum}–${schema.maximum}` : "";
  return `${schema.type || "anything"}${range}${schema.format ? ` (${schema.format})` : ""}`;
}

// A field for a parameter: a choice where there are few values, else a text.
function field(parameter, id) {
  const { schema } = parameter;
  const example = parameter.example === undefined ? "" : [].concat(parameter.example).join(",");
  if (schema.enum || schema.type === "boolean") {
    const select = element("select", { id, name: parameter.name });
    for (const word of parameter.required ? [] : [""]) select.append(element("option", {}, word));
    for (const word of schema.enum || ["true", "false"]) select.append(element("option", {}, word));
    if (parameter.required) select.value = example || schema.enum[0];
    return select;
  }
  return element("input", {
    id, name: parameter.name, value: parameter.required ? example : undefined,
    placeholder: example || (schema.default === undefined ? undefined : String(schema.default)),
  });
}

function form(path, method, operation, id) {
  const parameters = (operation.parameters || []).map(resolved).filter((one) => one.in !== "header");
  const inputs = element("div", { class: "inputs" });
  const others = element("div", { class: "inputs" });
  const fields = parameters.map((parameter) => {
    const input = field(parameter, `${id}-in-${slug(parameter.name)}`);
    // Two of three filters are the same field again.
    (/\.(all|not)$/.test(parameter.name) ? others : inputs).append(
      element("label", { for: input.id, class: parameter.required ? "required" : undefined }, parameter.name), input,
      element("span", {}, `${parameter.description}. ${kind(parameter.schema)}`));
    return { parameter, input };
  });
  const [type, content] = Object.entries(operation.requestBody?.content || {})[0] || [];
  const body = content && element("textarea", { "aria-label": `Content, ${type}` });
  if (body) body.value = typeof content.example === "string" ? content.example : JSON.stringify(content.example, null, 2);

  const button = element("button", { type: "submit" }, "Try it");
  const address = element("code");
  const answer = element("pre", { class: "answer", tabindex: "0", hidden: true });
  const further = others.childElementCount > 0
    ? element("details", {}, element("summary", {}, "All of several values, or none of them"), others) : undefined;
  const made = element("form", {}, inputs, further, body, element("p", { class: "try" }, button, address), answer);

  const target = () => {
    let filled = path;
    const query = new URLSearchParams();
    for (const { parameter, input } of fields) {
      if (parameter.in === "path") filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value !== "") query.append(parameter.name, input.value);
    }
    return filled.slice(1) + (query.size ? `?${query}` : "");
  };
  const show = () => { address.textContent = `${method.toUpperCase()} /${decodeURIComponent(target())}`; };
  made.addEventListener("input", show);
  show();
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    answer.hidden = false;
    answer.textContent = "…";
    answer.textContent = await ask(target(), method, type, body?.value).catch((error) => String(error));
  });
  return made;
}

// The head and the beginning of an answer, as text.
async function ask(target, method, type, content) {
  const ending = new AbortController();
  const reply = await fetch(target, {
    method: method.toUpperCase(), body: content, headers: type ? { "Content-Type": type } : {}, signal: ending.signal,
  });
  const head = [`${reply.status} ${reply.statusText}`];
  for (const name of ["content-type", "etag", "link", "retry-after"]) {
    if (reply.headers.has(name)) head.push(`${name}: ${reply.headers.get(name)}`);
  }
  const reader = reply.body.getReader();
  const decoder = new TextDecoder();
  const isStream = (reply.headers.get("content-type") || "").startsWith("text/event-stream");
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (isStream || text.length > 200000) {
      text += "…";
      ending.abort();
      break;
    }
  }
  if (/json/.test(head[1]) && !/ndjson/.test(head[1]) && !text.endsWith("…")) text = JSON.stringify(JSON.parse(text), null, 2);
  return `${head.join("\n")}\n\n${text}`;
}

function answers(operation) {
  const list = element("ul", { class: "answers" });
  for (const [status, reference] of Object.entries(operation.responses)) {
    const response = resolved(reference);
    const types = Object.entries(response.content || {}).map(([type, { schema }]) => `${type}: ${kind(schema)}`);
    list.append(element("li", {}, element("code", {}, status), ` ${response.description}${types.length ? `; ${types.join("; ")}` : ""}`));
  }
  return list;
}

// Forms are made when they are first opened: there are thousands of fields.
function operationDetails(path, method, operation) {
  const id = operation.operationId;
  const details = element("details", { id },
    element("summary", {}, element("span", { class: "method" }, method.toUpperCase()),
      element("span", { class: "path" }, path), element("span", { class: "says" }, operation.summary)));
  details.addEventListener("toggle", () => {
    if (!details.open || details.childElementCount > 1) return;
    details.append(element("div", {}, form(path, method, operation, id), element("h3", {}, "Answers"), answers(operation)));
  });
  const words = (operation.parameters || []).map((one) => resolved(one).name).join(" ");
  details.dataset.words = `${path} ${operation.summary} ${words}`.toLowerCase();
  return details;
}

function render() {
  place("about").replaceChildren(api.info.description, " ", element("a", { href: "openapi.json" }, "The document"), ".");
  for (const tag of api.tags) {
    const section = element("section", { id: slug(tag.name), class: "group" },
      element("h2", {}, tag.name), element("p", {}, `${tag.description}.`));
    for (const [path, item] of Object.entries(api.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        if (operation.tags?.includes(tag.name)) section.append(operationDetails(path, method, operation));
      }
    }
    place("operations").append(section);
    place("groups").append(element("li", {}, element("a", { href: `#${section.id}` }, tag.name)));
  }
  const schemas = place("schemas");
  for (const [name, schema] of Object.entries(api.components.schemas)) {
    const rows = element("ul");
    for (const [member, value] of Object.entries(schema.properties || {})) {
      rows.append(element("li", {}, element("code", {}, member), ` ${kind(value)}${value.description ? `: ${value.description}` : ""}`));
    }
    if (!schema.properties) rows.append(element("li", {}, kind(schema)));
    schemas.append(element("details", { id: `schema-${name}` }, element("summary", {}, name), element("div", {}, rows)));
  }
  schemas.hidden = false;
  const find = place("find");
  find.disabled = false;
  find.addEventListener("input", () => {
    const wanted = find.value.toLowerCase().trim();
    for (const details of document.querySelectorAll("#operations details[id]")) details.hidden = !details.dataset.words.includes(wanted);
    for (const section of document.querySelectorAll(".group")) section.hidden = !section.querySelector("details[id]:not([hidden])");
  });
  const named = location.hash && place(location.hash.slice(1));
  if (named) {
    if (named.localName === "details") named.open = true;
    named.scrollIntoView();
  }
}

fetch("openapi.json").then((reply) => {
  if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
  return reply.json();
}).then((document) => {
  api = document;
  render();
}).catch((error) => { place("state").textContent = `The document cannot be read: ${error.message}`; });
