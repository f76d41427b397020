/** Members: the tree of every construct. */
import { describe, expect, it } from "vitest";
import type { ConnectClause, Declaration, Path } from "../../../src/syntax/ast.js";
import { parse } from "../../../src/syntax/parse.js";
import { readMember, readMembers, show, strip } from "./help.js";
import { sampleDesign } from "./samples.js";

const name = (text: string): object => ({ text });
const number = (text: string): object => ({ kind: "number", text });
const ref = (...path: string[]): object => ({ kind: "name", path: path.map(name) });
const entry = (value: object | null, label: string | null = null, planned: object | null = null): object => ({
  label: label === null ? null : name(label),
  value,
  planned,
});
const declaration = (keyword: string, more: object): object => ({
  kind: "declaration",
  keyword: name(keyword),
  partKind: null,
  name: null,
  dims: null,
  part: null,
  extends: null,
  except: null,
  body: null,
  ...more,
});

describe("declarations", () => {
  it.each<[string, object]>([
    ["cluster hpn { }", declaration("cluster", { name: name("hpn"), body: [] })],
    ["storage { }", declaration("storage", { body: [] })],
    [
      "server host[136]: lingjun",
      declaration("server", { name: name("host"), dims: { entries: [entry(number("136"))] }, part: name("lingjun") }),
    ],
    [
      "group segment[3 of 15] { }",
      declaration("group", {
        name: name("segment"),
        dims: { entries: [entry(number("3"), null, number("15"))] },
        body: [],
      }),
    ],
    [
      "switch tor[segment, rail: 8 of 9]: th5 except rail == 7 { spares = 2 }",
      declaration("switch", {
        name: name("tor"),
        dims: { entries: [entry(ref("segment")), entry(number("8"), "rail", number("9"))] },
        part: name("th5"),
        except: { kind: "binary", operator: "==", left: ref("rail"), right: number("7") },
        body: [{ kind: "attribute", name: name("spares"), value: number("2"), evidence: null, also: [] }],
      }),
    ],
    [
      'switch "tor-a"[2]: "th-5"',
      declaration("switch", { name: name("tor-a"), dims: { entries: [entry(number("2"))] }, part: name("th-5") }),
    ],
    [
      "part switch th5 extends th4 { }",
      declaration("part", { partKind: name("switch"), name: name("th5"), extends: name("th4"), body: [] }),
    ],
    ["part optic osfp_2xdr4", declaration("part", { partKind: name("optic"), name: name("osfp_2xdr4") })],
    [
      "gpu gpu[8]: h800",
      declaration("gpu", { name: name("gpu"), dims: { entries: [entry(number("8"))] }, part: name("h800") }),
    ],
    [
      "nic backend[gpu: 4]: nic",
      declaration("nic", { name: name("backend"), dims: { entries: [entry(number("4"), "gpu")] }, part: name("nic") }),
    ],
    ["group x[4] { }", declaration("group", { name: name("x"), dims: { entries: [entry(number("4"))] }, body: [] })],
  ])("%s", (text, expected) => {
    expect(strip(readMember(text))).toEqual(expected);
  });
});

