/** Parts: figures in SI units, ports of NICs, cages, what extends what, and whether memory adds up. */
import { describe, expect, it } from "vitest";
import type { Part } from "../../../src/model/part.js";
import { countGpus } from "../../../src/model/part.js";
import { arrayOf, buildSound, buildText, labelledTexts, listCodes, listMessages } from "./build-text.js";

/** Returns the part `p` that the text declares. */
function partOf(text: string, kind = "server"): Part {
  return arrayOf(buildSound(`${text}\ncluster x { ${kind} a: p }`), "a").part;
}

describe("figures", () => {
  it("are in SI units, and null where nothing is known", () => {
    const part = partOf(
      "part switch p { capacity = 51.2Tbps logical_ports = 320 height = 2U weight = 15kg power = 2.1kW }",
      "switch",
    );
    expect(part).toMatchObject({
      id: "p",
      kind: "switch",
      capacityBitsPerSecond: 51.2e12,
      logicalPorts: 320,
      heightUnits: 2,
      massKilograms: 15,
      powerMaxWatts: 2100,
      powerTypicalWatts: null,
      manufacturer: null,
      description: "",
      ports: [],
    });
  });

  it("of a GPU are in bytes and operations per second", () => {
    const gpu = partOf(
      "part gpu g { memory = 80GB memory_bandwidth = 3.35TB/s scale_up = 450GB/s compute = [989TFLOPS(bf16), 1979TFLOPS(fp8)] }\npart server p { gpu gpu[8]: g }",
    );
    expect(countGpus(gpu)).toBe(8);
    expect(gpu.components[0]).toMatchObject({ name: "gpu", kind: "gpu", count: 8 });
    expect(gpu.components[0]?.part).toMatchObject({
      gpuMemory: { value: 80e9, tolerance: 0.5e9, text: "80GB" },
      gpuMemoryBytesPerSecond: 3.35e12,
      scaleUpBytesPerSecond: 450e9,
      flops: { bf16: 989e12, fp8: 1979e12 },
    });
  });

  it("carry their source", () => {
    const part = partOf(
      'part server p {\n  height = 8U published "guide"\n  power = 10.2kW assumed\n  ports eth at 100Gbps { lanes = 1 derived "it says so" }\n}',
    );
    expect(part.facts).toMatchObject([
      { property: "height", text: "8U", grade: "published", source: "guide" },
      { property: "power", text: "10.2kW", grade: "assumed", source: null },
      { property: "eth.lanes", text: "1", grade: "derived", source: "it says so" },
    ]);
  });
});

describe("ports", () => {
  const nic =
    "part nic n { ports port[port: 2] at 200Gbps { lanes = 2 cage = qsfp112 protocol = [ethernet, infiniband] } }\n";

  it("of a NIC with one group take the name of the NIC", () => {
    const [backend, frontend] = partOf(`${nic}part server p { nic backend[rail: 8]: n\n nic frontend: n }`).ports;
    expect(backend).toMatchObject({
      name: "backend",
      nicDims: 1,
      rateBitsPerSecond: 200e9,
      lanes: 2,
      cage: "qsfp112",
      protocols: ["ethernet", "infiniband"],
    });
    expect(backend?.dims.map(({ name, extent }) => [name, extent])).toEqual([
      ["rail", 8],
      ["port", 2],
    ]);
    expect(backend?.nic?.id).toBe("n");
    expect(frontend).toMatchObject({ name: "frontend", nicDims: 0 });
  });

  it("of a NIC with several keep their own name behind it", () => {
    const two = "part nic n { ports data[port: 2] at 200Gbps\n ports mgmt at 1Gbps }\n";
    const { ports } = partOf(`${two}part server p { nic eth[4]: n }`);
    expect(ports.map(({ name }) => name)).toEqual(["eth.data", "eth.mgmt"]);
    expect(ports[0]?.dims.map(({ name }) => name)).toEqual(["eth", "port"]);
  });

  it("may be pools, with splits, in each index", () => {
    const [front] = partOf(
      "part switch p { ports front[chip: 2] x 64 at 800Gbps { splits = [4x200Gbps, 2x400Gbps over 2] per_cage = 2 fec = rs544 } }",
      "switch",
    ).ports;
    expect(front).toMatchObject({
      poolCount: 64,
      perCage: 2,
      fec: "rs544",
      nic: null,
      splits: [
        { children: 4, rateBitsPerSecond: 200e9, connectors: 1 },
        { children: 2, rateBitsPerSecond: 400e9, connectors: 2 },
      ],
    });
  });

  it.each([
    ["splits = [4x200Gbps]", "WF4016"],
    ["splits = [4x100Gbps over 3]", "WF4016"],
    ["splits = 400Gbps", "WF3005"],
    ["lanes = 0", "WF3015"],
    ["cage = ospf", "WF3012"],
    ["protocol = [ethernet, ether]", "WF3012"],
  ])("with %s are refused with %s", (property, code) => {
    expect(listCodes(buildText(`part switch p { ports front x 8 at 400Gbps { ${property} } }\ncluster x { }`))).toEqual(
      [code],
    );
  });

  it("cannot have two dimensions of one name", () => {
    expect(listCodes(buildText(`${nic}part server p { nic backend[port: 8]: n }\ncluster x { }`))).toEqual(["WF4009"]);
    expect(listCodes(buildText("part switch p { ports a[2, 4] at 1Gbps }\ncluster x { }"))).toEqual(["WF4009"]);
  });
});

