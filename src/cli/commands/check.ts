/** `weft check`: says what is wrong with a design and what it amounts to; writes nothing. */
import { Command } from "@oclif/core/command";
import * as Flags from "@oclif/core/flags";
import { designArgument, designFlags, findingsFormat, priceFlags } from "../flags.js";

export class Check extends Command {
  static override summary = "check a design and print its counts";
  static override examples = [
    "<%= config.bin %> check examples/hpn-7.0",
    "<%= config.bin %> check pod.weft --set segments=3",
    "<%= config.bin %> check pod.weft --fix --dry-run",
    "<%= config.bin %> check pod.weft --format sarif > findings.sarif",
  ];
  static override args = { design: designArgument };
  static override flags = {
    ...designFlags,
    ...priceFlags,
    ...findingsFormat,
    fix: Flags.boolean({ summary: "make every fix that is safe, in the design's own files" }),
    "dry-run": Flags.boolean({ summary: "with --fix: print the changes as a diff, write nothing", dependsOn: ["fix"] }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Check);
    const { checkOrFix } = await import("../check-design.js");
    process.exitCode = await checkOrFix(args.design, flags);
  }
}
