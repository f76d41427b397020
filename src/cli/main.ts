/** The entry of the command line: hands the arguments to oclif and decides what the process says when it ends. */
import { CLIError, ExitError } from "@oclif/core/errors";
import type * as Interfaces from "@oclif/core/interfaces";
import { run } from "@oclif/core/run";
import { settings } from "@oclif/core/settings";
import pjson from "../../package.json" with { type: "json" };
import { suggest } from "../core/suggest.js";
import { commands } from "./commands.generated.js";
import { exitCodes } from "./exit-codes.js";
import { writeAside } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** oclif finds them through `bin/weft.js`, where `package.json` sends it. */
export { commands };

/** Runs the command that the arguments name and sets the exit code; never throws. `root` is the folder of the package. */
export async function main(argv: readonly string[], root: string): Promise<void> {
  // Without this, oclif looks for TypeScript sources whenever NODE_ENV is `test` or `development`.
  settings.enableAutoTranspile = false;
  try {
    await run(readCommand(argv), { root, pjson: describePackage() });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Returns the arguments for oclif: `help compile` means `compile --help`. Throws a UsageError for an unknown command. */
function readCommand(argv: readonly string[]): string[] {
  const [first, ...rest] = argv;
  if (first === "help") return [...rest, "--help"];
  if (first === undefined || first.startsWith("-") || Object.hasOwn(commands, first)) return [...argv];
  const nearest = suggest(first, Object.keys(commands));
  const help = nearest === null ? "`weft --help` lists them" : `did you mean \`${nearest}\`?`;
  throw new UsageError(`there is no command \`${first}\`; ${help}`);
}

/** `package.json` as oclif wants it: given, so that it need not be looked for on the disk. */
function describePackage(): Interfaces.PJSON {
  const { oclif } = pjson;
  return { ...pjson, oclif: { ...oclif, commands: { ...oclif.commands, strategy: "explicit" }, topicSeparator: " " } };
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
