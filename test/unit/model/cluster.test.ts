/** The rest of a cluster: storages, workloads, requirements, allowances, and designs with many mistakes. */
import { describe, expect, it } from "vitest";
import { buildSound, buildText, listCodes, listMessages } from "./build-text.js";

const parts =
  "part server h { height = 8U ports eth[port: 2] at 200Gbps }\npart storage_node sn { ports eth at 200Gbps }\n";
const cluster = (text: string): string =>
  `${parts}cluster x {\n server host[4]: h\n storage_node disk[2]: sn\n fabric net { }\n ${text}\n}`;

describe("storages", () => {
  it("have tiers in bytes", () => {
    const text =
      "storage cpfs { fabric = net servers = disk tier hot { media = nvme capacity = 50_000TiB read = 20TB/s write = 20TB/s client_read = 25GB/s client_write = 200Gbps } }";
    expect(buildSound(cluster(text)).storages).toMatchObject([
      {
        name: "cpfs",
        fabric: "net",
        servers: "disk",
        tiers: [
          {
            name: "hot",
            media: "nvme",
            capacityBytes: 50_000 * 2 ** 40,
            readBytesPerSecond: 20e12,
            writeBytesPerSecond: 20e12,
            clientReadBytesPerSecond: 25e9,
            clientWriteBytesPerSecond: 25e9,
          },
        ],
      },
    ]);
  });

  it("say in words that a rate is no size", () => {
    const built = buildText(cluster("storage s { tier t { read = 20TB } }"));
    expect(listMessages(built)).toEqual(["WF3002 `read` must be a data rate, found a data size"]);
    expect(built.diagnostics[0]?.help).toBe("a data rate is data per time: write `20TB/s`");
    expect(buildText(cluster("storage s { tier t { capacity = 20TB/s } }")).diagnostics[0]?.help).toContain(
      "an amount per time",
    );
  });
});

describe("workloads", () => {
  const storage =
    "storage one { tier hot { write = 1TB/s } }\n storage many { tier hot { }\n tier cold { } }\n storage none { }";

  it("name their hosts, their fabric and the tier that they save to", () => {
    const workload = (target: string): unknown =>
      buildSound(
        cluster(
          `${storage} workload w { runs_on = host fabric = net checkpoint = 30GB saves_to = ${target} all_reduce = 5.5GB ranks = 512 }`,
        ),
      ).workloads[0];
    expect(workload("one")).toMatchObject({
      hosts: "host",
      fabric: "net",
      checkpointBytesPerGpu: 30e9,
      storage: "one",
      tier: "hot",
      allReduceBytes: 5.5e9,
      ranks: 512,
    });
    expect(workload("many.cold")).toMatchObject({ storage: "many", tier: "cold" });
    expect(workload("none")).toMatchObject({ storage: "none", tier: null });
  });

  it.each([
    ["saves_to = many", "WF2015"],
    ["saves_to = many.hott", "WF2001"],
    ["saves_to = manny", "WF2001"],
    ["saves_to = host", "WF2011"],
    ["saves_to = 4", "WF3005"],
    ["fabric = nett", "WF2001"],
    ["ranks = 1", "WF3015"],
    ["checkpoint = 30", "WF3002"],
  ])("with %s are refused with %s", (property, code) => {
    expect(listCodes(buildText(cluster(`${storage} workload w { runs_on = host ${property} }`)))).toEqual([code]);
  });
});

