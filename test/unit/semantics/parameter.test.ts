/** Params: types, bounds, defaults and `--set`. */
import { describe, expect, it } from "vitest";
import { buildSound, buildText, listCodes, listMessages } from "../model/build-text.js";

describe("params", () => {
  const design = (param: string): string => `cluster x { ${param} }`;

  it("take their default, or what is set, as written", () => {
    const text = design(
      'param n: count in 1..64 = 15 "segments"\n param rate: rate = 400Gbps\n param name: text = "a"',
    );
    expect(buildSound(text).parameters).toMatchObject([
      { name: "n", text: "15", isDefault: true, doc: "segments" },
      { name: "rate", text: "400Gbps", isDefault: true },
      { name: "name", text: "a", isDefault: true },
    ]);
    expect(buildSound(text, { n: "3", rate: "50GB/s", name: "b c" }).parameters).toMatchObject([
      { name: "n", text: "3", isDefault: false },
      { name: "rate", text: "50GB/s", isDefault: false },
      { name: "name", text: "b c", isDefault: false },
    ]);
  });

  it("include the lower bound and exclude the upper", () => {
    const text = design("param n: count in 1..64 = 15");
    expect(listCodes(buildText(text, { n: "1" }))).toEqual([]);
    expect(listCodes(buildText(text, { n: "63" }))).toEqual([]);
    expect(listMessages(buildText(text, { n: "0" }))).toEqual(["WF3006 `n` is 0, it must be from 1 to below 64"]);
    const above = buildText(text, { n: "64" });
    expect(listMessages(above)).toEqual(["WF3006 `n` is 64, it must be from 1 to below 64"]);
    expect(above.diagnostics[0]?.labels[1]?.text).toBe("the end of a range is not in it, so 63 is the most");
  });

  it("may be bound by a list, and by quantities", () => {
    expect(listCodes(buildText(design("param n: count in [1, 2, 4] = 2"), { n: "4" }))).toEqual([]);
    expect(listMessages(buildText(design("param n: count in [1, 2, 4] = 2"), { n: "3" }))).toEqual([
      "WF3006 `n` must be one of [1, 2, 4], found 3",
    ]);
    expect(listCodes(buildText(design("param r: rate in 100Gbps..1Tbps = 400Gbps"), { r: "2Tbps" }))).toEqual([
      "WF3006",
    ]);
    expect(listCodes(buildText(design("param r: rate in 1..2 = 400Gbps")))).toEqual(["WF3005"]);
  });

  it.each([
    ["param n: count = 7 / 2", {}, "WF3004"],
    ["param n: count = 4W", {}, "WF3002"],
    ["param n: count = true", {}, "WF3005"],
    ["param n: cuont = 4", {}, "WF3012"],
    ["param n: count", {}, "WF3007"],
    ["param n: count = 4", { n: "x" }, "WF3013"],
    ["param n: count = 4", { n: "" }, "WF3013"],
    ["param n: count = 4", { n: "-1" }, "WF3004"],
    ["param n: count = 4", { n: "4 +" }, "WF3013"],
    ["param n: rate = 4Gbps", { n: "4GB" }, "WF3002"],
    ["param n: truth = true", { n: "1" }, "WF3005"],
    ["param n: count = 4", { m: "1" }, "WF2010"],
    ["param n: count = 4", { constructor: "1" }, "WF2010"],
  ])("%s with %j is refused with %s", (param, set, code) => {
    expect(listCodes(buildText(design(param), set))).toEqual([code]);
  });

  it("of an imported file cannot be set", () => {
    const files = {
      "main.weft": 'import { n } from "./other.weft"\ncluster x { group g[n] { } }',
      "other.weft": "param n: count = 4",
    };
    expect(listCodes(buildText(files))).toEqual([]);
    expect(listCodes(buildText(files, { n: "5" }))).toEqual(["WF2010"]);
  });
});
