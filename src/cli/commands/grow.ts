/** `weft grow`: says which links a change of a design moves. */
import * as Args from "@oclif/core/args";
import { Command } from "@oclif/core/command";
import * as Flags from "@oclif/core/flags";
import { designArgument, pairedFlags, reportFlags, settingFlags } from "../flags.js";

export class Grow extends Command {
  static override summary = "count the links that a change keeps, moves, removes and adds";
  static override description =
    "Compares two designs, or one design with other values or in another phase, link by link. A link is kept if it is on the same two ports in both; it moves if its devices are linked at other ports, or a port of it has another link.";
  static override examples = [
    "<%= config.bin %> grow before.weft after.weft",
    "<%= config.bin %> grow pod.weft --set-b spines=12",
    "<%= config.bin %> grow pod.weft --from first --to second",
  ];
  static override args = {
    first: designArgument,
    second: Args.string({ name: "second", description: "the design that it becomes; without it the same one" }),
  };
  static override flags = {
    format: reportFlags.format,
    ...settingFlags,
    ...pairedFlags,
    from: Flags.string({ summary: "phase of the first; without it as declared", helpValue: "phase" }),
    to: Flags.string({ summary: "phase of the second; without it as declared", helpValue: "phase" }),
    strict: Flags.boolean({ summary: "end with 1 if a link moves" }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Grow);
    const { compareDesigns } = await import("../compare-designs.js");
    process.exitCode = await compareDesigns(args.first, args.second ?? args.first, flags);
  }
}
