/** The work of `weft init`: a first design, small enough to read at once and complete enough to compile. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { systemCode } from "../node/file-operations.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { writeAside, writeData } from "./terminal.js";

const fileName = "cluster.weft";

/** Also a test: what `weft init` writes compiles without a finding. */
export const startingDesign = `import { server_8x400g, switch_64x400g } from "std/generic"

/// A small cluster: 16 servers of 8 GPUs on one two-tier network.
cluster starter {
  param servers: count in 1..17 = 16 "servers; with 16, a leaf has 32 ports down and 32 up"

  /// The servers that train.
  server host[servers of 16]: server_8x400g

  /// The network between the GPUs: every leaf to every spine, as many ports up as down.
  fabric backend {
    protocol = roce

    /// Each leaf takes two of the eight rails.
    switch leaf[leaf: 4]: switch_64x400g
    switch spine[spine: 2]: switch_64x400g

    connect host.backend -> leaf[leaf: rail div 2]
    connect leaf -> spine x 16
  }

  require oversubscription(leaf) <= 1 "no leaf carries more from the servers than it can pass on"
}
`;

/**
 * Writes the design into the folder, unless there is one already; a path that ends in `.weft` names the file itself.
 */
export function startDesign(argument: string): ExitCode {
  const isFile = argument.endsWith(".weft");
  const path = isFile ? argument : join(argument, fileName);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, startingDesign, { flag: "wx" });
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    writeAside(`weft: ${describeRefusal(code, argument, path)}\n`);
    return exitCodes.errors;
  }
  writeData(`wrote ${path}\n\nnext:\n  weft check ${path}\n  weft compile ${path} -o out\n`);
  return exitCodes.fine;
}

function describeRefusal(code: string, argument: string, path: string): string {
  switch (code) {
    case "EEXIST":
      return existsSync(path)
        ? `\`${path}\` is there already`
        : `\`${argument}\` is a file; name a folder, or a file that ends in .weft`;
    case "ENOTDIR":
      return `\`${argument}\` goes through a file; name a folder, or a file that ends in .weft`;
    case "EACCES":
    case "EPERM":
      return `\`${path}\` cannot be written: you may not write there`;
    case "EROFS":
      return `\`${path}\` cannot be written: the disk may only be read`;
    case "ENOSPC":
      return `\`${path}\` cannot be written: the disk is full`;
    default:
      return `\`${path}\` cannot be written: the system says ${code}`;
  }
}
