/** `report.md`: every section is there, with the numbers of the measures and nothing that breaks Markdown. */
import { describe, expect, it } from "vitest";
import { emitter } from "../../../src/emit/report.emitter.js";
import { escapeCode, escapeMarkdown, escapeMessage } from "../../../src/emit/text/markdown.js";
import { compileFile, compileText, type Sound } from "../compile-sound.js";

function write(results: Sound): string {
  const [artifact] = [...emitter.emit(results)];
  expect(artifact?.path).toBe("report.md");
  return [...(artifact?.chunks ?? [])].join("");
}

const sections = [
  "Counts",
  "Bandwidth",
  "Ports",
  "Power from parts",
  "Storage and checkpoint",
  "Collectives",
  "Requirements",
  "Findings",
  "Assumptions",
  "Files",
];

function listSections(text: string): readonly string[] {
  return [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1] ?? "");
}

describe("hpn-7.0", async () => {
  const text = write(await compileFile("examples/hpn-7.0/hpn.weft"));

  it("has its sections in order", () => {
    expect(listSections(text)).toEqual(["Counts", "Inside the devices", ...sections.slice(1)]);
  });

  it.each([
    "| host-tor links, 200 Gbps | 30 720 | 32 640 |",
    "| tor | 1 | 136 x 200 Gbps | 60 x 400 Gbps | 16/15 (1.067) | 17/15 (1.133) |",
    "| end to end |  |  |  | 16 | 17 |",
    "Bisection: 2.688 Pbps one way between 896 and 1 024 active hosts, halving segment of host into 7 and 8.",
    "| host, different segment | seg00-host000 | seg01-host000, seg14-host000 | 4 | 60 |",
    "| tor | front | 30 720 | 29 760 | 960 | 0 | 68 + 60 = 128 of 128 |",
    "At most 20.808 MW installed",
    "15 360 GPUs x 30 GB = 460.8 TB, in 23.04 s: limited by tier hot of cpfs.",
    "| tier hot of cpfs (narrowest) | 20 TB/s | writes 20 TB/s |",
    "5.5 GB over 512 ranks. Packed, they fit below tor.",
    "| `oversubscription(tor) == 16 / 15` | `oversubscription(tor)` is 16/15 (1.067) | met |",
    "| lingjun\\_8gpu | power | 10.2kW | as DGX H100; the paper gives none |".replace("\\_", "_"),
    "Compiled from `hpn.weft`.",
  ])("says %s", (line) => {
    expect(text).toContain(line);
  });

  it("has rows as wide as their heads", () => {
    const tables = text.split("\n\n").filter((part) => part.startsWith("|"));
    expect(tables.length).toBeGreaterThan(10);
    for (const table of tables) {
      const widths = table
        .trimEnd()
        .split("\n")
        .map((row) => row.replaceAll("\\|", "").split("|").length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it("leaves no blank lines in a row and ends in one line feed", () => {
    expect(text).not.toMatch(/\n\n\n/);
    expect(text).toMatch(/[^\n]\n$/);
  });
});

describe("an empty cluster", () => {
  it("still makes a whole report", async () => {
    const text = write(await compileText("cluster empty { }"));
    expect(listSections(text)).toEqual(sections);
    expect(text).toContain("No workload names an all-reduce.");
    expect(text).not.toMatch(/\n\n\n/);
  });
});

describe("text that could be markup", () => {
  it("stays text", () => {
    expect(escapeMarkdown("a | b <i> *c* `d` [e](f) \\ g\nh & i")).toBe(
      "a \\| b &lt;i> \\*c\\* \\`d\\` \\[e\\](f) \\\\ g h &amp; i",
    );
    expect(escapeCode("a | `b`")).toBe("`` a \\| `b` ``");
    expect(escapeMessage("`a_b` is *not* < `c|d`")).toBe("`a_b` is \\*not\\* &lt; `c\\|d`");
  });

  it("stays text in the report", async () => {
    const text = write(
      await compileText(`
        /// Costs <b>less</b> | more.
        part server odd {
          description = "a|b"
          height = 1U assumed "see <here> | there"
        }
        cluster c { server host[1]: odd }`),
    );
    expect(text).toContain("| odd | height | 1U | see &lt;here> \\| there |");
  });
});
