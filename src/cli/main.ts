/** The entry of the command line: hands the arguments to oclif and decides what the process says when it ends. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { CLIError, ExitError } from "@oclif/core/errors";
import { run } from "@oclif/core/run";
import { settings } from "@oclif/core/settings";
import { exitCodes } from "./exit-codes.js";
import { writeAside } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** Runs the command that the arguments name and sets the exit code; never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  // Without this, oclif looks for TypeScript sources whenever NODE_ENV is `test` or `development`.
  settings.enableAutoTranspile = false;
  // A package in node_modules/weft-lang, or the clone: the folder above dist/.
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  try {
    await run([...argv], { root });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** oclif throws `CLIError` for what the user typed; all else that arrives here is our bug. */
function report(error: unknown): number {
  if (error instanceof ExitError) return error.oclif.exit ?? exitCodes.fine;
  if (error instanceof CLIError || error instanceof UsageError) {
    writeAside(`weft: ${error.message}\n`);
    return exitCodes.usage;
  }
  writeAside(`weft: this is a bug in weft\n${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.internal;
}
