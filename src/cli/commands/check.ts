/** `weft check`: says what is wrong with a design and what it amounts to; writes nothing. */
import { Command } from "@oclif/core/command";
import { designArgument, designFlags } from "../flags.js";

export class Check extends Command {
  static override summary = "check a design and print its counts";
  static override examples = [
    "<%= config.bin %> check examples/hpn-7.0",
    "<%= config.bin %> check pod.weft --set segments=3",
  ];
  static override args = { design: designArgument };
  static override flags = designFlags;

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Check);
    const { checkDesign } = await import("../check-design.js");
    process.exitCode = await checkDesign(args.design, flags);
  }
}
