#!/usr/bin/env node
/** Starts weft from what `npm run build` made. oclif finds the commands here as well. */
const { compileBundle, root, runBundle } = require("./load.js");

try {
  const { commands, main } = runBundle(compileBundle().script);
  module.exports = { commands };
  main(process.argv.slice(2), root);
} catch (error) {
  const isUnbuilt = error?.code === "ENOENT" && error.syscall === "open";
  process.stderr.write(isUnbuilt ? "weft is not built yet: run `npm run build`\n" : `${error?.stack ?? error}\n`);
  process.exitCode = 70;
}
