/** The standard library as a catalogue: sound, whole, graded, and right where sources say what a part can do. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kinds } from "../../../src/language/kinds.js";
import { findPartKind, partKinds } from "../../../src/language/part-kinds.js";
import { numberIn } from "../../../src/model/bag.js";
import { countGpus, type Fact, isServicePorts, type Part, type PortGroup } from "../../../src/model/part.js";
import { standardNames } from "../../../src/std/std.generated.js";
import { format } from "../../../src/syntax/format.js";
import { buildText, listMessages } from "../model/build-text.js";
import { buildStandardLibrary, partOf } from "./library.js";

const library = buildStandardLibrary();
const parts = library.parts.map(({ part }) => part);
const ofKind = (...wanted: readonly string[]): readonly Part[] => parts.filter(({ kind }) => wanted.includes(kind));

describe("every file", () => {
  it("parses and builds without a finding", () => {
    expect(library.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it("has the one layout and lines that can be read", () => {
    const wrong = [...library.texts].filter(([path, text]) => format({ path, text }).value !== text);
    expect(wrong.map(([path]) => path)).toEqual([]);
    const long = [...library.texts].flatMap(([path, text]) =>
      text.split("\n").flatMap((line, at) => (line.length > 120 ? [`${path}:${at + 1}`] : [])),
    );
    expect(long).toEqual([]);
  });

  it("has about 400 lines at most", () => {
    const sizes = [...library.texts].map(([path, text]) => ({ path, lines: text.split("\n").length - 1 }));
    expect(sizes.filter(({ lines }) => lines > 405)).toEqual([]);
  });

  it("says of each part what it is", () => {
    expect(parts.filter(({ doc, description }) => doc === "" || description === "").map(({ id }) => id)).toEqual([]);
  });
});

describe("the whole", () => {
  it("has at least 150 parts, each under one name", () => {
    const names = parts.map(({ id }) => id);
    expect(names.length).toBeGreaterThanOrEqual(150);
    expect(new Set(names).size).toBe(names.length);
    expect([...standardNames.keys()].sort()).toEqual([...names].sort());
  });

  it("has parts of every class", () => {
    const least = {
      gpu: 16,
      server: 16,
      nic: 12,
      dpu: 2,
      switch: 31,
      optic: 45,
      cable: 26,
      storage_node: 6,
      file_system: 3,
      rack: 5,
      panel: 2,
      pdu: 6,
      cdu: 6,
      appliance: 1,
      baseboard: 1,
      cpu: 5,
      drive: 3,
    };
    for (const [kind, count] of Object.entries(least)) {
      expect(ofKind(kind).length, kind).toBeGreaterThanOrEqual(count);
    }
    expect(new Set(parts.map(({ kind }) => kind))).toEqual(new Set(partKinds.map(({ kind }) => kind)));
  });

  it("keeps the names that designs import", () => {
    const kept = `a100 h100 h800 h20_96 cx7_400g cx7_2x400g cx7_2x200g bf3_2x200g dgx_h100 qm9700 ufm_ndr
      hpn_switch_51t hpn_switch_51t_800 lingjun_8gpu lingjun_storage panjiu_gpu_96 panjiu_16gpu
      switch_64x800g switch_128x400g switch_64x400g switch_64x200g switch_48x1g switch_576x400g gpu_80gb nic_400g
      nic_2x200g nic_1g server_8x400g server_8x2x200g server_1g`.split(/\s+/);
    const known = new Set(parts.map(({ id }) => id));
    expect(kept.filter((id) => !known.has(id))).toEqual([]);
  });

  it("can be used: a design that places every device of it has nothing to complain of but what it leaves out", () => {
    const devices = library.parts.filter(({ part }) =>
      ["server", "switch", "storage_node", "appliance"].includes(part.kind),
    );
    const imports = devices.map(({ part, file }) => `import { ${part.id} } from "${file}"`);
    const arrays = devices.map(({ part }) => `  ${part.kind} a_${part.id}[n: 2]: ${part.id}`);
    const built = buildText(`${imports.join("\n")}\n\ncluster c {\n${arrays.join("\n")}\n}\n`);
    expect(listMessages(built)).toEqual([]);
    expect(built.design?.arrays.length).toBe(devices.length);
  });
});

describe("every figure", () => {
  /** What names a part, and words that say what its ports are. */
  const ungraded = new Set(["manufacturer", "model", "description", "note"]);
  const wordKinds = new Set(["word", "words", "text"]);
  const portRows = kinds.find(({ keyword }) => keyword === "ports")?.properties ?? [];
  const structure = new Set(["per_cage", "reserved"]);

  function needsGrade(part: Part, fact: Fact): boolean {
    const [group, property] = fact.property.includes(".") ? fact.property.split(".") : [null, fact.property];
    if (group === null) return !ungraded.has(fact.property);
    const row = portRows.find(({ name }) => name === property);
    if (row === undefined) throw new Error(`${part.id}: no property ${fact.property}`);
    return !wordKinds.has(row.type.kind) && !structure.has(row.name);
  }

  it("has a grade and a source, and so has what other sources say", () => {
    const bare = parts.flatMap((part) =>
      part.facts
        .filter((fact) => needsGrade(part, fact))
        .flatMap((fact) => [fact, ...fact.also])
        .filter(({ grade, source }) => grade === null || source === null || source.trim() === "")
        .map(({ text }) => `${part.id}: ${text}`),
    );
    expect(bare).toEqual([]);
  });

  it("is above zero where it has a number: what is not known is left out", () => {
    const mayBeZero = new Set(["height", "subnet_manager", "power_has_modules"]);
    const zero = parts.flatMap((part) =>
      Object.entries(part.bag.numbers)
        .filter(([name, value]) => value === 0 && !mayBeZero.has(name))
        .map(([name]) => `${part.id}.${name}`),
    );
    expect(zero).toEqual([]);
  });

  it("is called published only with a document that can be named", () => {
    const vague = parts.flatMap((part) =>
      part.facts
        .flatMap((fact) => [fact, ...fact.also])
        .filter(({ grade, source }) => grade === "published" && /^(recalled|as )/.test(source ?? ""))
        .map(({ text }) => `${part.id}: ${text}`),
    );
    expect(vague).toEqual([]);
  });

  it("is published in a source that docs/catalogue.md lists", () => {
    const page = readFileSync("docs/catalogue.md", "utf8");
    const table = page.slice(page.indexOf("| source |"), page.indexOf("## Known conflicts"));
    const listed = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = ""]) => cell.split(", "));
    const lost = parts.flatMap((part) =>
      part.facts
        .flatMap((fact) => [fact, ...fact.also])
        .filter(({ grade, source }) => grade === "published" && !listed.some((name) => source?.startsWith(name)))
        .map(({ source }) => `${part.id}: ${source}`),
    );
    expect(lost).toEqual([]);
  });

  it("says so where it is from memory", () => {
    const hidden = parts.flatMap((part) =>
      part.facts
        .flatMap((fact) => [fact, ...fact.also])
        .filter(({ grade, source }) => /^recalled/.test(source ?? "") && grade !== "assumed")
        .map(({ text }) => `${part.id}: ${text}`),
    );
    expect(hidden).toEqual([]);
  });
});

