/** `bom.csv`: what is ordered, and what only comes inside. */
import { describe, expect, it } from "vitest";
import { emitter } from "../../../src/emit/bom.emitter.js";
import { compileFile, compileText } from "../compile-sound.js";

async function writeBom(results: Awaited<ReturnType<typeof compileText>>): Promise<string[][]> {
  const [artifact] = [...emitter.emit(results)];
  const lines = [...(artifact?.chunks ?? [])].join("").trimEnd().split("\n");
  expect(artifact?.rows).toBe(lines.length - 1);
  return lines.map((line) =>
    (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((cell) => cell.replace(/,$/, "")).slice(0, 13),
  );
}

describe("hpn-7.0", async () => {
  const [head = [], ...rows] = await writeBom(await compileFile("examples/hpn-7.0/hpn.weft"));
  const cell = (row: string[] | undefined, name: string): string => row?.[head.indexOf(name)] ?? "";
  const find = (section: string, part: string, inside = ""): string[] | undefined =>
    rows.find(
      (row) => cell(row, "section") === section && cell(row, "part_id") === part && cell(row, "included_in") === inside,
    );

  it("has its columns in order", () => {
    expect(head.join()).toBe(
      "section,part_id,manufacturer,mpn,description,qty_base,qty_spare,qty_order,unit,included_in,used_in,evidence,note",
    );
  });

  it("orders what is installed, spare hosts included, and no shelf spares", () => {
    const host = find("server", "lingjun_8gpu");
    expect(["qty_base", "qty_spare", "qty_order", "unit"].map((name) => cell(host, name))).toEqual([
      "2040",
      "0",
      "2040",
      "each",
    ]);
    expect(cell(host, "note")).toBe("120 of them stand by");
    expect(cell(host, "evidence")).toBe("assumed");
    expect(cell(find("switch", "hpn_switch_51t"), "qty_order")).toBe("506");
    expect(cell(find("switch", "hpn_switch_51t"), "used_in")).toBe(
      "tor 240; agg 120; core 64; ftor 32; fagg 32; fcore 16; stor 2",
    );
    expect(cell(find("storage", "lingjun_storage"), "qty_order")).toBe("128");
  });

  it("counts what comes inside and orders none of it", () => {
    const gpu = find("inside", "h800", "lingjun_8gpu");
    const nic = find("inside", "bf3_2x200g", "lingjun_8gpu");
    expect([cell(gpu, "qty_base"), cell(gpu, "qty_order")]).toEqual(["16320", "16320"]);
    expect([cell(nic, "qty_base"), cell(nic, "qty_order")]).toEqual([String(2040 * 9), String(2040 * 9)]);
    expect(cell(find("inside", "bf3_2x200g", "lingjun_storage"), "qty_base")).toBe("128");
  });

  it("orders cables by the kind of their ends", () => {
    const breakout = find("cable", "breakout-400G-2x200G-qsfp112-qsfp112-mmf");
    expect(cell(breakout, "qty_order")).toBe(String(16_320 + 2040 + 128));
    expect(cell(breakout, "used_in")).toBe(
      "backend/host-tor 16320; frontend/host-ftor 2040; frontend/cpfs_host-stor 128",
    );
    expect(cell(find("cable", "cable-400G-qsfp112-qsfp112-mmf"), "qty_order")).toBe(
      String(14_400 + 960 + 2048 + 1920 + 128),
    );
  });
});

it("names a twin-port cage's plain cables and a trunk by what they carry", async () => {
  const text = (rate: string, copies: string): string => `
    part switch sw {
      ports front x 8 at 800Gbps { splits = [4x200Gbps, 2x400Gbps over 2]  cage = osfp }
    }
    cluster c {
      fabric net {
        switch low[2]: sw
        switch high[2]: sw
        connect low -> high x ${copies} at ${rate}
      }
    }`;
  const ids = async (source: string): Promise<string[]> =>
    (await writeBom(await compileText(source))).slice(2).map((row) => `${row[1]} ${row[5]}`);
  expect(await ids(text("400Gbps", "2"))).toEqual(["cable-400G-osfp-osfp 8"]);
  expect(await ids(text("200Gbps", "4"))).toEqual(["trunk-4x200G-osfp-osfp 4"]);
  expect(await ids(text("800Gbps", "1"))).toEqual(["cable-800G-osfp-osfp 4"]);
});
