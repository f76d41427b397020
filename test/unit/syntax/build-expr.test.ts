/** Expressions: precedence, spans, and what is said of mistakes. */
import { describe, expect, it } from "vitest";
import { parseExpression } from "../../../src/syntax/parse.js";
import { readExpression, show, strip } from "./help.js";

describe("expressions", () => {
  it.each([
    ["1 + 2 * 3", "(1 + (2 * 3))"],
    ["1 - 2 - 3", "((1 - 2) - 3)"],
    ["a div b mod c", "((a div b) mod c)"],
    ["2 ** 3 ** 2", "(2 ** (3 ** 2))"],
    ["-2 ** 2", "(- (2 ** 2))"],
    ["2 ** -1 * 3", "((2 ** (- 1)) * 3)"],
    ["-a * b", "((- a) * b)"],
    ["- - a", "(- (- a))"],
    ["not a == b", "(not (a == b))"],
    ["not not a", "(not (not a))"],
    ["not a and b", "((not a) and b)"],
    ["a or b and c", "(a or (b and c))"],
    ["a and not b or c", "((a and (not b)) or c)"],
    ["0..n + 1", "(0 .. (n + 1))"],
    ["x in 0..4", "(x in (0 .. 4))"],
    ["(z - y) mod q in [1, 4]", "(({(z - y)} mod q) in [1, 4])"],
    ["y < z and (z - y) mod q in [2, 3]", "((y < z) and (({(z - y)} mod q) in [2, 3]))"],
    ["if a then 1 else 2 + 3", "(if a then 1 else (2 + 3))"],
    ["if a then if b then 1 else 2 else 3", "(if a then (if b then 1 else 2) else 3)"],
    ["gpus(host) >= 15_000", "(gpus(host) >= 15000)"],
    ["max(1, f(), )", "max(1, f())"],
    ["[1, 2, ]", "[1, 2]"],
    ["[]", "[]"],
    ["cpfs.hot", "cpfs.hot"],
    ['std."a b"', "std.a b"],
    ["989TFLOPS(bf16) * 8", "(989TFLOPS(bf16) * 8)"],
    ["989TFLOPS", "989TFLOPS"],
    ["[4x200Gbps, 2x400Gbps over 2]", "[4x200Gbps, 2x400Gbps over 2]"],
    ["40GB/s / n", "(40GB/s / n)"],
    ["92%", "92%"],
    ["1_500.5kW", "1500.5kW"],
    ["true", "true"],
    ['"a \\"b\\" \\\\ \\n\\t"', '"a \\"b\\" \\\\ \\n\\t"'],
    ["x + at + gpu + fabric + ports(x)", "((((x + at) + gpu) + fabric) + ports(x))"],
    ["a\n+\n// why\nb", "(a + b)"],
  ])("%s", (text, expected) => {
    expect(show(readExpression(text))).toBe(expected);
  });

  it("keeps brackets, because a name in them is a value", () => {
    expect(strip(readExpression("(s)"))).toEqual({ kind: "paren", inner: { kind: "name", path: [{ text: "s" }] } });
  });

  it("spans what it says", () => {
    const text = "  if a.b then -f(1, 2) else [3] + 400Gbps ";
    const expr = readExpression(text);
    const at = (span: { readonly start: number; readonly end: number }): string => text.slice(span.start, span.end);
    expect(at(expr.span)).toBe(text.trim());
    if (expr.kind !== "if" || expr.otherwise.kind !== "binary") throw new Error("not the tree expected");
    expect(at(expr.condition.span)).toBe("a.b");
    expect(at(expr.then.span)).toBe("-f(1, 2)");
    expect(at(expr.otherwise.operatorSpan)).toBe("+");
    expect(at(expr.otherwise.left.span)).toBe("[3]");
    expect(at(expr.otherwise.right.span)).toBe("400Gbps");
  });
});

describe("mistakes in expressions", () => {
  const read = (text: string): unknown => {
    const { value, diagnostics } = parseExpression({ path: "--set", text });
    return [show(value), ...diagnostics.map((diagnostic) => diagnostic.code)];
  };

  it.each([
    ["", ["?", "WF1011"]],
    ["1 +", ["(1 + ?)", "WF1011"]],
    ["a < b < c", ["((a < b) and (b < c))", "WF1013"]],
    ["a < b == c >= d", ["(((a < b) and (b == c)) and (c >= d))", "WF1013"]],
    ["a < (b < c)", ["(a < {(b < c)})"]],
    ["0..4..8", ["((0 .. 4) .. 8)", "WF1013"]],
    ["400Gpbs", ["400Gbps", "WF1008"]],
    ["400Gb/s", ["400Gbps", "WF1008"]],
    ["10quux", ["?", "WF1008"]],
    ["4x200", ["?", "WF1008"]],
    ["(1 + 2", ["{(1 + 2)}", "WF1003"]],
    ["[1, 2", ["[1, 2]", "WF1003"]],
    ["1 2", ["1", "WF1001"]],
    ["a && b", ["(a and b)", "WF1007"]],
    ['"open', ['"open"', "WF1005"]],
    ['"a\\qb"', ['"aqb"', "WF1016"]],
    ["if a then 1", ["(if a then 1 else ?)", "WF1001"]],
    ["connect", ["?", "WF1011"]],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it("says how to write a chain of comparisons", () => {
    const { diagnostics } = parseExpression({ path: "a", text: "1 <= n < 8" });
    expect(diagnostics[0]?.message).toContain("comparisons do not chain");
    expect(diagnostics[0]?.help).toContain("`and`");
    expect(diagnostics[0]?.fixes[0]?.edits[0]?.text).toBe(" and n");
  });

  it("suggests the unit that was meant, with a fix", () => {
    const { diagnostics } = parseExpression({ path: "a", text: "400Gpbs" });
    expect(diagnostics[0]?.help).toBe("did you mean `Gbps`?");
    expect(diagnostics[0]?.fixes[0]?.edits).toEqual([{ span: { file: "a", start: 3, end: 7 }, text: "Gbps" }]);
  });
});
