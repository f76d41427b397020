/** Values of expressions: exact, typed, lazy where it does not count, and known early or late. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { syntaxLimits } from "../../../src/core/limits.js";
import { formatQuantity } from "../../../src/core/quantity.js";
import { bindProject } from "../../../src/semantics/bind.js";
import { openContext } from "../../../src/semantics/context.js";
import { valueOfDefinition } from "../../../src/semantics/evaluate.js";
import type { Value } from "../../../src/semantics/value.js";
import { parse } from "../../../src/syntax/parse.js";
import { buildText, labelledTexts, listCodes, listMessages } from "../model/build-text.js";

/** Returns the value of `let v = ...` among other members of a file. */
function evaluateText(text: string, others = ""): { readonly value: Value; readonly codes: readonly string[] } {
  const path = "main.weft";
  const source = `${others}\nlet v = ${text}\n`;
  const parsed = parse({ path, text: source });
  const project = {
    entry: path,
    files: new Map([[path, { path, text: source, tree: parsed.value, imports: new Map() }]]),
  };
  const ctx = openContext(project, { set: {} });
  const file = bindProject(ctx).files.get(path);
  const definition = file?.values.find((value) => value.name.text === "v");
  ctx.diagnostics.length = 0;
  const value: Value = definition === undefined ? { kind: "poison" } : valueOfDefinition(ctx, definition);
  return { value, codes: [...parsed.diagnostics, ...ctx.diagnostics].map(({ code }) => code) };
}

function show(value: Value): string {
  if (value.kind === "number")
    return value.dimension === "" ? value.value.toFraction() : formatQuantity(value.value, value.dimension);
  if (value.kind === "truth" || value.kind === "text") return String(value.value);
  return value.kind;
}

describe("values", () => {
  it.each([
    ["1 + 2 * 3", "7"],
    ["7 / 2", "7/2"],
    ["7 div 2", "3"],
    ["-7 div 2", "-4"],
    ["-7 mod 2", "1"],
    ["7 mod -2", "-1"],
    ["0.1 + 0.2 == 0.3", "true"],
    ["2 ** 10", "1024"],
    ["2 ** -2", "1/4"],
    ["80GB + 20GB", "100 GB"],
    ["400Gbps == 50GB/s", "true"],
    ["400GB/s / 400Gbps", "8"],
    ["30GB / 100s", "2.4 Gbps"],
    ["2h * 700W", "1.4 kWh"],
    ["92% * 100", "92"],
    ["800Gbps div 200Gbps", "4"],
    ["25_000USD / 1000", "25 USD"],
    ["989TFLOPS(bf16) * 8", "7.912 PFLOPS(bf16)"],
    ["min(4, 2, 3)", "2"],
    ["max(100W, 2kW)", "2 kW"],
    ["ceil(7 / 2) + floor(7 / 2) + round(7 / 2)", "11"],
    ["abs(-3)", "3"],
    ["sum([1GB, 2GB])", "3 GB"],
    ["count([1, 2, 4])", "3"],
    ["3 in [1, 3]", "true"],
    ["4 in 0..4", "false"],
    ["not (1 > 2) and true", "true"],
    ["if 1 < 2 then 3 else 4", "3"],
    ['"a" == "a"', "true"],
    ["a * 2", "8"],
  ])("%s is %s", (text, wanted) => {
    const { value, codes } = evaluateText(text, "let a = 4");
    expect(codes).toEqual([]);
    expect(show(value)).toBe(wanted);
  });

  it.each([
    ["80GB + 400Gbps", "WF3001"],
    ["5 + 3W", "WF3001"],
    ["3W < 5", "WF3001"],
    ["1TFLOPS(bf16) + 1TFLOPS(fp8)", "WF3001"],
    ["min(1GB, 1W)", "WF3001"],
    ["1GB..4W", "WF3001"],
    ["2 ** 1s", "WF3002"],
    ["ceil(3W)", "WF3002"],
    ["989TFLOPS", "WF3003"],
    ["2 ** 0.5", "WF3004"],
    ['1 + "a"', "WF3005"],
    ["true + 1", "WF3005"],
    ["3 in 4", "WF3005"],
    ["if 1 then 2 else 3", "WF3005"],
    ["1 / 0", "WF3008"],
    ["1 mod 0", "WF3008"],
    ["0 ** -1", "WF3008"],
    ["2 ** 2000", "WF3010"],
    ["(10 ** 100) ** 100", "WF3010"],
    ["min()", "WF3011"],
    ["sum(1)", "WF3011"],
    ["1TFLOPS(bf61)", "WF3012"],
    ["4..4", "WF3014"],
    ["b", "WF2001"],
    ["flor(2)", "WF2009"],
    ["a.b", "WF2011"],
    ["index(a)", "WF2011"],
  ])("%s is refused with %s", (text, code) => {
    expect(evaluateText(text, "let a = 4").codes).toEqual([code]);
  });

  it("are not computed where they do not count, but names and types still are", () => {
    expect(evaluateText("if true then 1 else 1 / 0").codes).toEqual([]);
    expect(evaluateText("false and 1 / 0 > 1").codes).toEqual([]);
    expect(evaluateText("true or 1 / 0 > 1").codes).toEqual([]);
    expect(evaluateText("if true then 1 else unknown").codes).toEqual(["WF2001"]);
    expect(evaluateText("false and 1W > 1").codes).toEqual(["WF3001"]);
  });

  it("of a faulty let are said once, whoever uses it", () => {
    const built = buildText("let a = 1 / 0\nlet b = a + 1\nlet c = a * b\ncluster c1 { group g[a] { } }");
    expect(listCodes(built)).toEqual(["WF3008"]);
  });

  it("are exact: a sum of tenths is whole", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 30 }), (tenths) => {
        const total = tenths.reduce((sum, each) => sum + each, 0);
        const { value } = evaluateText(`(${tenths.map((each) => (each / 10).toFixed(1)).join(" + ")}) * 10`);
        expect(show(value)).toBe(String(total));
      }),
    );
  });
});

