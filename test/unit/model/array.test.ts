/** Arrays: dimensions and their names, what exists of what is planned, spares, and what is absent. */
import { describe, expect, it } from "vitest";
import type { Design } from "../../../src/model/design.js";
import { arrayOf, buildSound, buildText, listCodes, listMessages } from "./build-text.js";

const parts = "part server h { height = 8U }\npart switch s { ports front x 8 at 400Gbps }\n";

function shapeOf(design: Design, name: string): string {
  return arrayOf(design, name)
    .dims.map(
      (dim) =>
        `${dim.name}:${dim.extent}${dim.planned === dim.extent ? "" : `/${dim.planned}`}${dim.ofGroup ? "*" : ""}`,
    )
    .join(" ");
}

describe("dimensions", () => {
  it("are those of the groups around, then the array's own", () => {
    const design = buildSound(`${parts}cluster x {
      let k = 4
      group pod[2 of 8] { group rack[k] { server host[3 of 9]: h } server spare[2]: h server one: h }
      fabric net {
        switch a[pod, rail: k * 2]: s
        switch b[rail, k]: s
        switch c[(k)]: s
        switch d[b]: s
      }
    }`);
    expect(shapeOf(design, "host")).toBe("pod:2/8* rack:4* host:3/9");
    expect(shapeOf(design, "spare")).toBe("pod:2/8* spare:2");
    expect(shapeOf(design, "one")).toBe("pod:2/8*");
    expect(shapeOf(design, "a")).toBe("pod:2/8* rail:8");
    expect(shapeOf(design, "b")).toBe("rail:8 b:4");
    expect(shapeOf(design, "c")).toBe("c:4");
    expect(shapeOf(design, "d")).toBe("b:4");
  });

  it("have short forms: of the fabric, of the cluster, of the group, or their name", () => {
    const design = buildSound(`${parts}cluster x {
      dimension plane { short = "pl" }
      group segment[2] { short = "seg" }
      fabric one { dimension plane { short = "p" } switch a[segment, plane: 2, rail: 4]: s }
      fabric two { switch b[plane: 2]: s }
    }`);
    expect(arrayOf(design, "a").dims.map((dim) => dim.short)).toEqual(["seg", "p", "rail"]);
    expect(arrayOf(design, "b").dims.map((dim) => dim.short)).toEqual(["pl"]);
  });

  it.each([
    ["fabric net { switch a[rail]: s }", "WF2014"],
    ["let rail = 2\n fabric net { switch a[rail: 4]: s switch b[rail]: s }", "WF2015"],
    ["let pod = 2\n group pod[2] { }", "WF2002"],
    ["fabric net { switch a[p: 2]: s switch b[p: 4]: s switch c[p]: s }", "WF4010"],
    ["fabric net { switch a[2, 4]: s }", "WF4009"],
    ["group g[2] { server a[g: 2]: h }", "WF4009"],
    ["fabric net { switch a[*]: s }", "WF4006"],
    ["server a[0]: h", "WF3015"],
    ["server a[7 / 2]: h", "WF3004"],
    ["server a[3GB]: h", "WF3002"],
    ["server a[true]: h", "WF3005"],
    ["server a[16 of 15]: h", "WF4008"],
    ["group g[k: 2] { }", "WF4006"],
    ["group g[2, 3] { }", "WF4006"],
    ['dimension plan { short = "p" }\n fabric net { switch a[plane: 2]: s }', "WF2014"],
    ["server a[9_007_199_254_740_992]: h", "WF3010"],
    ["group g[90_000_000] { server a[900_000_000]: h }", "WF4007"],
  ])("%s is refused with %s", (text, code) => {
    expect(listCodes(buildText(`${parts}cluster x { ${text} }`))).toEqual([code]);
  });

  it("say that `/` is exact", () => {
    const built = buildText(`${parts}cluster x { server a[7 / 2]: h }`);
    expect(listMessages(built)).toEqual(["WF3004 the extent of `a` must be a whole number, found 7/2"]);
    expect(built.diagnostics[0]?.help).toBe("`/` is exact: use `div` for 3, or `ceil(...)` for 4");
  });

  it("multiply up to 2**53 - 1, and the report has the arithmetic", () => {
    expect(listCodes(buildText(`${parts}cluster x { server a[9_007_199_254_740_991]: h }`))).toEqual([]);
    const built = buildText(`${parts}cluster x { group g[90_000_000] { server a[900_000_000]: h } }`);
    expect(built.diagnostics[0]?.message).toContain("90 000 000 x 900 000 000 = 81 000 000 000 000 000 instances");
  });
});

