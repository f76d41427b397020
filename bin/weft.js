#!/usr/bin/env node
/** Starts weft from what `npm run build` made. */
try {
  const { main } = await import("../dist/main.js");
  await main(process.argv.slice(2));
} catch (error) {
  const isUnbuilt = error?.code === "ERR_MODULE_NOT_FOUND" && String(error.message).includes("dist/main.js");
  process.stderr.write(isUnbuilt ? "weft is not built yet: run `npm run build`\n" : `${error?.stack ?? error}\n`);
  process.exitCode = 70;
}
