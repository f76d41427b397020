/** How diagnostics look: for people, for one line each, for programs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Diagnostic, diagnose, type Label } from "../../../src/core/diagnostic.js";
import type { Paint } from "../../../src/core/excerpt.js";
import { type RenderOptions, renderDiagnostics, summariseDiagnostics } from "../../../src/core/render.js";

const kind = { code: "WF1234", severity: "error", title: "a kind" } as const;
const warning = { ...kind, severity: "warning" } as const;

/** Returns a label on the first place where `text` stands in the source, or on the `nth`. */
function labelOn(file: string, source: string, text: string, say = "", nth = 0): Label {
  let start = source.indexOf(text);
  for (let n = 0; n < nth; n++) start = source.indexOf(text, start + 1);
  return { span: { file, start, end: start + text.length }, text: say };
}

function render(diagnostic: Diagnostic, sources: Record<string, string>, more: Partial<RenderOptions> = {}): string {
  return renderDiagnostics([diagnostic], { format: "pretty", sourceOf: (path) => sources[path], ...more });
}

const pod = [
  "cluster pod {",
  "  connect host.backend -> tor at 200Gbps",
  "  connect tor -> agg at 400Gbps",
  "",
  "",
  "",
  "",
  "",
  "  require oversubscription(tor, all) <= 1.07",
  "}",
  "",
].join("\n");