describe("cages", () => {
  const text = (cages: string): string =>
    `part nic n { ports port at 400Gbps }\npart server p { nic backend[rail: 8]: n\n ${cages} }\ncluster x { server a: p }`;

  it("hold ports of different NICs in lane order", () => {
    const design = buildSound(
      text(
        "cage osfp[4] holds backend[7], backend[4]; backend[6], backend[5]; backend[2], backend[1]; backend[3], backend[0]",
      ),
    );
    expect(arrayOf(design, "a").part.cages).toMatchObject([
      {
        name: "osfp",
        slots: [
          [
            { group: "backend", port: 7 },
            { group: "backend", port: 4 },
          ],
          [{ port: 6 }, { port: 5 }],
          [{ port: 2 }, { port: 1 }],
          [{ port: 3 }, { port: 0 }],
        ],
      },
    ]);
  });

  it("may hold all ports of an index that is left out", () => {
    const two =
      "part nic n { ports port[port: 2] at 400Gbps }\npart server p { nic eth[rail: 2]: n\n cage c[2] holds eth[rail: 0]; eth[rail: 1] }\ncluster x { server a: p }";
    expect(arrayOf(buildSound(two), "a").part.cages[0]?.slots.map((slot) => slot.map(({ port }) => port))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it.each([
    ["cage osfp[2] holds backend[0]", "WF4017"],
    ["cage osfp[2] holds backend[0]; backend[0]", "WF4017"],
    ["cage osfp holds backend[8]", "WF3015"],
    ["cage osfp holds backnd[0]", "WF2012"],
    ["cage osfp holds backend[slot: 0]", "WF2014"],
    ["cage osfp holds backend[0, 1]", "WF4014"],
  ])("%s is refused with %s", (cages, code) => {
    expect(listCodes(buildText(text(cages)))).toEqual([code]);
  });
});

describe("extends", () => {
  const base =
    'part server base {\n  height = 8U published "guide"\n  power = 10kW\n  ports eth[2] at 100Gbps\n  ports bmc at 1Gbps\n}\n';

  it("takes what is not given again", () => {
    const part = partOf(`${base}part server p extends base { power = 7kW\n ports eth[4] at 200Gbps }`);
    expect(part).toMatchObject({ id: "p", heightUnits: 8, powerMaxWatts: 7000 });
    expect(part.ports.map(({ name, rateBitsPerSecond }) => [name, rateBitsPerSecond])).toEqual([
      ["eth", 200e9],
      ["bmc", 1e9],
    ]);
    expect(part.facts.find(({ property }) => property === "height")?.source).toBe("guide");
  });

  it("reads inherited values in the file that they stand in", () => {
    const design = buildSound({
      "main.weft":
        'import { base } from "./o.weft"\nlet u = 1\npart server p extends base { }\ncluster x { server a: p }',
      "o.weft": "let units = 8U\npart server base { height = units }",
    });
    expect(arrayOf(design, "a").part.heightUnits).toBe(8);
  });

  it.each([
    ["part server a extends b { }\npart server b extends c { }\npart server c extends a { }", "WF2006"],
    ["part server a { nic n: a }", "WF2006"],
    [`${base}part switch a extends base { }`, "WF4012"],
    ["part server a extends b { }", "WF2003"],
    ["let b = 1\npart server a extends b { }", "WF2011"],
  ])("%s is refused with %s", (text, code) => {
    expect(listCodes(buildText(`${text}\ncluster x { }`))).toEqual([code]);
  });

  it("is limited in depth", () => {
    const parts = Array.from({ length: 3_000 }, (_, index) => `part server p${index} extends p${index + 1} { }`);
    const built = buildText(`${parts.join("\n")}\npart server p3000 { }\ncluster x { server a: p0 }`);
    expect(new Set(listCodes(built))).toEqual(new Set(["WF3010"]));
  });
});

describe("memory", () => {
  const server = (stated: string, gpu: string): string =>
    `part gpu g { memory = ${gpu} }\npart server p {\n  memory = ${stated}\n  gpu gpu[16]: g\n}\ncluster x { }`;

  it.each([
    ["1.5TB", "96GB"],
    ["1.536TB", "96GB"],
    ["1.54TB", "96GB"],
    ["2TB", "96GB"],
    ["1536GB", "96GB"],
    ["1.5TiB", "96GiB"],
  ])("of %s agrees with 16 x %s", (stated, gpu) => {
    expect(listCodes(buildText(server(stated, gpu)))).toEqual([]);
  });

  it.each([
    ["1.5TB", "80GB", "16 x 80 GB = 1.28 TB, it states 1.5TB"],
    ["1.5TB", "141GB", "16 x 141 GB = 2.256 TB, it states 1.5TB"],
    ["1.50TB", "96GB", "16 x 96 GB = 1.536 TB, it states 1.50TB"],
    ["1.535TB", "96GB", "16 x 96 GB = 1.536 TB, it states 1.535TB"],
    ["2 * 0.75TB", "96GB", "16 x 96 GB = 1.536 TB, it states 2 * 0.75TB"],
  ])("of %s is refused for 16 x %s", (stated, gpu, arithmetic) => {
    const built = buildText(server(stated, gpu));
    expect(listMessages(built)).toEqual([`WF4013 the GPUs of \`p\` have ${arithmetic}`]);
    expect(labelledTexts(built, built.diagnostics[0])).toEqual([stated, "gpu gpu[16]: g", gpu]);
  });

  it("says at which precision it was compared", () => {
    const built = buildText(server("1.5TB", "80GB"));
    expect(built.diagnostics[0]?.labels[0]?.text).toBe("agrees with every sum from 1.45 TB to 1.55 TB");
  });

  it("is not compared where a GPU's is unknown", () => {
    expect(
      listCodes(buildText("part gpu g { }\npart server p { memory = 1TB gpu gpu[16]: g }\ncluster x { }")),
    ).toEqual([]);
  });
});