describe("statements", () => {
  it.each<[string, object]>([
    [
      'import { a, switch, } from "std/x"',
      { kind: "import", names: [name("a"), name("switch")], from: { value: "std/x" } },
    ],
    ["let k = 48", { kind: "let", name: name("k"), value: number("48") }],
    ["let gpu = x", { kind: "let", name: name("gpu"), value: ref("x") }],
    [
      'param segments: count in 1..n = 15 "doc"',
      {
        kind: "param",
        name: name("segments"),
        type: name("count"),
        bounds: { kind: "range", from: number("1"), to: ref("n") },
        value: number("15"),
        text: "doc",
      },
    ],
    ["param x: rate", { kind: "param", name: name("x"), type: name("rate"), bounds: null, value: null, text: null }],
    ["isolate plane, gpu", { kind: "isolate", names: [name("plane"), name("gpu")] }],
    ["require true", { kind: "require", condition: { kind: "truth", value: true }, message: null }],
    ['require a "why"', { kind: "require", condition: ref("a"), message: "why" }],
    ['allow free_ports "room"', { kind: "allow", rule: name("free_ports"), reason: "room" }],
    ['allow "no-such"', { kind: "allow", rule: name("no-such"), reason: null }],
    ["protocol = roce", { kind: "attribute", name: name("protocol"), value: ref("roce"), evidence: null, also: [] }],
    ["fabric = fabric", { kind: "attribute", name: name("fabric"), value: ref("fabric"), evidence: null, also: [] }],
    [
      'power = 700W published "guide"',
      {
        kind: "attribute",
        name: name("power"),
        value: { kind: "quantity", number: "700", unit: "W", precision: null },
        evidence: { grade: name("published"), source: "guide" },
        also: [],
      },
    ],
    [
      "height = 8U measured",
      {
        kind: "attribute",
        name: name("height"),
        value: { kind: "quantity", number: "8", unit: "U", precision: null },
        evidence: { grade: name("measured"), source: null },
        also: [],
      },
    ],
    [
      'power = 10kW published "a" also 11kW assumed also 12kW',
      {
        kind: "attribute",
        name: name("power"),
        value: { kind: "quantity", number: "10", unit: "kW", precision: null },
        evidence: { grade: name("published"), source: "a" },
        also: [
          {
            value: { kind: "quantity", number: "11", unit: "kW", precision: null },
            evidence: { grade: name("assumed"), source: null },
          },
          { value: { kind: "quantity", number: "12", unit: "kW", precision: null }, evidence: null },
        ],
      },
    ],
    [
      "ports front x 64 at 800Gbps { lanes = 8 }",
      {
        kind: "ports",
        name: name("front"),
        dims: null,
        count: number("64"),
        rate: { kind: "quantity", number: "800", unit: "Gbps", precision: null },
        body: [{ kind: "attribute", name: name("lanes"), value: number("8"), evidence: null, also: [] }],
      },
    ],
    ["ports x x x", { kind: "ports", name: name("x"), dims: null, count: ref("x"), rate: null, body: null }],
    [
      "ports nv[chip: 2]",
      {
        kind: "ports",
        name: name("nv"),
        dims: { entries: [entry(number("2"), "chip")] },
        count: null,
        rate: null,
        body: null,
      },
    ],
    [
      "cage osfp[2] holds backend[7], backend[4]; front",
      {
        kind: "cage",
        name: name("osfp"),
        dims: { entries: [entry(number("2"))] },
        slots: [
          [
            { steps: [{ name: name("backend"), index: { entries: [entry(number("7"))] } }] },
            { steps: [{ name: name("backend"), index: { entries: [entry(number("4"))] } }] },
          ],
          [{ steps: [{ name: name("front"), index: null }] }],
        ],
      },
    ],
  ])("%s", (text, expected) => {
    expect(strip(readMember(text))).toEqual(expected);
  });
});

/** `agg.front[set: (s div 2), *, 0..4]` */
function showPath(path: Path): string {
  return path.steps
    .map(({ name: step, index }) => {
      const entries = index?.entries.map(
        ({ label, value }) => `${label === null ? "" : `${label.text}: `}${value === null ? "*" : show(value)}`,
      );
      return entries === undefined ? step.text : `${step.text}[${entries.join(", ")}]`;
    })
    .join(".");
}

function showClause(clause: ConnectClause): string {
  switch (clause.kind) {
    case "on":
      return `on ${clause.names.map((one) => one.text).join(" ")}`;
    case "copies":
      return `x ${clause.name === null ? "" : `${clause.name.text}: `}${show(clause.count)}`;
    case "rate":
      return `at ${show(clause.rate)}${clause.whole ? " whole" : ""}`;
    case "where":
      return `where ${show(clause.condition)}`;
  }
}

/** A connect statement in one line. */
function showConnect(text: string): string {
  const found = readMember(text);
  if (found.kind !== "connect") throw new Error(found.kind);
  const ends = `${showPath(found.from)} ${found.arrow} ${showPath(found.to)}`;
  return [ends, ...found.clauses.map(showClause), ...(found.body === null ? [] : [`{${found.body.length}}`])].join(
    " | ",
  );
}

