/** Slips that are plain from what stands around them: said once, read as what was meant, and never seen where there is none. */
import { describe, expect, it } from "vitest";
import { parse, parseExpression } from "../../../src/syntax/parse.js";
import { listDiagnostics, show } from "./help.js";

describe("a slip", () => {
  it.each<[string, string[]]>([
    ["connect a -> b where p = 3", ["WF1021 1 ="]],
    ["connect a -> b where p == 1 and q = 3 { align = pod }", ["WF1021 1 ="]],
    ["require gpus(host) = 3 * 4", ["WF1021 1 ="]],
    ["let a = if b = 3 then 1 else 2", ["WF1021 1 ="]],
    ["server a[4]: b except a = 3", ["WF1021 1 ="]],
    ["mtu = 9000 B", ["WF1022 1 9000 B"]],
    ['power = 10.2 kW published "a"', ["WF1022 1 10.2 kW"]],
    ["read = 20 TB/s", ["WF1022 1 20 TB/s"]],
    ["compute = 989 TFLOPS(bf16)", ["WF1022 1 989 TFLOPS"]],
    ["splits = [4x200 Gbps]", ["WF1022 1 4x200 Gbps"]],
    ["rate = 400 Gb/s", ["WF1022 1 400 Gb/s"]],
    ["share = 92 %", ["WF1022 1 92 %"]],
    ["server my-host[4]: host_a", ["WF1023 1 my-host"]],
    ["fabric back-end { per-cage = 2 }", ["WF1023 1 back-end", "WF1023 1 per-cage"]],
    ["connect my-host.eth -> leaf-1 on my-rail", ["WF1023 1 my-host", "WF1023 1 leaf-1", "WF1023 1 my-rail"]],
    ["server a: nic-400g", ["WF1023 1 nic-400g"]],
    ["server my-host[4]: a\nrequire count(my-host) > n-1", ["WF1023 1 my-host", "WF1023 2 my-host"]],
    ["import { a } from std/generic", ["WF1024 1 std/generic"]],
    ["import { a } from ./parts.weft", ["WF1024 1 ./parts.weft"]],
    ['import { a b } from "x"', ["WF1001 1"]],
    ['import { a } form "x"', ["WF1001 1 form"]],
    ['imprt { a } from "x"', ["WF1009 1 imprt"]],
    ['{ a } from "x"', ["WF1001 1"]],
    ["let a = b % 4", ["WF1007 1 %"]],
    ["let a = b%4", ["WF1007 1 %"]],
    ["let a = 8%4", ["WF1007 1 %"]],
    ["color = 'red'", ["WF1007 1 'red'"]],
    ["# note\ncolor = “red”", ["WF1007 1 #", "WF1007 2 “red”"]],
    ["cluster c {\n  fabric f\n    mtu = 9kB\n  }\n}", ["WF1025 2"]],
    ['cluster c { dimension p short = "p" } }', ["WF1025 1"]],
    ["cluster c { n: count = 3 }", ["WF1009 1 n"]],
  ])("`%s` is said once", (text, expected) => {
    expect(listDiagnostics(text)).toEqual(expected);
  });

  it.each([
    "param p: t in if a == 1 then 2 else 3 = 4",
    "connect a -> b where p == 3\nmtu = 9000B",
    "connect a -> b where p == 3 { align = pod }",
    "require a == 3 numbering = 1",
    "let where = 3 let m = 4",
    'server a { spares = 2 name = "x" }',
    "let b = 2 m = 4",
    "let c = a-b let d = 10-n",
    "connect a[n - 1] -> b x n-1",
    "let p = 92%",
    "workload w { }\nstorage s { }",
    'import { a, b, } from "x"',
    'import { } from "x"',
  ])("is not seen in `%s`", (text) => {
    const codes = parse({ path: "a.weft", text }).diagnostics.map(({ code }) => code);
    expect(codes.filter((code) => /^WF10(07|2\d)$/.test(code))).toEqual([]);
  });

  it.each([
    ["8%4", "(8 mod 4)"],
    ["a%b", "(a mod b)"],
    ["a&&b", "(a and b)"],
    ["a ≤ b || c", "((a <= b) or c)"],
    ["400 Gbps", "400Gbps"],
    ["'x'", '"x"'],
  ])("%s is read as %s", (text, meant) => {
    expect(show(parseExpression({ path: "a.weft", text }).value)).toBe(meant);
  });
});
