// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Providers on loopback as their published OpenAPI descriptions have them (openapi.list; fetch.sh
// puts them and Prism here). What Prism finds wrong with a request is taken down: path, method,
// security, parameters, headers, body. Beyond Prism, a query parameter, header or member of the
// body that the description does not name is wrong, too.
//
// Prints its port as the first line and runs until its standard input ends.
//   ANY /PROVIDER/HOST/PATH?QUERY  a request as it would go to HOST; "-": whatever host
//      -> what the description answers: an example, or one made from its schema
//      -> 422 when something is wrong, 404 when no description has the operation
//   GET /_peer/take -> {"requests": [{"request": "METHOD HOST/PATH", "operation": "get /user" or
//                       "", "violations": [TEXT...]}...]}  since the last time
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import fs from "node:fs";
import path from "node:path";

const here = path.dirname(fileURLToPath(import.meta.url));
const home = path.resolve(here, "../../build/peers/openapi");
if (!fs.existsSync(path.join(home, "node_modules/@stoplight/prism-http"))) {
  console.error("Prism is not there");
  process.exit(77);
}
const require = createRequire(path.join(home, "x.js"));
const prism = require("@stoplight/prism-http");
const route = require("@stoplight/prism-http/dist/router").default;
const validator = require("@stoplight/prism-http/dist/validator");
const mock = require("@stoplight/prism-http/dist/mocker").default;
const yaml = require("@stoplight/yaml");

// Said on every request, or of a whole API in its own documentation.
const PLAIN_HEADERS = new Set(["accept", "accept-encoding", "accept-language", "authorization",
  "connection", "content-length", "content-type", "host", "user-agent", "x-github-api-version",
  "anthropic-version"]);

// --- the descriptions ------------------------------------------------------------------------

const listed = fs.readFileSync(path.join(here, "openapi.list"), "utf8").split("\n")
  .filter((line) => line && !line.startsWith("#")).map((line) => line.split(" "));
const loaded = new Map();

/** Google's own format (Google API Discovery Service, document v1) as OpenAPI. */
function fromDiscovery(document) {
  const paths = {};
  const schemaOf = (value) => {
    if (Array.isArray(value)) return value.map(schemaOf);
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) =>
      name === "$ref" && typeof each === "string" ? [name, `#/components/schemas/${each}`]
        : [name, schemaOf(each)]));
  };
  const content = (reference) =>
    ({ content: { "application/json": { schema: schemaOf(reference) } } });
  const add = (method) => {
    const template = `/${method.flatPath ?? method.path}`;
    const queries = Object.entries({ ...document.parameters, ...method.parameters })
      .filter(([, { location }]) => location === "query")
      .map(([name, { type, enum: words, repeated, required }]) => {
        const schema = { type, ...words && { enum: words } };
        return { name, in: "query", required: required === true,
          schema: repeated ? { type: "array", items: schema } : schema };
      });
    const inPath = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) =>
      ({ name, in: "path", required: true, schema: { type: "string" } }));
    paths[template] ??= {};
    paths[template][method.httpMethod.toLowerCase()] = { operationId: method.id,
      parameters: [...inPath, ...queries],
      ...method.request && { requestBody: { required: true, ...content(method.request) } },
      responses: { 200: { description: "", ...content(method.response ?? {}) } } };
  };
  const walk = ({ methods = {}, resources = {} }) => {
    Object.values(methods).forEach(add);
    Object.values(resources).forEach(walk);
  };
  walk(document);
  return { openapi: "3.0.0", info: { title: document.id, version: document.version }, paths,
    servers: [{ url: document.rootUrl + document.servicePath }], security: [{ token: [] }],
    components: { schemas: schemaOf(document.schemas),
      securitySchemes: { token: { type: "http", scheme: "bearer" } } } };
}

function load(file) {
  if (!loaded.has(file)) {
    const text = fs.readFileSync(path.join(home, "descriptions", file), "utf8");
    const read = file.endsWith(".json") ? JSON.parse(text) : yaml.parse(text);
    loaded.set(file, read.discoveryVersion ? fromDiscovery(read) : read);
  }
  return loaded.get(file);
}

function descriptionsOf(provider) {
  return listed.filter(([name]) => name === provider).map(([, , file]) => load(file));
}

function escaped(texts) {
  return texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

/** Base paths of a description's servers that fit the host. */
function basesOf(document, host) {
  const servers = document.servers?.length ? document.servers : [{ url: "/" }];
  const bases = [];
  for (const { url } of servers) {
    const [, its, base] = /^(?:https?:)?(?:\/\/([^/]*))?(\/.*)?$/.exec(url) ?? [];
    if (host === "-" || !its || its.replace(/:443$/, "") === host) {
      bases.push((base ?? "").replace(/\/$/, ""));
    }
  }
  return bases;
}

/** The path below a base path, which may have a part for a value (Telegram); null: not below it. */
function below(base, asked) {
  const pattern = escaped(base.split(/\{[^}]*\}/)).join("[^/]+");
  const [, rest] = new RegExp(`^${pattern}(/.*)$`).exec(asked) ?? [];
  return rest ?? null;
}

