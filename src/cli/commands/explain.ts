/** `weft explain`: prints the page of a diagnostic. */
import * as Args from "@oclif/core/args";
import { Command } from "@oclif/core/command";

export class Explain extends Command {
  static override summary = "explain a diagnostic: why it is there and what to do";
  static override examples = ["<%= config.bin %> explain WF6004"];
  static override args = {
    code: Args.string({ description: "code of the diagnostic, such as WF6004", required: true }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Explain);
    const { explainCode } = await import("../explain-code.js");
    process.exitCode = await explainCode(args.code);
  }
}
