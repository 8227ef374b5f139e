// Copies the sources of three groups to `cut/`, without the operations that the OpenAPI emitter
// rejects: it rejects a whole group because of one of them.
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const specs = "node_modules/@typespec/http-specs/specs";

function cut(group, change) {
  cpSync(`${specs}/${group}`, `cut/${group}`, { recursive: true });
  const file = `cut/${group}/main.tsp`;
  const text = readFileSync(file, "utf8");
  const left = change(text);
  if (left === text) throw new Error(`nothing to cut in ${file}`);
  writeFileSync(file, left);
}

rmSync("cut", { recursive: true, force: true });

// A path with a query string.
cut("routes", (text) => {
  const start = text.indexOf('  @route("query-continuation")');
  return start < 0 ? text : `${text.slice(0, start).trimEnd()}\n}\n`;
});

// A parameter with the name of a member of every JavaScript object.
cut("special-words", (text) => text.replace(/\n *@paramNameScenario\("constructor"\).*/, ""));

// A range of statuses other than a hundred, such as 4XX.
cut("response/status-code-range", (text) => {
  // From one `@scenario` to the next; models start with `@error`.
  const blocks = text.split(/^(?=@scenario\n|@error\n)/m);
  const isRefused = (block) => /error-response-status-code-in-range|model ErrorInRange /.test(block);
  return blocks.filter((block) => !isRefused(block)).join("");
});
