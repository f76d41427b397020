/** Connect statements: which ports a path means, what each end binds, and what expressions become. */
import { describe, expect, it } from "vitest";
import type { Connect, End } from "../../../src/model/design.js";
import { buildSound, buildText, labelledTexts, listCodes, listMessages } from "./build-text.js";

const parts = `
part nic n2 { ports port[port: 2] at 200Gbps }
part nic two { ports data[port: 2] at 200Gbps ports mgmt at 1Gbps }
part server h { nic backend[rail: 8]: n2 nic frontend: n2 nic multi: two }
part server plain { ports eth at 400Gbps }
part switch s { ports front x 64 at 400Gbps }
part switch m { ports front x 64 at 400Gbps ports mgmt at 1Gbps }
part switch nv { ports nv[chip: 2] x 72 at 400Gbps }
part switch router { ports g[dir: 2] at 400Gbps }
`;

const cluster = (statement: string, more = ""): string => `${parts}
cluster x {
  ${more}
  group segment[15] { server host[136]: h server box[4]: plain }
  fabric net {
    switch tor[segment, rail: 8, plane: 2]: s
    switch agg[plane: 2, spine: 60]: s
    switch core[plane: 2, set: 4, n: 8]: m
    switch nvs[nvs: 9]: nv
    switch ring[x: 4, y: 4]: router
    ${statement}
  }
}`;

function connectOf(statement: string, more = ""): Connect {
  const [connect] = buildSound(cluster(statement, more)).fabrics[0]?.connects ?? [];
  if (connect === undefined) throw new Error("no connect");
  return connect;
}

/** Returns an end as `host[segment, host].backend[rail, =plane]`: `=` explicit, `*` free, ranges and expressions as such. */
function showEnd(end: End): string {
  const show = (entries: End["index"]): string =>
    entries
      .map((entry) => {
        if (entry.kind === "name") return `${entry.explicit ? "=" : ""}${entry.name}`;
        if (entry.kind === "range") return `${entry.name} ${entry.from}..${entry.to}`;
        return entry.kind === "any" ? "*" : JSON.stringify(entry.expr);
      })
      .join(", ");
  const draw =
    end.draw.kind === "whole"
      ? ""
      : end.draw.kind === "pin"
        ? `@${JSON.stringify(end.draw.expr)}`
        : `@${end.draw.from}..${end.draw.to}`;
  return `${end.array.name}[${show(end.index)}].${end.ports.name}[${show(end.portIndex)}]${draw}`;
}

describe("ends", () => {
  it.each([
    [
      "host.backend[port: plane] -> tor",
      "host[segment, host].backend[rail, =plane]",
      "tor[segment, rail, plane].front[]",
    ],
    ["host.backend[plane] -> tor", "host[segment, host].backend[rail, =plane]", "tor[segment, rail, plane].front[]"],
    [
      "host.backend.port[plane] -> tor",
      "host[segment, host].backend[rail, =plane]",
      "tor[segment, rail, plane].front[]",
    ],
    [
      "host.backend[3].port[plane] -> tor",
      "host[segment, host].backend[3, =plane]",
      "tor[segment, rail, plane].front[]",
    ],
    ["host.multi.mgmt -> tor", "host[segment, host].multi.mgmt[]", "tor[segment, rail, plane].front[]"],
    ["agg -> core[set: spine div 15]", "agg[plane, spine].front[]", 'core[plane, ["div","spine",15], n].front[]'],
    ["agg -> core[*, *]", "agg[plane, spine].front[]", "core[plane, *, *].front[]"],
    ["agg -> core[set: *, 0]", "agg[plane, spine].front[]", "core[plane, *, 0].front[]"],
    ["agg[0..30] -> core", "agg[plane, spine 0..30].front[]", "core[plane, set, n].front[]"],
    ["agg -> core.front[31]", "agg[plane, spine].front[]", "core[plane, set, n].front[]@31"],
    ["agg -> core.front[32..64]", "agg[plane, spine].front[]", "core[plane, set, n].front[]@32..64"],
    ["agg -> core.front[spine mod 2]", "agg[plane, spine].front[]", 'core[plane, set, n].front[]@["mod","spine",2]'],
    ["agg -> core.front[spine]", "agg[plane, spine].front[]", 'core[plane, set, n].front[]@"spine"'],
    ["agg -> nvs.nv[chip: spine mod 2]", "agg[plane, spine].front[]", 'nvs[nvs].nv[["mod","spine",2]]'],
    ["agg -> nvs.nv[1, 30]", "agg[plane, spine].front[]", "nvs[nvs].nv[1]@30"],
    ["agg -> nvs.nv[30]", "agg[plane, spine].front[]", "nvs[nvs].nv[chip]@30"],
  ])("%s", (statement, a, z) => {
    const connect = connectOf(`connect ${statement}`);
    expect([showEnd(connect.a), showEnd(connect.z)]).toEqual([a, z]);
  });

  it.each([
    ["host -> tor", "WF2013", "`host` may mean the ports `backend`, `frontend`, `multi.data` and `multi.mgmt`"],
    ["host.multi -> tor", "WF2013", "`host.multi` may mean the ports `multi.data` and `multi.mgmt`"],
    ["host.backnd -> tor", "WF2012", "`host` has no ports `backnd`"],
    ["hots.backend -> tor", "WF2001", "there is no array of devices `hots`"],
    ["net -> tor", "WF2011", "a connect joins arrays of devices, `net` is a fabric"],
    ["host.backend[rial: 3] -> tor", "WF2014", "`host.backend` has no dimension `rial`"],
    [
      "agg[0, 1, 2] -> core",
      "WF4014",
      "`agg` takes at most 2 indices, found 3: its dimensions are `plane` and `spine`",
    ],
    ["agg[spine: 0, spine: 1] -> core", "WF4015", "`spine` of `agg` is indexed twice"],
    ["agg[3 of 4] -> core", "WF4006", "`of` belongs where a dimension is declared, not in an index list"],
    ["agg[0..61] -> core", "WF3015", "`spine` of `agg` goes from 0 to 59, the range 0..61 goes to 60"],
    ["agg[4..4] -> core", "WF3014", "the range 4..4 has no members: the end is not in it"],
    ["agg -> core.front[0..65]", "WF3015", "a port of `core.front` goes from 0 to 63, the range 0..65 goes to 64"],
    ["agg -> core.front[1, 2]", "WF4014", "`core.front` takes at most 1 index, found 2: only its port can be indexed"],
  ])("%s is refused with %s", (statement, code, message) => {
    const built = buildText(cluster(`connect ${statement}`));
    expect(listMessages(built)).toEqual([`${code} ${message}`]);
    expect(built.design?.fabrics[0]?.connects).toEqual([]);
  });
});

