// Emits every group as OpenAPI: `node emit.mjs 3.0.0 FOLDER`. Version 2.0 has a separate emitter.
import { spawnSync } from "node:child_process";
import { existsSync, globSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";

const [version, folder] = process.argv.slice(2);
const specs = "node_modules/@typespec/http-specs/specs";
const isSwagger = version === "2.0";
const emitter = isSwagger ? "@azure-tools/typespec-autorest" : "@typespec/openapi3";
const options = isSwagger ? {} : { "file-type": "json", "openapi-versions": [version] };
const config = resolve(`tsp-${version}.yaml`);
writeFileSync(
  config,
  JSON.stringify({
    emit: [emitter],
    options: { [emitter]: options },
  }),
);
rmSync(folder, { recursive: true, force: true });
const files = globSync(`${specs}/**/main.tsp`).sort();
for (const [index, file] of files.entries()) {
  const group = relative(specs, dirname(file));
  const own = `cut/${group}/main.tsp`;
  const source = existsSync(own) ? own : file;
  const out = `${emitter}.emitter-output-dir=${resolve(folder, group)}`;
  console.error(`[${index + 1}/${files.length}] ${group}`);
  const compiler = resolve("node_modules/@typespec/compiler/cmd/tsp.js");
  const run = spawnSync(process.execPath, [compiler, "compile", source, "--config", config, "--option", out]);
  if (run.status !== 0) {
    console.error(String(run.stdout), String(run.stderr));
    // A group that the emitter rejects is printed, and its scenarios count as not attempted.
    if (!isSwagger) process.exit(1);
  }
}
// The emitter for 2.0 writes the document of each version of a service to a separate folder.
for (const status of isSwagger ? ["stable", "preview"] : []) {
  for (const file of globSync(`${folder}/**/${status}/*/openapi.json`)) {
    const own = dirname(file);
    renameSync(file, resolve(own, `../../openapi.${basename(own)}.json`));
  }
}