describe("order numbers", () => {
  it("belong to one part each", () => {
    const holders = new Map<string, string[]>();
    for (const part of parts) {
      const numbers = [part.mpn, ...(part.bag.lists["mpns"] ?? [])].filter((mpn) => mpn !== null && mpn !== "");
      // A part that extends another may share its number; none does.
      for (const mpn of new Set(numbers)) holders.set(String(mpn), [...(holders.get(String(mpn)) ?? []), part.id]);
      expect(new Set(numbers).size, part.id).toBe(numbers.length);
    }
    expect([...holders].filter(([, ids]) => ids.length > 1)).toEqual([]);
  });
});

describe("cables", () => {
  it("have lengths in ascending order, each with its number, and none beyond their reach", () => {
    for (const cable of ofKind("cable")) {
      const lengths = cable.bag.series["lengths"] ?? [];
      expect(lengths.length, cable.id).toBeGreaterThan(0);
      expect(
        lengths.every((length, at) => at === 0 || length > (lengths[at - 1] ?? 0)),
        cable.id,
      ).toBe(true);
      const mpns = cable.bag.lists["mpns"];
      if (mpns !== undefined) expect(mpns.length, cable.id).toBe(lengths.length);
      const reach = numberIn(cable.bag, "reach");
      if (reach !== null) expect(Math.max(...lengths), cable.id).toBeLessThanOrEqual(reach);
    }
  });

  it("have plugs where they carry data, and say how many tails they have", () => {
    const data = ofKind("cable").filter(({ bag }) => numberIn(bag, "rate") !== null);
    expect(data.filter(({ bag }) => bag.words["fits"] === undefined).map(({ id }) => id)).toEqual([]);
    expect(data.filter(({ bag }) => numberIn(bag, "tails") === null).map(({ id }) => id)).toEqual([]);
  });
});

