/** `weft params`: what a design can be given, as a table or as the schema of its params files. */
import { Command } from "@oclif/core/command";
import * as Flags from "@oclif/core/flags";
import { designArgument, reportFlags } from "../flags.js";

export class Params extends Command {
  static override summary = "list the params of a design, or the schema of files with their values";
  static override examples = [
    "<%= config.bin %> params pod.weft",
    "<%= config.bin %> params pod.weft --schema > pod.schema.json",
  ];
  static override args = { design: designArgument };
  static override flags = {
    format: reportFlags.format,
    schema: Flags.boolean({ summary: "print the JSON Schema of files for --params" }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Params);
    const { showParams } = await import("../show-params.js");
    process.exitCode = await showParams(args.design, flags);
  }
}
