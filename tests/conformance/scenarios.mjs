// Prints the requests that the mock server expects and the responses that it sends: `node scenarios.mjs PORT`.
import { globSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const specs = "node_modules/@typespec/http-specs/dist/specs";
const server = { baseUrl: `http://localhost:${process.argv[2]}` };

/** Values as JSON has them: bytes, and texts that depend on the server, are marked. */
function plain(value) {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (typeof value === "function") return plain(value(server));
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  if (typeof value.serialize === "function") return { $text: value.serialize(server) };
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

const all = [];
for (const file of globSync(`${specs}/**/mockapi.js`).sort()) {
  const group = relative(specs, dirname(file));
  const { Scenarios: scenarios = {} } = await import(pathToFileURL(resolve(file)));
  for (const [name, { apis }] of Object.entries(scenarios)) {
    const endpoints = apis.map(({ method, uri, request, response }) =>
      plain({ method, uri, request, response }),
    );
    all.push({ group, name, endpoints });
  }
}
process.stdout.write(JSON.stringify(all));
