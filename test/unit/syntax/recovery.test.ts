/** One mistake never hides the rest of the file: each case has a mistake above and whole members below it. */
import { describe, expect, it } from "vitest";
import type { Member } from "../../../src/syntax/ast.js";
import { parse } from "../../../src/syntax/parse.js";
import { listDiagnostics } from "./help.js";

/** The members as an outline: `cluster c { fabric f { color } }`. */
function outline(members: readonly Member[]): string {
  return members
    .map((member) => {
      const body =
        "body" in member && member.body !== null ? ` { ${outline(member.body)} }`.replace("{  }", "{ }") : "";
      if (member.kind === "declaration") return `${member.keyword.text} ${member.name?.text ?? "?"}${body}`;
      if (member.kind === "connect")
        return `connect ${member.from.steps[0]?.name.text} ${member.to.steps[0]?.name.text}${body}`;
      return (
        `${member.kind === "attribute" ? "" : `${member.kind} `}${"name" in member ? member.name.text : ""}`.trim() +
        body
      );
    })
    .join(", ");
}

const read = (text: string): readonly string[] => [
  outline(parse({ path: "a.weft", text }).value.members),
  ...listDiagnostics(text),
];

const design = (line: string): string => `cluster c {
  fabric f {
    color = "aqua"
    ${line}
    mtu = 9000B
  }
  fabric g {
    connect a -> b
  }
}
workload w { }`;

/** The outline of `design` with what stands in the place of the line. */
const whole = (line: string): string =>
  `cluster c { fabric f { color, ${line === "" ? "" : `${line}, `}mtu }, fabric g { connect a b } }, workload w { }`;

describe("a mistake in one line", () => {
  it.each<[string, string, string[]]>([
    ["medium =", "medium", ["WF1011 4"]],
    ["medium = \n switch s[2]: t", "medium, switch s", ["WF1011 4"]],
    ["medium = * 3", "medium", ["WF1001 4 *"]],
    ["medium = 3 4", "medium", ["WF1001 4 4"]],
    ["medium roce", "medium", ["WF1012 4 roce"]],
    ["medium 9000", "medium", ["WF1012 4 9000"]],
    ['medium "x"', "medium", ['WF1012 4 "x"']],
    ["medium: roce", "medium", ["WF1012 4 :"]],
    ["medium == roce", "medium", ["WF1012 4 =="]],
    ["medium", "", ["WF1009 4 medium"]],
    ["medium = roce;", "medium", ["WF1001 4 ;"]],
    ["medium = (1 + 2", "medium", ["WF1003 4"]],
    ["medium = [1, 2", "medium", ["WF1003 4"]],
    ["medium = [1 2]", "medium", ["WF1001 4 2"]],
    ["medium = f(1, 2", "medium", ["WF1003 4"]],
    ["medium = 1)", "medium", ["WF1004 4 )"]],
    ["medium = [1]]", "medium", ["WF1004 4 ]"]],
    ['medium = "open', "medium", ['WF1005 4 "open']],
    ["medium = 1 § 2", "medium", ["WF1007 4 §"]],
    ["medium = a && b", "medium", ["WF1007 4 &&"]],
    ["medium = a < b < c", "medium", ["WF1013 4 <"]],
    ["medium = 400Gpbs", "medium", ["WF1008 4 Gpbs"]],
    ["switch tor[3 rail]: x", "switch tor", ["WF1001 4 rail"]],
    ["switch tor[rail: 3: x", "switch tor", ["WF1001 4 :"]],
    ["switch tor[rail: 3 { spares = 2 }", "switch tor { spares }", ["WF1003 4 {"]],
    ["switch tor[]: x", "switch tor", ["WF1011 4 ]"]],
    ["switch tor[3: 4]: x", "switch tor", ["WF1014 4 3"]],
    ["switch tor[3]:", "switch tor", ["WF1010 4"]],
    ["switch tor[3] x { spares = 2 }", "switch tor { spares }", ["WF1001 4 x"]],
    ["switch tor[3] x y { spares = 2 }", "switch tor { spares }", ["WF1001 4 x"]],
    ["swich tor[3]: x { spares = 2 }", "switch tor { spares }", ["WF1009 4 swich"]],
    ["frobnicate it { spares = 2 }", "", ["WF1009 4 frobnicate"]],
    ["conect a -> b", "connect a b", ["WF1009 4 conect"]],
    ["connect a b", "connect a b", ["WF1001 4 b"]],
    ["connect a ->", "", ["WF1010 4"]],
    ["connect -> b", "", ["WF1010 4 ->"]],
    ["connect a[p -> b", "connect a b", ["WF1003 4 ->"]],
    ["connect a <- b", "connect a b", ["WF1001 4 <"]],
    ["connect a -> b at", "connect a b", ["WF1011 4"]],
    ["connect a -> b at 3 at 4", "connect a b", ["WF1015 4 at 4"]],
    ["connect a -> b x 3: 4", "connect a b", ["WF1014 4 3"]],
    ["connect a -> b, c -> d", "connect a b", ["WF1001 4 ,"]],
    ["connect\n connect a -> b", "connect a b", ["WF1010 4"]],
    ["isolate", "isolate", ["WF1010 4"]],
    ["let = 3", "", ["WF1010 4 ="]],
    ["let a 3", "let a", ["WF1012 4 3"]],
    ["let a =", "let a", ["WF1011 4"]],
    ["param a = 3", "", ["WF1001 4 ="]],
    ["require", "require", ["WF1011 4"]],
    ["require a foo { b = 2 }", "require", ["WF1001 4 foo"]],
    ["part { b = 2 }", "part ? { b }", ["WF1010 4 {"]],
    ["part switch { b = 2 }", "part ? { b }", ["WF1010 4 {"]],
    ["ports x at 3 y", "ports x", ["WF1001 4 y"]],
    ["cage a b; c", "cage a", ["WF1001 4 b"]],
    [") ] =", "", ["WF1004 4 )"]],
    ["{ a = 1 }", "", ["WF1001 4 {"]],
    ["import { a from", "", ["WF1002 4 from"]],
  ])("`%s` is the only one reported, and everything below is read", (line, kept, expected) => {
    const [tree, ...found] = read(design(line));
    expect(found).toEqual(expected);
    expect(tree).toBe(whole(kept));
  });
});