describe("pretty", () => {
  it("draws every label with its excerpt, notes and help", () => {
    const diagnostic = diagnose(
      kind,
      "uplinks of `tor` are oversubscribed 17/15",
      [
        labelOn("pod.weft", pod, "oversubscription(tor, all)", "27.2 / 24.0 = 1.133"),
        labelOn("pod.weft", pod, "tor", "136 x 200 Gbps = 27.2 Tbps down"),
        labelOn("pod.weft", pod, "agg", "60 x 400 Gbps = 24.0 Tbps up"),
      ],
      { notes: ["`all` counts the 8 spares"], help: "compare active hosts only" },
    );
    expect(render(diagnostic, { "pod.weft": pod })).toBe(
      [
        "error[WF1234]: uplinks of `tor` are oversubscribed 17/15",
        "   ┌─ pod.weft:9:11",
        " 2 │   connect host.backend -> tor at 200Gbps",
        "   │                           --- 136 x 200 Gbps = 27.2 Tbps down",
        " 3 │   connect tor -> agg at 400Gbps",
        "   │                  --- 60 x 400 Gbps = 24.0 Tbps up",
        " 9 │   require oversubscription(tor, all) <= 1.07",
        "   │           ^^^^^^^^^^^^^^^^^^^^^^^^^^ 27.2 / 24.0 = 1.133",
        "   = note: `all` counts the 8 spares",
        "   = help: compare active hosts only",
        "",
      ].join("\n"),
    );
  });

  it("draws labels of one line once, each text under its label", () => {
    const source = "let sum = 3kW + 4U + 5kg\n";
    const diagnostic = diagnose(kind, "three dimensions", [
      labelOn("a.weft", source, "4U", "height"),
      labelOn("a.weft", source, "3kW", "power"),
      labelOn("a.weft", source, "5kg", "mass"),
    ]);
    expect(render(diagnostic, { "a.weft": source })).toBe(
      [
        "error[WF1234]: three dimensions",
        "   ┌─ a.weft:1:17",
        " 1 │ let sum = 3kW + 4U + 5kg",
        "   │           ---   ^^   --- mass",
        "   │           │     height",
        "   │           power",
        "",
      ].join("\n"),
    );
  });

  it("draws the primary label over one that holds it", () => {
    const source = "abcdef\n";
    const diagnostic = diagnose(kind, "inner", [
      labelOn("a", source, "cd", "this"),
      labelOn("a", source, "abcdef", "in this"),
    ]);
    expect(render(diagnostic, { a: source }).split("\n").slice(2, 6)).toEqual([
      " 1 │ abcdef",
      "   │ --^^--",
      "   │ │ this",
      "   │ in this",
    ]);
  });

  it("draws each file on its own, the primary one first", () => {
    const [one, two] = ["part a\n", "x\ny\npart a again\n"];
    const diagnostic = diagnose(kind, "declared twice", [
      labelOn("two.weft", two, "part a", "second"),
      labelOn("one.weft", one, "part a", "first"),
    ]);
    expect(render(diagnostic, { "one.weft": one, "two.weft": two })).toBe(
      [
        "error[WF1234]: declared twice",
        "   ┌─ two.weft:3:1",
        " 3 │ part a again",
        "   │ ^^^^^^ second",
        "   ┌─ one.weft:1:1",
        " 1 │ part a",
        "   │ ------ first",
        "",
      ].join("\n"),
    );
  });

  it("draws the first line of a label that goes on, and one column at the end of a text", () => {
    const source = "cluster c {\n  x\n}\r\n";
    const whole = diagnose(kind, "all of it", [
      { span: { file: "a", start: 8, end: source.length }, text: "from here" },
    ]);
    expect(render(whole, { a: source })).toContain(" 1 │ cluster c {\n   │         ^^^ from here\n");
    const end = diagnose(kind, "missing", [
      { span: { file: "a", start: source.length, end: source.length }, text: "here" },
    ]);
    expect(render(end, { a: source })).toContain("a:4:1\n 4 │\n   │ ^ here\n");
  });

  it("keeps labels under tabs and wide characters", () => {
    const tabs = diagnose(kind, "tabs", [labelOn("a", "\tlet\tx = 1", "x")]);
    expect(render(tabs, { a: "\tlet\tx = 1" })).toContain(" 1 │     let x = 1\n   │         ^\n");
    const wide = diagnose(kind, "wide", [labelOn("a", 'name = "机柜-é" x', "x")]);
    expect(render(wide, { a: 'name = "机柜-é" x' })).toContain(` 1 │ name = "机柜-é" x\n   │ ${" ".repeat(16)}^\n`);
    const marks = diagnose(kind, "marks", [labelOn("a", "e\u0301 x", "x")]);
    expect(render(marks, { a: "e\u0301 x" })).toContain("   │   ^\n");
  });

  it("cuts long lines to the width, the primary label in sight", () => {
    const source = `${"a".repeat(200)}MARK${"b".repeat(200)}`;
    const drawn = render(
      diagnose(kind, "far out", [labelOn("a", source, "MARK", "here")]),
      { a: source },
      { width: 40 },
    );
    const [, , line = "", under = ""] = drawn.split("\n");
    expect(line.length).toBeLessThanOrEqual(40);
    expect(line).toMatch(/…a+MARKb+…$/);
    expect(under.indexOf("^^^^ here")).toBe(line.indexOf("MARK"));
  });

  it("keeps short lines whole at any width", () => {
    const drawn = render(diagnose(kind, "short", [labelOn("a", "let x = 1", "x")]), { a: "let x = 1" }, { width: 5 });
    expect(drawn).toContain("let x = 1\n");
  });

  it("paints by meaning", () => {
    const wrap = (name: string) => (text: string) => `<${name}>${text}</>`;
    const paint: Paint = {
      severity: { error: wrap("error"), warning: wrap("warning"), advice: wrap("advice") },
      message: wrap("message"),
      frame: wrap("frame"),
      secondary: wrap("other"),
    };
    const source = "a b\n";
    const labels = [labelOn("f", source, "b", "this"), labelOn("f", source, "a", "that")];
    expect(render(diagnose(warning, "both", labels), { f: source }, { paint })).toBe(
      [
        "<warning>warning[WF1234]</><message>: both</>",
        "   <frame>┌─</> f:1:3",
        "<frame> 1 │</> a b",
        "   <frame>│</> <other>-</> <warning>^</> <warning>this</>",
        "   <frame>│</> <other>that</>",
        "",
      ].join("\n"),
    );
  });

  it("shows the path alone of a file whose text is not to be had", () => {
    const diagnostic = diagnose(kind, "lost", [{ span: { file: "gone.weft", start: 5, end: 6 }, text: "here" }]);
    expect(render(diagnostic, {})).toBe("error[WF1234]: lost\n   ┌─ gone.weft\n");
  });

  it("lets no text steer the terminal", () => {
    const source = "a\u001b[31m\u202eb";
    const drawn = render(diagnose(kind, "bell \u0007", [labelOn("a", source, "b", "\u009b")]), { a: source });
    expect(drawn).toContain("a␛[31m\ufffdb");
    expect(drawn).toContain("bell ␇");
    for (const character of "\u0007\u001b\u009b\u202e") expect(drawn).not.toContain(character);
  });

  it("parts diagnostics by an empty line", () => {
    const two = [diagnose(kind, "one", []), diagnose(warning, "two", [])];
    const drawn = renderDiagnostics(two, { format: "pretty", sourceOf: () => undefined });
    expect(drawn).toBe("error[WF1234]: one\n\nwarning[WF1234]: two\n");
    expect(renderDiagnostics([], { format: "pretty", sourceOf: () => undefined })).toBe("");
  });
});

