/** `weft init`: writes a small design to start from. */
import * as Args from "@oclif/core/args";
import { Command } from "@oclif/core/command";

export class Init extends Command {
  static override summary = "write a small design that compiles, to start from";
  static override examples = ["<%= config.bin %> init my-cluster", "<%= config.bin %> init pod.weft"];
  static override args = {
    folder: Args.string({
      description: "folder to write it into, made if need be, or the .weft file itself",
      default: ".",
    }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Init);
    const { startDesign } = await import("../start-design.js");
    process.exitCode = startDesign(args.folder);
  }
}
