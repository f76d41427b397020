/** `weft where`: finds one device or cable by its name. */
import * as Args from "@oclif/core/args";
import { Command } from "@oclif/core/command";
import { designArgument, designFlags } from "../flags.js";

export class Where extends Command {
  static override summary = "say where a device or a cable is and what is at its far ends";
  static override examples = ["<%= config.bin %> where seg03-tor-r2-p1 examples/hpn-7.0"];
  static override args = {
    name: Args.string({ description: "name of a device, `device:port` for a link or a cable", required: true }),
    design: designArgument,
  };
  static override flags = designFlags;

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Where);
    const { findInDesign } = await import("../find-in-design.js");
    process.exitCode = await findInDesign(args.name, args.design, flags);
  }
}
