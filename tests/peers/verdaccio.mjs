// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Verdaccio (npm package verdaccio, put here by fetch.sh) on loopback: a real registry for npm's
// tokens. Prints its port as the first line and runs until its standard input ends. Takes new
// users as Verdaccio does: PUT /-/user/org.couchdb.user:NAME {"name", "password"} -> {"token"}.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const here = path.dirname(fileURLToPath(import.meta.url));
const home = path.resolve(here, "../../build/peers/verdaccio");
if (!fs.existsSync(path.join(home, "node_modules/verdaccio"))) {
  console.error("Verdaccio is not there");
  process.exit(77);
}
const { runServer } = createRequire(path.join(home, "x.js"))("verdaccio");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "verdaccio-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, "config.yaml");
const application = await runServer({
  self_path: file, configPath: file, storage: folder,
  auth: { htpasswd: { file: path.join(folder, "htpasswd"), rounds: 1 } },
  uplinks: {}, packages: { "**": { access: "$all", publish: "$authenticated" } },
  web: { enable: false }, log: { type: "stdout", format: "json", level: "fatal" },
});
const server = application.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
