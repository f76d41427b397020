/** `weft fmt`: lays files out in the one way. */
import * as Args from "@oclif/core/args";
import { Command } from "@oclif/core/command";
import * as Flags from "@oclif/core/flags";
import { reportFlags } from "../flags.js";

export class Fmt extends Command {
  static override summary = "lay out files in the one way that weft is written";
  static override examples = [
    "<%= config.bin %> fmt pod.weft parts/",
    "<%= config.bin %> fmt --check .",
    "<%= config.bin %> fmt - < pod.weft",
  ];
  static override strict = false;
  static override args = {
    paths: Args.string({
      description: "files, and folders with all .weft files below; `-` or nothing for standard input",
      ignoreStdin: true,
    }),
  };
  static override flags = {
    format: reportFlags.format,
    check: Flags.boolean({ summary: "write nothing; list the files that would change, and fail if there are any" }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Fmt);
    const { formatFiles } = await import("../format-files.js");
    process.exitCode = await formatFiles(argv.map(String), flags);
  }
}