describe("spares", () => {
  it("are the last of the array's own dimension", () => {
    expect(arrayOf(buildSound(`${parts}cluster x { server a[136]: h { spares = 8 } }`), "a").spares).toBe(8);
  });

  it.each(["server a[8]: h { spares = 8 }", "group g[4] { server a: h { spares = 1 } }"])("%s are too many", (text) => {
    expect(listCodes(buildText(`${parts}cluster x { ${text} }`))).toEqual(["WF4011"]);
  });
});

describe("except", () => {
  it("takes lets for their values and dimensions for indices", () => {
    const design = buildSound(`${parts}cluster x { let units = 4
      group su[units] { server node[32]: h except su == units - 1 and node == 31 } }`);
    expect(arrayOf(design, "node").absent).toEqual([["and", ["==", "su", 3], ["==", "node", 31]]]);
  });

  it("on a group counts for every array that has the dimensions it names", () => {
    const design = buildSound(`${parts}cluster x {
      group pod[2] { group rack[4] except pod == 1 and rack >= 2 { server a[2]: h } server b: h }
      fabric net { switch tor[pod, rack]: s switch agg[pod]: s }
    }`);
    const absence = ["and", ["==", "pod", 1], [">=", "rack", 2]];
    expect(["a", "b", "tor", "agg"].map((name) => arrayOf(design, name).absent)).toEqual([
      [absence],
      [],
      [absence],
      [],
    ]);
  });

  it("may use the flat index of its own array", () => {
    const design = buildSound(`${parts}cluster x { group g[3] { server a[4]: h except index(a) in [2, 7] } }`);
    expect(arrayOf(design, "a").absent).toEqual([["in", ["+", ["*", "g", 4], "a"], 2, 7]]);
  });

  it.each([
    ["server a[4]: h except b == 1", "WF2018"],
    ["server a[4]: h except a", "WF3005"],
    ["server a[4]: h except a == 1.5", "WF3004"],
    ["server a[4]: h except a == 1W", "WF3002"],
    ["server a[4]: h except a div 0 == 1", "WF3008"],
    ["server a[4]: h except gpus(a) == a", "WF3009"],
    ["server b: h\n server a[4]: h except index(b) == 1", "WF4019"],
    ["group g[4] except true { }", "WF2018"],
  ])("%s is refused with %s", (text, code) => {
    expect(listCodes(buildText(`${parts}cluster x { ${text} }`))).toEqual([code]);
  });
});

describe("names", () => {
  it("follow a pattern over the array's dimensions", () => {
    expect(
      arrayOf(buildSound(`${parts}cluster x { group g[3] { server a[4]: h { name = "s{g:02}-{a}" } } }`), "a")
        .namePattern,
    ).toBe("s{g:02}-{a}");
    expect(arrayOf(buildSound(`${parts}cluster x { server a[4]: h { name = "机柜-{a}" } }`), "a").namePattern).toBe(
      "机柜-{a}",
    );
  });

  it.each([
    ['name = "s{b}"', "WF2014"],
    ['name = "s{a:2}"', "WF4020"],
    ['name = "s {a}"', "WF4020"],
    ['name = "s{a"', "WF4020"],
    ['name = ""', "WF4020"],
  ])("%s is refused with %s", (property, code) => {
    expect(listCodes(buildText(`${parts}cluster x { server a[4]: h { ${property} } }`))).toEqual([code]);
  });
});

describe("parts of arrays", () => {
  it.each([
    ["server a: s", "WF4012"],
    ["server a: hh", "WF2003"],
    ["server a: x", "WF2011"],
  ])("%s is refused with %s", (text, code) => {
    expect(listCodes(buildText(`${parts}cluster x { ${text} }`))).toEqual([code]);
  });

  it("that are unknown give one message however much hangs on them", () => {
    const built = buildText(`${parts}cluster x {
      server a[4]: hh
      fabric net { switch t: s connect a.eth[rail: q] -> t at 100Gbps where a > 1 isolate plane }
      workload w { runs_on = a }
      require gpus(a) > 3
    }`);
    expect(listCodes(built).filter((code) => code !== "WF2014")).toEqual(["WF2003"]);
  });
});
