/** `weft parts import`: turns NetBox types and catalogues into weft. */
import * as Args from "@oclif/core/args";
import { Command } from "@oclif/core/command";
import * as Flags from "@oclif/core/flags";
import { reportFlags } from "../../flags.js";

export class PartsImport extends Command {
  static override summary = "turn NetBox types and catalogues in JSON, YAML or CSV into .weft";
  static override description =
    "Every figure carries its source, and what looks wrong in a file is said. An overlay beside a NetBox type, such as QM9700.overlay.yaml, is applied. In folders, files of other kinds are passed over.";
  static override strict = false;
  static override examples = [
    "<%= config.bin %> parts import QM9700.yaml",
    "<%= config.bin %> parts import device-types/Nvidia -o nvidia.weft",
    "<%= config.bin %> parts import device-types catalogue.csv -o parts/",
  ];
  static override args = {
    paths: Args.string({ description: "data files, and folders with all of them below", required: true }),
  };
  static override flags = {
    ...reportFlags,
    output: Flags.string({
      char: "o",
      summary: "a .weft file for all parts, or a folder with one for each data file; without it, standard output",
      helpValue: "file or folder",
    }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(PartsImport);
    const { importParts } = await import("../../import-parts.js");
    process.exitCode = await importParts(argv.map(String), flags);
  }
}
