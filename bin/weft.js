#!/usr/bin/env node
/** Starts weft from what `npm run build` made. oclif finds the commands here as well. */
const { loadBundle, root } = require("./load.js");

try {
  const { commands, main } = loadBundle();
  module.exports = { commands };
  if (require.main === module) main(process.argv.slice(2), root);
} catch (error) {
  const isUnbuilt = error?.code === "ENOENT" && error.syscall === "open";
  process.stderr.write(isUnbuilt ? "weft is not built yet: run `npm run build`\n" : `${error?.stack ?? error}\n`);
  process.exitCode = 70;
}
