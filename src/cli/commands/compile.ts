/** `weft compile`: writes everything that follows from a design into a folder. */
import { Command } from "@oclif/core/command";
import * as Flags from "@oclif/core/flags";
import { designArgument, designFlags, findingsFormat, priceFlags } from "../flags.js";

export class Compile extends Command {
  static override summary = "compile a design into a folder of plans";
  static override examples = ["<%= config.bin %> compile examples/hpn-7.0 -o out"];
  static override args = { design: designArgument };
  static override flags = {
    ...designFlags,
    ...priceFlags,
    ...findingsFormat,
    output: Flags.string({
      char: "o",
      summary: "folder to write; weft replaces only files of its own in it",
      default: "out",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Compile);
    const { compileDesign } = await import("../compile-design.js");
    process.exitCode = await compileDesign(args.design, flags);
  }
}