describe("braces that do not pair", () => {
  it("ends an unclosed block before the member that stands outside it", () => {
    expect(read("cluster c {\n  fabric f {\n    a = 1\n  fabric g {\n    b = 2\n  }\n}\nlet d = 1")).toEqual([
      "cluster c { fabric f { a }, fabric g { b } }, let d",
      "WF1002 4 fabric",
    ]);
  });

  it("ends an unclosed block before the end of the block around it", () => {
    expect(read("cluster c {\n  fabric f {\n    a = 1\n}\nlet d = 1")).toEqual([
      "cluster c { fabric f { a } }, let d",
      "WF1002 4 }",
    ]);
  });

  it("ends several unclosed blocks at the end of the file", () => {
    expect(read("cluster c {\n  fabric f {\n    a = 1\n")).toEqual([
      "cluster c { fabric f { a } }",
      "WF1002 3",
      "WF1002 3",
    ]);
  });

  it("names the line on which the block was opened, and labels its brace", () => {
    const { diagnostics } = parse({ path: "a.weft", text: "cluster c {\n  fabric f {\n    a = 1\n  fabric g { }\n}" });
    expect(diagnostics[0]?.message).toBe("found `fabric`, expected `}`, the end of the block opened on line 2");
    expect(diagnostics[0]?.labels[1]?.span).toEqual({ file: "a.weft", start: 23, end: 24 });
  });

  it("leaves out an end that is one too many", () => {
    expect(read("cluster c {\n  fabric f {\n    a = 1\n    }\n  }\n  let b = 1\n}\nlet d = 1")).toEqual([
      "cluster c { fabric f { a }, let b }, let d",
      "WF1004 4 }",
    ]);
    expect(read("cluster c { }\n}\nlet d = 1")).toEqual(["cluster c { }, let d", "WF1004 2 }"]);
  });

  it("does not mind how a text with paired braces is indented", () => {
    expect(read("cluster c {\nfabric f {\n      a = 1\n}\n    }\n  let d = 1")).toEqual([
      "cluster c { fabric f { a } }, let d",
    ]);
  });
});

describe("what runs to the end", () => {
  it("reports a comment without its end where it begins", () => {
    expect(read("let a = 1\n/* open\nlet b = 2")).toEqual(["let a", "WF1006 2 /*"]);
  });

  it("reports one mistake a line at most, and one for each line", () => {
    const found = listDiagnostics("let a = = 1 2 3\nlet b = ]\nlet c = 1\nlet d 4 4 4\n");
    expect(found.map((line) => line.slice(0, 8))).toEqual(["WF1001 1", "WF1011 2", "WF1012 4"]);
  });

  it("stays quiet about members that follow from a reported word", () => {
    expect(listDiagnostics("foo bar {\n  a = 1\n  switch s: t\n}\n")).toEqual(["WF1009 1 foo"]);
  });
});
