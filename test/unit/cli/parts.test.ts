/** What `weft parts` prints of one part and of several, at the widths of a narrow and of a wide terminal. */
import { describe, expect, it } from "vitest";
import { showPartJson } from "../../../src/cli/reporters/part-json.js";
import { countKinds, listParts, listPartsJson } from "../../../src/cli/reporters/part-list.js";
import { type PartSheet, showPart } from "../../../src/cli/reporters/part-sheet.js";
import { cutText, hangText, wrapText } from "../../../src/cli/reporters/wrap.js";
import { createMemoryHost } from "../../../src/host/memory.js";
import { cards } from "../../../src/library/cards.generated.js";
import { findPrices } from "../../../src/library/prices.js";
import { readPart, readStandardPrices } from "../../../src/library/standard.js";

async function openSheet(id: string): Promise<PartSheet> {
  const card = cards.find((one) => one.id === id);
  if (card === undefined) throw new Error(`no card ${id}`);
  const [part, book] = await Promise.all([readPart(createMemoryHost({}), card), readStandardPrices()]);
  return { card, part, prices: findPrices(book, card), currency: book.currency };
}

const widest = (text: string): number => Math.max(...text.split("\n").map((line) => line.length));

describe("one part", () => {
  it("shows its import, ports, figures with grade and source, and price", async () => {
    const text = showPart(await openSheet("qm9700"), 100);
    expect(text).toContain('\n  import { qm9700 } from "std/nvidia"\n');
    expect(text).toContain("  front  64 x 400 Gbps, 32 osfp cages, 2 ports each\n");
    expect(text).toContain("splits into 2 x 200 Gbps; at most 128 logical ports\n");
    expect(text).toMatch(/\n {2}weight +14\.8kg +published {2}NVIDIA QM97X0 user manual\n/);
    expect(text).toMatch(/\n {2}36 000 to 50 000 USD each, quote, 2024-08: /);
  });

  it("shows what stands inside it and which cages ports share", async () => {
    const text = showPart(await openSheet("dgx_h100"), 100);
    expect(text).toContain("  8 x nic compute: cx7_400g, ConnectX-7 400G, one OSFP\n");
    expect(text).toContain("compute  8 x 400 Gbps [rail: 8], 4 osfp cages, 2 ports each, of cx7_400g\n");
    expect(text).toContain("cages osfp: compute 7 and compute 4; compute 6 and compute 5;");
  });

  it("shows both sources where they disagree", async () => {
    const text = showPart(await openSheet("mma4z00_ns"), 100);
    expect(text).toMatch(
      /\n {2}power +15W +published {2}NVIDIA MMA4Z00-NS product pages\n {4}also +17W +published {2}NVIDIA LinkX/,
    );
  });

  it.each([80, 160])("fits %i columns", async (width) => {
    for (const id of ["qm9700", "dgx_b200", "mma4z00_ns", "cpfs_lingjun", "apc_ap8886", "gb300_nvl72", "mcp7y00"]) {
      expect(widest(showPart(await openSheet(id), width)), id).toBeLessThanOrEqual(width);
    }
  });

  it("is the same as JSON", async () => {
    const shown = JSON.parse(showPartJson(await openSheet("sn5600"))) as {
      readonly from: string;
      readonly ports: readonly { readonly name: string; readonly rate_gbps: number; readonly service: boolean }[];
      readonly figures: readonly { readonly property: string; readonly grade: string | null }[];
    };
    expect(shown.from).toBe("std/nvidia-spectrum");
    expect(shown.ports.map(({ name, rate_gbps, service }) => [name, rate_gbps, service])).toEqual([
      ["front", 800, false],
      ["sfp", 25, true],
      ["mgmt", 1, true],
    ]);
    expect(shown.figures.find(({ property }) => property === "logical_ports")?.grade).toBe("published");
  });
});

describe("several parts", () => {
  const switches = cards.filter(({ kind }) => kind === "switch");

  it.each([80, 160])("fit %i columns, by file", (width) => {
    const text = listParts(switches, width);
    expect(widest(text)).toBeLessThanOrEqual(width);
    expect(text).toContain("\nstd/nvidia-spectrum\n  sn2201 ");
    expect(text).toContain(`\n${switches.length} parts; `);
  });

  it("are counted by kind where nothing is asked", () => {
    expect(countKinds(switches)).toMatch(
      new RegExp(`^${switches.length} parts in \\d files\n\n {2}switch +${switches.length}\n`),
    );
  });

  it("are JSON for programs", () => {
    const { parts } = JSON.parse(listPartsJson(switches)) as { readonly parts: readonly { readonly id: string }[] };
    expect(parts.map(({ id }) => id)).toEqual(switches.map(({ id }) => id));
  });
});

describe("lines", () => {
  it("break between words and hang under their text", () => {
    expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrapText("", 7)).toEqual([]);
    expect(hangText("note: ", "a b", 40)).toEqual(["note: a b"]);
    expect(hangText("note: ", "aaaaaaaaaaaaaa bbbbbbbbbbbbbb", 26)).toEqual([
      "note: aaaaaaaaaaaaaa",
      "      bbbbbbbbbbbbbb",
    ]);
    expect(cutText("abcdefgh", 6)).toBe("abc...");
  });
});