describe("names", () => {
  it.each([
    ["let s = 1", "agg[plane, s] -> core", "WF2016"],
    ["", "agg -> core[plan, 0, 0]", "WF2017"],
    ["", "agg -> core[set: sett div 15]", "WF2018"],
    ["", "agg -> core where spin > 3", "WF2018"],
    ["let spine = 3", "agg -> core where spine > 3", "WF2015"],
    ["", "host.backend[port: rail] -> tor", "WF2019"],
    ["", "agg[plane, plane] -> core", "WF2019"],
    ["", "agg -> core x l: 4", "WF2017"],
    ["let l = 3", "agg -> core x l: 4 where l > 1", "WF2016"],
    ["", "agg -> core x spine: 4", "WF2019"],
    ["", "agg -> core on plan", "WF2014"],
    ["", "agg -> core { align = plan }", "WF2014"],
    ["", "agg -> core[set: spine / 2.5]", "WF3004"],
    ["", "agg -> core[set: true]", "WF3005"],
    ["", "agg -> core where spine", "WF3005"],
    ["", "agg -> core[set: spine > 3]", "WF3005"],
    ["", "agg -> core[set: spine mod 0]", "WF3008"],
    ["", "agg -> core at 400GB", "WF3002"],
    ["", "agg -> core x 0", "WF3015"],
    ["", "agg -> core x spine", "WF2001"],
    ["", "agg -> core[set: links(net)]", "WF3009"],
    ["", "agg -> core[set: index(host) div 15]", "WF4019"],
    ["", "agg[*] -> core[set: index(agg) div 15]", "WF4019"],
    ["", "agg[index(agg)] -> core", "WF4019"],
    ["", "ring.g[0] <-> ring[x: index(ring)].g[1]", "WF4019"],
    ["", "ring[a, y] -> ring[b, y] where a < b", "WF4018"],
  ])("with `%s`, %s is refused with %s", (more, statement, code) => {
    const built = buildText(cluster(`connect ${statement}`, more));
    expect(listCodes(built)).toEqual([code]);
    expect(built.design?.fabrics[0]?.connects).toEqual([]);
  });

  it.each([
    ["agg -> core { align = 3 }", "WF3005"],
    ["agg -> core { medium = fiber }", "WF3012"],
    ["agg -> core { lanes = 4 }", "WF2007"],
  ])("%s is refused with %s, and the links stay", (statement, code) => {
    const built = buildText(cluster(`connect ${statement}`));
    expect(listCodes(built)).toEqual([code]);
    expect(built.design?.fabrics[0]?.connects).toHaveLength(1);
  });

  it("of a let in sight are offered as a value", () => {
    const built = buildText(cluster("connect agg[plane, s] -> core", "let s = 1"));
    expect(built.diagnostics[0]?.help).toBe("write `(s)` for its value, or bind another name");
    expect(labelledTexts(built, built.diagnostics[0])).toEqual(["s", "s"]);
    expect(showEnd(connectOf("connect agg[plane, (s)] -> core", "let s = 1").a)).toBe("agg[=plane, 1].front[]");
  });

  it("that are new and used once are offered as `*`", () => {
    const built = buildText(cluster("connect agg -> core[plan, 0, 0]"));
    expect(built.diagnostics[0]?.help).toBe("did you mean `plane`? write `*` to leave the dimension free");
  });
});