describe("connect", () => {
  it.each([
    ["connect host.backend[port: plane] -> tor at 200Gbps", "host.backend[port: plane] -> tor | at 200Gbps"],
    ["connect tor -> agg on plane, segment at 400Gbps whole", "tor -> agg | on plane segment | at 400Gbps whole"],
    ["connect agg -> core[set: spine div 15]", "agg -> core[set: (spine div 15)]"],
    ["connect leaf -> spine x (32 / spines)", "leaf -> spine | x {(32 / spines)}"],
    ["connect router[g, r] <-> router[g, s] where r < s", "router[g, r] <-> router[g, s] | where (r < s)"],
    [
      "connect router[g, ((h - 1) * 4 + l) mod 32] <-> router[h, (g * 4 + l) mod 32] x l: 4 where g < h",
      "router[g, ({(({(h - 1)} * 4) + l)} mod 32)] <-> router[h, ({((g * 4) + l)} mod 32)] | x l: 4 | where (g < h)",
    ],
    [
      "connect chip.ici[axis: 0, dir: 1] <-> chip[x: (x + 1) mod width].ici[axis: 0, dir: 0]",
      "chip.ici[axis: 0, dir: 1] <-> chip[x: ({(x + 1)} mod width)].ici[axis: 0, dir: 0]",
    ],
    ["connect a[*, s: *] -> b.front[32..64]", "a[*, s: *] -> b.front[(32 .. 64)]"],
    [
      "connect ufm.ib -> leaf[su: 3, rail: ufm * 2 + p].front[31]",
      "ufm.ib -> leaf[su: 3, rail: ((ufm * 2) + p)].front[31]",
    ],
    ["connect gpu.nic -> switch.ports x 2", "gpu.nic -> switch.ports | x 2"],
    ["connect a -> b where a < b { align = pod, medium = mmf }", "a -> b | where (a < b) | {2}"],
    ["connect x -> at on on, x at at x x", "x -> at | on on x | at at | x x"],
    ["connect a\n  -> b\n  where\n    a < b\n  on p,\n    q", "a -> b | where (a < b) | on p q"],
  ])("%s", (text, expected) => {
    expect(showConnect(text)).toBe(expected);
  });
});

describe("members", () => {
  it("may be parted by commas, also after the last", () => {
    expect(
      readMembers(
        "cluster c { a = 1, b = x, let d = 2, switch s[2]: p, fabric f { }, connect a -> b on p, connect c -> d, }",
      ),
    ).toHaveLength(1);
    const [found] = readMembers("cluster c { a = 1, isolate p, q, r = 2, gpu g: h, fabric = 3, }") as [Declaration];
    expect(found.body?.map((member) => member.kind)).toEqual([
      "attribute",
      "isolate",
      "attribute",
      "declaration",
      "attribute",
    ]);
  });

  it("carry the doc lines right above them", () => {
    const [first, second] = readMembers(
      "/// One.\n///  Two.\n// not this\n/* nor this */\n\n/// Three.\n\ncluster a { }\n//// no doc\nlet b = 1",
    );
    expect(first?.doc).toBe("Three.");
    expect(second?.doc).toBe("");
    expect(readMember("/// One.\n///  Two.\n///\n/// Four.\r\nlet a = 1").doc).toBe("One.\n Two.\n\nFour.");
    const [block] = readMembers("cluster a { /// inner\n b = 1 }") as [Declaration];
    expect(block.body?.[0]?.doc).toBe("inner");
  });

  it("span their text, from the keyword to the last brace", () => {
    const { value, diagnostics } = parse({ path: "a.weft", text: sampleDesign });
    expect(diagnostics).toEqual([]);
    const starts = value.members.map((member) => sampleDesign.slice(member.span.start).match(/^\S+/)?.[0]);
    expect(starts).toEqual(["import", "let", "cluster", "part"]);
    const ends = value.members.map((member) => sampleDesign.slice(member.span.end - 4, member.span.end));
    expect(ends).toEqual(
      ['aba"', "= 15", "\n  }\n}".slice(-4), '"\n}'.slice(-4)].map((text, index) =>
        index > 1 ? expect.stringMatching(/\}$/) : text,
      ),
    );
  });
});
