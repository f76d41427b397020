/** `weft parts`: searches the parts library, and shows one part with its ports, figures and sources. */
import * as Args from "@oclif/core/args";
import { Command } from "@oclif/core/command";
import * as Flags from "@oclif/core/flags";

export class Parts extends Command {
  static override summary = "search the parts library, or show one part with its figures and sources";
  static override description =
    "Without a query it counts the parts of each kind. One hit, or the exact name or order number, shows the part.";
  static override strict = false;
  static override examples = [
    "<%= config.bin %> parts",
    "<%= config.bin %> parts qm9700",
    "<%= config.bin %> parts --kind switch --speed 400G",
    "<%= config.bin %> parts single-mode 2 km --maker arista",
    "<%= config.bin %> parts own_switch --in parts/",
  ];
  static override args = {
    query: Args.string({ description: "words of a name, an order number, a model or a description" }),
  };
  static override flags = {
    kind: Flags.string({ summary: "only parts of that kind", helpValue: "switch" }),
    speed: Flags.string({ summary: "only parts with ports of that rate, or that carry it", helpValue: "400G" }),
    maker: Flags.string({ summary: "only parts of that manufacturer", helpValue: "nvidia" }),
    cage: Flags.string({ summary: "only parts with such cages, or that fit them", helpValue: "osfp" }),
    from: Flags.string({ summary: "only parts of that file", helpValue: "std/nvidia" }),
    in: Flags.string({
      summary: "also search the .weft files of a folder",
      helpValue: "folder",
      multiple: true,
      multipleNonGreedy: true,
    }),
    format: Flags.option({
      options: ["pretty", "json"] as const,
      summary: "how it is shown",
      default: "pretty" as const,
    })(),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Parts);
    const { showParts } = await import("../show-parts.js");
    process.exitCode = await showParts(argv.map(String), flags);
  }
}