describe("plain", () => {
  it("is one line, with what else there is under it", () => {
    const diagnostic = diagnose(
      kind,
      "uplinks of `tor`\nare too few",
      [
        labelOn("pod.weft", pod, "oversubscription", "1.133"),
        labelOn("pod.weft", pod, "agg", "up"),
        labelOn("std/x", "y", "y"),
      ],
      { notes: ["a note"], help: "add some" },
    );
    expect(render(diagnostic, { "pod.weft": pod, "std/x": "y" }, { format: "plain" })).toBe(
      [
        "pod.weft:9:11: error[WF1234]: uplinks of `tor` are too few",
        "  here: 1.133",
        "  at pod.weft:3:18: up",
        "  at std/x:1:1",
        "  note: a note",
        "  help: add some",
        "",
      ].join("\n"),
    );
  });

  it("needs no place", () => {
    expect(render(diagnose(warning, "no place", []), {}, { format: "plain" })).toBe("warning[WF1234]: no place\n");
  });
});

describe("json", () => {
  it("holds everything, places in offsets and in lines and columns from 1", () => {
    const source = "let x\nlet y\n";
    const fix = { title: "rename", safe: true, edits: [{ span: { file: "a", start: 10, end: 11 }, text: "z" }] };
    const diagnostic = diagnose(kind, "message", [labelOn("a", source, "y", "this")], { notes: ["n"], fixes: [fix] });
    const range = { file: "a", start: { offset: 10, line: 2, column: 5 }, end: { offset: 11, line: 2, column: 6 } };
    expect(JSON.parse(render(diagnostic, { a: source }, { format: "json" }))).toEqual([
      {
        code: "WF1234",
        severity: "error",
        message: "message",
        labels: [{ ...range, text: "this" }],
        notes: ["n"],
        help: null,
        fixes: [{ title: "rename", safe: true, edits: [{ ...range, text: "z" }] }],
      },
    ]);
    expect(renderDiagnostics([], { format: "json", sourceOf: () => undefined })).toBe("[]\n");
  });
});

describe("a summary", () => {
  it("counts by severity", () => {
    const advice = diagnose({ ...kind, severity: "advice" }, "", []);
    const error = diagnose(kind, "", []);
    expect(summariseDiagnostics([error, error, diagnose(warning, "", [])])).toBe("2 errors and 1 warning");
    expect(summariseDiagnostics([error, diagnose(warning, "", []), advice])).toBe(
      "1 error, 1 warning and 1 piece of advice",
    );
    expect(summariseDiagnostics([advice, advice])).toBe("2 pieces of advice");
    expect(summariseDiagnostics([])).toBe("");
  });
});

describe("any diagnostic", () => {
  it("is drawn, within the width as far as source goes, whatever its spans", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", " ", "\t", "\n", "\r", "柜", "\u0301", "\ud83d\ude00", "\u001b"),
      maxLength: 120,
    });
    const span = fc.record({ start: fc.nat(130), length: fc.nat(60), say: fc.constantFrom("", "text", "柜") });
    const property = fc.property(
      text,
      fc.array(span, { maxLength: 5 }),
      fc.integer({ min: 1, max: 60 }),
      (source, spans, width) => {
        const labels = spans.map(({ start, length, say }) => ({
          span: { file: "a", start, end: start + length },
          text: say,
        }));
        const diagnostic = diagnose(kind, "m", labels);
        for (const format of ["pretty", "plain", "json"] as const) render(diagnostic, { a: source }, { format, width });
        const rows = render(diagnostic, { a: source }).split("\n");
        expect(rows.filter((row) => / │ .*\^/.test(row)).length).toBe(labels.length === 0 ? 0 : 1);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});