describe("requirements", () => {
  it("keep their text, their message and a typed tree", () => {
    const [requirement] = buildSound(cluster('require bandwidth(host.eth) >= 3 * 100Gbps "too slow"')).requirements;
    expect(requirement).toMatchObject({
      text: "bandwidth(host.eth) >= 3 * 100Gbps",
      message: "too slow",
      condition: {
        kind: "operation",
        operator: ">=",
        args: [
          {
            kind: "call",
            function: "bandwidth",
            args: [{ kind: "reference", of: "array", name: "host", ports: "eth" }],
          },
          { kind: "number", dimension: "bit s^-1" },
        ],
      },
    });
  });

  it("pass `all` and `active` on as text", () => {
    const [requirement] = buildSound(cluster("require gpus(host, all) >= 0")).requirements;
    expect(requirement?.condition).toMatchObject({
      args: [{ args: [{ name: "host" }, { kind: "text", value: "all" }] }, {}],
    });
  });

  it("may stand in every block of the cluster", () => {
    const text =
      'group g[2] { require 1 > 0 }\n fabric f { require 2 > 0 allow some_rule "fine" }\n workload w { runs_on = host require 3 > 0 }';
    const design = buildSound(cluster(text));
    expect(design.requirements.map(({ text: condition }) => condition)).toEqual(["1 > 0", "2 > 0", "3 > 0"]);
    const [allowance] = design.allowances;
    expect(allowance).toMatchObject({ rule: "some_rule", reason: "fine" });
    const { start = 0, end = 0 } = allowance?.within ?? {};
    expect(cluster(text).slice(start, end)).toMatch(/^fabric f \{.*\}$/);
  });

  it.each([
    ["require bandwidth(host.etth) > 1Gbps", "WF2012"],
    ["require bandwidth(net.eth) > 1Gbps", "WF3011"],
    ["require gpus(hosts) > 1", "WF2001"],
    ["allow some_rule", "WF4021"],
  ])("%s is refused with %s", (text, code) => {
    expect(listCodes(buildText(cluster(text)))).toEqual([code]);
  });
});

describe("a design", () => {
  it("is null only without a cluster", () => {
    expect(buildText("part server h { }").design).toBeNull();
    expect(listCodes(buildText("part server h { }"))).toEqual(["WF4001"]);
    expect(buildText("cluster x { }").design).toMatchObject({ name: "x", numbering: 0, arrays: [], fabrics: [] });
    expect(buildSound("cluster x { numbering = 1 }").numbering).toBe(1);
  });

  it("takes the comment at the top of its file when it has none of its own", () => {
    expect(buildSound('/// The file.\nimport { h100 } from "std/nvidia"\n\ncluster x { }').doc).toBe("The file.");
    expect(buildSound("/// The file.\n/// More.\ncluster x { }").doc).toBe("The file.\nMore.");
  });

  it("reports each of many mistakes once, whatever hangs together", () => {
    const built = buildText(`
let broken = 1 / 0
part server bad { height = 8 }
cluster x {
  param n: count = broken
  group g[n] { server a[n]: bad }
  fabric net { switch t[g, plane: broken]: gone connect a -> t }
  require gpus(a) > broken
}`);
    expect([...listCodes(built)].sort()).toEqual(["WF2003", "WF3002", "WF3008"]);
  });

  it("does not depend on the order of declarations", () => {
    const members = [
      "let k = j + 1",
      "let j = 2",
      "group g[k] { server a[j]: h }",
      "fabric net { switch t[g, p: 2]: s switch u[p]: s connect a.eth[port: p] -> t connect t -> u }",
      "require gpus(a) >= 0",
    ];
    const text = (order: readonly string[]): string =>
      `part server h { ports eth[port: 2] at 400Gbps }\npart switch s { ports f x 8 at 400Gbps }\ncluster x { ${order.join("\n")} }`;
    const strip = (order: readonly string[]): string => {
      const { arrays, fabrics, requirements } = buildSound(text(order));
      const sorted = [...arrays].sort((one, other) => (one.name < other.name ? -1 : 1));
      return JSON.stringify([sorted, fabrics, requirements], (key, value: unknown) =>
        key.toLowerCase().includes("origin") ? undefined : typeof value === "bigint" ? String(value) : value,
      );
    };
    expect(strip([...members].reverse())).toBe(strip(members));
  });
});
