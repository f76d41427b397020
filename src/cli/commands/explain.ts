/** `weft explain`: prints what a diagnostic, or a word of the language, is about. */
import * as Args from "@oclif/core/args";
import { Command } from "@oclif/core/command";

export class Explain extends Command {
  static override summary = "explain a diagnostic, or a word of the language";
  static override examples = [
    "<%= config.bin %> explain WF6004",
    "<%= config.bin %> explain switch.max_oversubscription",
    "<%= config.bin %> explain oversubscription",
    "<%= config.bin %> explain Gbps",
  ];
  static override args = {
    topic: Args.string({ description: "a code such as WF6004, a keyword, property, function, unit or word" }),
  };
  /** A topic of several words, such as `data rate`, needs no quotes. */
  static override strict = false;

  async run(): Promise<void> {
    const { argv } = await this.parse(Explain);
    const { explainTopic } = await import("../explain-topic.js");
    process.exitCode = await explainTopic(argv.map(String).join(" "));
  }
}