describe("cycles", () => {
  it("are named with every place", () => {
    const built = buildText("let a = b + 1\nlet b = c\nlet c = a\nlet d = a\ncluster x { }");
    expect(listMessages(built)).toEqual(["WF2005 `a` depends on itself: `a` -> `b` -> `c` -> `a`"]);
    expect(labelledTexts(built, built.diagnostics[0])).toEqual(["a", "b", "c"]);
  });

  it("through a default of a param are found", () => {
    expect(listCodes(buildText("cluster x { param n: count = m\n let m = n }"))).toEqual(["WF2005"]);
  });
});

describe("depth", () => {
  it("is limited before the stack is", () => {
    const lets = Array.from({ length: 5_000 }, (_, index) => `let a${index} = a${index + 1}`);
    const built = buildText(`${lets.join("\n")}\nlet a5000 = 1\ncluster x { }`);
    expect(new Set(listCodes(built))).toEqual(new Set(["WF3010"]));
  });

  it("of one expression may be what the parser allows", () => {
    const sum = Array.from({ length: syntaxLimits.operators - 10 }, () => "1").join(" + ");
    const text = `part server h { height = 8U }\ncluster x { let a = ${sum}\n server host[a]: h except host == ${sum} - 1 }`;
    expect(listCodes(buildText(text))).toEqual([]);
  });

  it("is no matter for lets that were computed before", () => {
    const lets = Array.from({ length: 5_000 }, (_, index) => `let a${index + 1} = a${index} + 1`);
    expect(listCodes(buildText(`let a0 = 1\n${lets.join("\n")}\ncluster x { }`))).toEqual([]);
  });
});

describe("late values", () => {
  const host = "part server h { height = 8U }\n";

  it("stand in lets that only require uses", () => {
    const built = buildText(
      `${host}cluster x { server host[2]: h\n let all_gpus = gpus(host)\n require all_gpus + 1 > 0 }`,
    );
    expect(listCodes(built)).toEqual([]);
  });

  it("are refused where early ones are needed, with both places", () => {
    const built = buildText(`${host}cluster x { server host[2]: h\n let n = gpus(host)\n group g[n + 1] { } }`);
    expect(listCodes(built)).toEqual(["WF3009"]);
    expect(labelledTexts(built, built.diagnostics[0])).toEqual(["n + 1", "gpus(host)"]);
  });

  it("are checked for dimensions", () => {
    const messages = (condition: string): string[] =>
      listMessages(buildText(`${host}cluster x { server host[2]: h\n require ${condition} }`));
    expect(messages("power(host) < 5")).toEqual([
      "WF3001 `<` mixes power and a plain number, both sides must be alike",
    ]);
    expect(messages("power(host) / gpus(host) < 5W")).toEqual([]);
    expect(messages("gpus(host)")).toEqual(["WF3005 `require` needs a truth, found a plain number"]);
    expect(messages("gpus(host, all) in 1..5 or gpus(host) in [7]")).toEqual([]);
    expect(messages("if gpus(host) > 1 then power(host) < 1W else true")).toEqual([]);
    expect(messages("oversubscription() > 1")).toEqual(["WF3011 `oversubscription` takes 1 argument, found 0"]);
    expect(messages("gpus(x) > 1")).toEqual(["WF2011 `x` is a cluster, expected a value"]);
    expect(messages("bisection(host) > 1Gbps")).toEqual(["WF3011 `bisection` takes a fabric, found the array `host`"]);
  });
});