/** True when a path is one that the template describes; Prism has the last word. */
function mayMatch(template, asked) {
  const parts = template.split("/"), theirs = asked.split("/");
  return parts.length === theirs.length && parts.every((part, at) => {
    const pattern = escaped(part.split(/\{[^}]*\}/)).join(".+");
    return new RegExp(`^${pattern}$`).test(theirs[at]);
  });
}

function collect(value, document, found) {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, document, found);
  } else if (value && typeof value === "object") {
    if (typeof value.$ref === "string" && value.$ref.startsWith("#/") && !found.has(value.$ref)) {
      const target = value.$ref.slice(2).split("/").reduce((at, name) =>
        at?.[decodeURIComponent(name).replace(/~1/g, "/").replace(/~0/g, "~")], document);
      found.set(value.$ref, target);
      collect(target, document, found);
    }
    for (const each of Object.values(value)) collect(each, document, found);
  }
}

const TOO_MANY_SCHEMAS = 150; // answers that take them are built for minutes

/** The description with only these paths and what they refer to. */
function cutDown(document, templates) {
  const paths = {};
  for (const template of templates) {
    paths[template] = { ...document.paths[template] };
    for (const [method, operation] of Object.entries(paths[template])) {
      if (!operation?.responses) continue;
      const good = Object.entries(operation.responses).filter(([code]) => code.startsWith("2"));
      const needed = new Map();
      collect(good, document, needed);
      const responses = needed.size > TOO_MANY_SCHEMAS || good.length === 0
        ? { 200: { description: "" } } : Object.fromEntries(good);
      paths[template][method] = { ...operation, responses };
    }
  }
  const cut = { ...document, paths, components: {
    securitySchemes: document.components?.securitySchemes ?? {} } };
  for (const name of Object.keys(cut)) {
    if (name.startsWith("x-") || name === "tags" || name === "webhooks") delete cut[name];
  }
  const needed = new Map();
  collect(paths, document, needed);
  for (const [reference, target] of needed) {
    const names = reference.slice(2).split("/")
      .map((name) => decodeURIComponent(name).replace(/~1/g, "/").replace(/~0/g, "~"));
    let at = cut;
    for (const name of names.slice(0, -1)) at = at[name] ??= {};
    at[names.at(-1)] = target;
  }
  return structuredClone(cut);
}

const known = new Map();

/** Operations of Prism that the request may be, of all descriptions of the provider. */
async function operationsFor(provider, host, asked) {
  for (const document of descriptionsOf(provider)) {
    for (const base of basesOf(document, host)) {
      const rest = below(base, asked);
      if (rest === null) continue;
      const templates = Object.keys(document.paths).filter((each) => mayMatch(each, rest));
      if (templates.length === 0) continue;
      const key = [provider, document.info.title, ...templates].join(" ");
      if (!known.has(key)) {
        known.set(key, await prism.getHttpOperationsFromSpec(cutDown(document, templates)));
      }
      return { path: rest, operations: known.get(key),
        hasSecurity: Object.keys(document.components?.securitySchemes ?? {}).length > 0 };
    }
  }
  return { path: asked, operations: [] };
}

// --- a request -------------------------------------------------------------------------------

const silent = { child: () => silent };
for (const level of ["info", "warn", "error", "debug", "success", "trace", "start", "fatal"]) {
  silent[level] = () => {};
}

/** What fp-ts calls an Either: a value, or what is wrong. */
function right(either) {
  return either._tag === "Right" ? either.right : null;
}

function wrongIn(either) {
  return either._tag === "Left" ? [either.left].flat() : [];
}