describe("expressions", () => {
  const where = (condition: string, more = ""): unknown =>
    connectOf(`connect agg -> core where ${condition}`, more).where;

  it("have lets and params as numbers", () => {
    expect(where("spine < k * 2 and not (n == 0)", "param k: count = 4")).toEqual([
      "and",
      ["<", "spine", 8],
      ["not", ["==", "n", 0]],
    ]);
  });

  it("have lists, ranges and functions", () => {
    expect(where("(spine - n) mod 5 in [1, 4]")).toEqual(["in", ["mod", ["-", "spine", "n"], 5], 1, 4]);
    expect(where("spine in 1..4")).toEqual(["and", [">=", "spine", 1], ["<", "spine", 4]]);
    expect(where("min(spine, n, 3) == abs(-n)")).toEqual([
      "==",
      ["min", ["min", "spine", "n"], 3],
      ["abs", ["neg", "n"]],
    ]);
    expect(where("floor(spine / 2) == ceil(n / 3)")).toEqual([
      "==",
      ["div", "spine", 2],
      ["neg", ["div", ["neg", "n"], 3]],
    ]);
    expect(where("if n > 1 then spine > 2 else true")).toEqual(["if", [">", "n", 1], [">", "spine", 2], 1]);
    expect(where("1 < 2")).toBe(1);
  });

  it("write the flat index out over planned extents", () => {
    const text = `${parts}cluster x { group segment[2 of 15] { server host[136]: h }
      fabric net { switch ftor[pair: 16, side: 2]: s connect host.frontend[port: side] -> ftor[pair: index(host) div 128] } }`;
    const [connect] = buildSound(text).fabrics[0]?.connects ?? [];
    expect(connect === undefined ? "" : showEnd(connect.z)).toBe(
      'ftor[["div",["+",["*","segment",136],"host"],128], side].front[]',
    );
  });

  it("write it out over the names that are bound, and what is fixed", () => {
    const connect = connectOf("connect agg[p, s] -> core[plane: p, set: index(agg) mod 4, n: s mod 8]");
    expect(showEnd(connect.z)).toBe('core[=p, ["mod",["+",["*","p",60],"s"],4], ["mod","s",8]].front[]');
    const fixed = connectOf("connect agg[spine: n * 7] -> core[set: index(agg) mod 4]");
    expect(showEnd(fixed.z)).toBe('core[plane, ["mod",["+",["*","plane",60],["*","n",7]],4], n].front[]');
  });
});

describe("clauses", () => {
  it("are kept with their places", () => {
    const connect = connectOf(
      "connect agg -> core on plane x l: 4 at 200Gbps whole where l < n { medium = mmf align = set }",
    );
    expect(connect).toMatchObject({
      fabric: "net",
      direction: "up",
      copies: 4,
      copyName: "l",
      rateBitsPerSecond: 200e9,
      whole: true,
      where: ["<", "l", "n"],
      on: ["plane"],
      align: "set",
      medium: "mmf",
    });
  });

  it("default to one link at the lower rate, over the medium of the fabric", () => {
    expect(connectOf("medium = smf\n connect ring.g[0] <-> ring[x: (x + 1) mod 4].g[1]")).toMatchObject({
      direction: "peer",
      copies: 1,
      copyName: null,
      rateBitsPerSecond: null,
      whole: false,
      where: null,
      on: null,
      medium: "smf",
    });
  });
});

describe("fabrics", () => {
  it("isolate dimensions of their switches", () => {
    const design = buildSound(cluster('isolate plane\n protocol = roce\n color = "aqua"\n mtu = 9000B'));
    expect(design.fabrics[0]).toMatchObject({
      protocol: "roce",
      color: "aqua",
      mtuBytes: 9000,
      isolations: [{ dimension: "plane" }],
    });
    expect(listCodes(buildText(cluster("isolate plan")))).toEqual(["WF2014"]);
  });
});