describe("modules", () => {
  it("carry what their lanes carry, and split into no more", () => {
    for (const { id, bag } of ofKind("optic")) {
      const [rate, lanes, laneRate] = ["rate", "lanes", "lane_rate"].map((name) => numberIn(bag, name) ?? 0);
      expect((lanes ?? 0) * (laneRate ?? 0), id).toBe(rate);
    }
  });

  it("say which fibre they need and how far they reach", () => {
    const wrong = ofKind("optic").filter(({ bag }) => {
      const isMultimode = ["om3", "om4"].includes(bag.words["fibre"]?.[0] ?? "");
      const grades = [numberIn(bag, "reach_om3"), numberIn(bag, "reach_om4")].filter((reach) => reach !== null);
      const reach = numberIn(bag, "reach");
      return reach === null || (isMultimode ? Math.max(...grades) !== reach : grades.length > 0);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

/** Ports of the data plane. */
function portsOf(part: Part): readonly PortGroup[] {
  return part.ports.filter((group) => !isServicePorts(group));
}

function countPorts(group: PortGroup): number {
  return group.dims.reduce((product, dim) => product * dim.extent, 1) * (group.poolCount ?? 1);
}

describe("switches", () => {
  it("have splits that share out the rate of a port and lanes that go into them", () => {
    for (const part of parts) {
      for (const group of part.ports) {
        for (const mode of group.splits) {
          const what = `${part.id}.${group.name} ${mode.children}x${mode.rateBitsPerSecond / 1e9}G`;
          expect(mode.children * mode.rateBitsPerSecond, what).toBeLessThanOrEqual(group.rateBitsPerSecond);
          if (group.lanes !== null) expect(group.lanes % mode.children, what).toBe(0);
        }
      }
    }
  });

  it("switch as much as their ports carry", () => {
    const wrong = ofKind("switch").flatMap((part) => {
      const sum = portsOf(part).reduce((total, group) => total + countPorts(group) * group.rateBitsPerSecond, 0);
      return part.capacityBitsPerSecond === null || part.capacityBitsPerSecond === sum ? [] : [part.id];
    });
    expect(wrong).toEqual([]);
  });

  it("have at least a logical port for each port, and at most one for each lane", () => {
    const wrong = ofKind("switch").flatMap((part) => {
      if (part.logicalPorts === null) return [];
      const whole = portsOf(part).reduce((sum, group) => sum + countPorts(group), 0);
      const lanes = portsOf(part).reduce((sum, group) => sum + countPorts(group) * (group.lanes ?? 0), 0);
      return part.logicalPorts >= whole && part.logicalPorts <= lanes ? [] : [part.id];
    });
    expect(wrong).toEqual([]);
  });

  /** Cages, splits of a cage in Gbps and the most logical ports, as the sources say: see docs/catalogue.md. */
  const table: readonly (readonly [string, number, string, readonly string[], number | null])[] = [
    ["sn5600", 64, "osfp", ["2x400", "4x200", "4x100"], 256],
    ["sn5610", 64, "osfp", ["2x400", "4x200", "4x100"], 256],
    ["sn5640", 64, "osfp", ["4x200", "8x100"], 512],
    ["sn5400", 64, "qsfp_dd", ["2x200", "4x100"], 256],
    ["sn4700", 32, "qsfp_dd", ["2x200", "4x100"], 128],
    ["sn4600c", 64, "qsfp28", ["2x50"], 128],
    ["sn4600", 64, "qsfp56", ["2x100"], 128],
    ["sn3700", 32, "qsfp56", ["2x100", "4x50"], 128],
    ["arista_7060x6_64pe", 64, "osfp", ["2x400", "4x200", "8x100"], 320],
    ["arista_7060dx5_64s", 64, "qsfp_dd", ["2x200", "4x100", "8x50"], 256],
    ["celestica_ds5000", 64, "osfp", ["2x400", "4x200", "8x100", "2x200", "4x100"], 320],
    ["micas_m2_w6940_128qc", 128, "qsfp112", ["2x200"], 256],
    ["hpn_switch_51t", 128, "qsfp112", ["2x200"], 256],
    ["qm8700", 40, "qsfp56", ["2x100"], 80],
    ["qm9700", 32, "osfp", ["4x200"], 128],
    ["qm9790", 32, "osfp", ["4x200"], 128],
    ["q3400_ra", 72, "osfp", [], 144],
    ["sn6600_ld", 64, "osfp", ["2x800", "4x400", "8x200"], 512],
  ];

  it.each(table)("%s has %i cages of %s, splits %j and %s logical ports", (id, cages, form, modes, cap) => {
    const part = partOf(library, id);
    const [main] = portsOf(part);
    if (main === undefined) throw new Error("no ports");
    expect(countPorts(main) / main.perCage).toBe(cages);
    expect(main.cage).toBe(form);
    const found = main.splits.map(
      ({ children, rateBitsPerSecond }) => `${children * main.perCage}x${rateBitsPerSecond / 1e9}`,
    );
    expect(found).toEqual(modes);
    expect(part.logicalPorts).toBe(cap);
  });

  it("have a port for what manages them beside the others, where a source says so", () => {
    const { ports } = partOf(library, "qm9700");
    expect(ports.map(({ name }) => name)).toEqual(["front", "mgmt"]);
    const sn2201 = portsOf(partOf(library, "sn2201"));
    expect(sn2201.map((group) => [countPorts(group), group.rateBitsPerSecond / 1e9])).toEqual([
      [48, 1],
      [4, 100],
    ]);
  });

  it("know a pipeline that fills up before the chip does", () => {
    const [front] = portsOf(partOf(library, "celestica_ds5000"));
    expect([front?.bag.numbers["pipeline_cages"], front?.bag.numbers["pipeline_ports"]]).toEqual([2, 10]);
  });
});

describe("servers", () => {
  it.each([
    ["dgx_a100", 8, 640],
    ["dgx_h100", 8, 640],
    ["dgx_h200", 8, 1_128],
    ["dgx_b200", 8, 1_440],
    ["panjiu_16gpu", 16, 1_500],
    ["gb200_nvl72", 72, 13_824],
    ["gb300_nvl72", 72, 20_736],
    ["gb200_tray", 4, 768],
    ["supermicro_as_8125gs_tnmr2", 8, 1_536],
  ])("%s holds %i GPUs with %i GB", (id, gpus, gigabytes) => {
    const part = partOf(library, id);
    expect(countGpus(part)).toBe(gpus);
    expect(part.gpuMemory?.value).toBe(gigabytes * 1e9);
  });

  it("are composed: what is in a DGX H100 are parts with ports of their own", () => {
    const dgx = partOf(library, "dgx_h100");
    expect(dgx.components.map(({ kind, part, count }) => `${count} ${kind} ${part.id}`)).toEqual([
      "8 gpu h100",
      "2 cpu xeon_8480c",
      "8 drive nvme_3t84_u2",
      "8 nic cx7_400g",
      "2 nic cx7_2x400g",
    ]);
    // The network table of the user guide: OSFP1 carries GPU 7 and 4, OSFP4 GPU 3 and 0.
    expect(dgx.cages[0]?.slots.map((slot) => slot.map(({ port }) => port))).toEqual([
      [7, 4],
      [6, 5],
      [2, 1],
      [3, 0],
    ]);
  });

  it("give a GPU of NVL72 eighteen links to the switch trays of its rack", () => {
    const tray = partOf(library, "gb200_tray").ports.find(({ name }) => name === "nvlink");
    const fabric = partOf(library, "nvlink5_tray").ports.find(({ name }) => name === "nv");
    if (tray === undefined || fabric === undefined) throw new Error("no NVLink ports");
    expect(countPorts(tray) * 18).toBe(countPorts(fabric) * 9);
    const scaleUp = partOf(library, "gb200_gpu").scaleUpBytesPerSecond ?? 0;
    expect((18 * tray.rateBitsPerSecond) / 8).toBe(scaleUp);
  });
});

describe("power", () => {
  it("of a distribution unit follows from its voltage, breaker and derating", () => {
    for (const { id, bag } of ofKind("pdu")) {
      const of = (name: string): number => numberIn(bag, name) ?? Number.NaN;
      const usable = Math.sqrt(3) * of("line_voltage") * of("breaker") * of("derate");
      expect(Math.abs(of("usable_power") / usable - 1), id).toBeLessThan(0.01);
    }
  });

  it("of a server is what its GPUs need and more, where both are known", () => {
    for (const part of ofKind("server")) {
      const gpus = part.components.filter(({ kind }) => kind === "gpu");
      const watts = gpus.reduce((sum, { part: gpu, count }) => sum + count * (gpu.powerMaxWatts ?? 0), 0);
      if (part.powerMaxWatts !== null) expect(part.powerMaxWatts, part.id).toBeGreaterThan(watts);
    }
  });
});

it("every part is of a kind of the language", () => {
  expect(parts.filter(({ kind }) => findPartKind(kind) === null)).toEqual([]);
});