/** Names of members that a schema has; null when it takes any. */
function membersOf(schema, bundled, depth = 0) {
  if (!schema || depth > 8) return null;
  if (typeof schema.$ref === "string") {
    const target = schema.$ref.replace(/^#\//, "").split("/")
      .reduce((at, name) => at?.[name], bundled);
    return membersOf(target, bundled, depth + 1);
  }
  if (schema.additionalProperties && schema.additionalProperties !== false) return null;
  const names = new Set(Object.keys(schema.properties ?? {}));
  const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  for (const part of parts) {
    if (part.properties || part.allOf || part.oneOf || part.anyOf || part.$ref) {
      const theirs = membersOf(part, bundled, depth + 1);
      if (theirs === null) return null;
      theirs.forEach((name) => names.add(name));
    }
  }
  return names.size > 0 ? names : null;
}

/** Prism does not ask for what the description does not name at all. */
function undescribed(resource, hasSecurity, url, headers, body) {
  const wrong = [];
  const named = (list) => new Set((list ?? []).map(({ name }) => name.toLowerCase()));
  const security = (resource.security ?? []).flat();
  const keysIn = (place) => security.filter((each) => each.in === place)
    .map((each) => each.name.toLowerCase());
  const queries = named(resource.request?.query);
  for (const name of url.searchParams.keys()) {
    const plain = name.replace(/\[.*$/, "").toLowerCase();
    if (!queries.has(plain) && !queries.has(name.toLowerCase())
      && !keysIn("query").includes(name.toLowerCase())) {
      wrong.push(`query: ${name} is not described`);
    }
  }
  const inHeaders = named(resource.request?.headers);
  // One that says nothing of credentials does not name the header that carries one, either.
  for (const name of hasSecurity ? Object.keys(headers) : []) {
    if (!PLAIN_HEADERS.has(name) && !inHeaders.has(name) && !keysIn("header").includes(name)) {
      wrong.push(`header: ${name} is not described`);
    }
  }
  if (body !== undefined && body !== null && body !== "") {
    const contents = resource.request?.body?.contents ?? [];
    const type = (headers["content-type"] ?? "").split(";")[0].trim();
    const content = contents.find(({ mediaType }) => mediaType.split(";")[0].trim() === type);
    if (contents.length === 0) wrong.push("body: none is described");
    else if (!content) wrong.push(`body: ${type || "no media type"} is not described`);
    const members = membersOf(content?.schema, resource);
    if (members && typeof body === "object") {
      for (const name of Object.keys(body)) {
        if (!members.has(name)) wrong.push(`body: ${name} is not described`);
      }
    }
  }
  return wrong;
}

function bodyOf(text, type) {
  if (text === "") return { given: undefined, read: undefined };
  if (/json/.test(type)) {
    const read = JSON.parse(text);
    return { given: read, read };
  }
  const read = /urlencoded/.test(type) ? Object.fromEntries(new URLSearchParams(text)) : text;
  return { given: text, read };
}

let requests = [];

async function answer(request, text) {
  const [, provider, host, rest] = /^\/([a-z0-9-]+)\/([^/]+)(\/.*)$/.exec(request.url) ?? [];
  if (!provider) return { status: 400, body: { message: "no provider is named" } };
  const url = new URL(rest, "http://peer");
  const headers = Object.fromEntries(Object.entries(request.headers));
  const noted = { request: `${request.method} ${host}${url.pathname}`, operation: "",
    violations: [] };
  requests.push(noted);
  let body;
  try {
    body = bodyOf(text, headers["content-type"] ?? "");
  } catch (error) {
    noted.violations.push(`body: ${error.message}`);
    return { status: 422, body: { message: "cannot be read" } };
  }
  const found = await operationsFor(provider, host, url.pathname);
  if (found.operations.length === 0) return { status: 404, body: { message: "not described" } };
  const query = {};
  for (const [name, value] of url.searchParams) {
    query[name] = name in query ? [query[name], value].flat() : value;
  }
  const { accept, ...others } = headers; // what answers is not chosen by it: most name their own
  const input = { method: request.method.toLowerCase(), url: { path: found.path, query },
    headers: others, body: body.given };
  const routed = route({ resources: found.operations, input });
  const resource = right(routed);
  if (!resource) {
    noted.violations.push(...wrongIn(routed).map((each) => `${each.title}: ${each.detail}`));
    return { status: 422, body: { message: noted.violations.join("; ") } };
  }
  noted.operation = `${resource.method} ${resource.path}`;
  const checked = { resource, element: input };
  for (const each of [...wrongIn(validator.validateSecurity(checked)),
    ...wrongIn(validator.validateInput(checked))]) {
    noted.violations.push(`${(each.path ?? []).join(".")}: ${each.message}`);
  }
  noted.violations.push(...undescribed(resource, found.hasSecurity, url, headers, body.read));
  if (noted.violations.length > 0) {
    return { status: 422, body: { message: noted.violations.join("; ") } };
  }
  const made = right(mock({ resource, input: { data: input, validations: [] },
    config: { dynamic: false } })(silent));
  return made ? { status: made.statusCode, body: made.body, headers: made.headers }
    : { status: 200, body: {} };
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", async () => {
    let result;
    if (request.url === "/_peer/take") {
      result = { status: 200, body: { requests } };
      requests = [];
    } else {
      try {
        result = await answer(request, Buffer.concat(chunks).toString());
      } catch (error) {
        requests.push({ request: request.url, operation: "", violations: [String(error.stack)] });
        result = { status: 500, body: { message: String(error) } };
      }
    }
    const type = result.headers?.["Content-type"] ?? "application/json";
    const body = result.body === undefined ? ""
      : typeof result.body === "string" ? result.body : JSON.stringify(result.body);
    response.writeHead(result.status, { "content-type": type });
    response.end(result.status === 204 ? undefined : body);
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
