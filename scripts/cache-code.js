/**
 * Runs the bundled command line on small designs and keeps what V8 has compiled by then for `bin/load.js`. A process of
 * its own, started by the build: what it prints is of no use.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import v8 from "node:v8";

// Compiled functions that are not used for a while would be dropped again before they are kept.
v8.setFlagsFromString("--no-flush-bytecode");
const { cache, loadBundle, root } = createRequire(import.meta.url)("../bin/load.js");
const { main, mark, script } = loadBundle();

const folder = process.argv[2] ?? ".";
const design = join(folder, "cluster.weft");
await main(["init", folder], root);
await main(["check", design], root);
await main(["compile", design, "-o", join(folder, "out")], root);
await main(["where", "leaf0", design], root);
for (const name of readdirSync("examples")) await main(["check", join("examples", name)], root);

// The compiled form is only taken by a V8 that runs with the same flags.
v8.setFlagsFromString("--flush-bytecode");
writeFileSync(cache, Buffer.concat([Buffer.from(mark, "latin1"), script.createCachedData()]));
