/** The one layout, rule by rule: what goes in, what comes out. */
import { describe, expect, it } from "vitest";
import { startingDesign } from "../../../src/cli/start-design.js";
import { format } from "../../../src/syntax/format.js";
import { layOut, trim } from "./lay-out.js";

describe("white space", () => {
  it.each([
    ["let a=1+2*( 3-b )", "let a = 1 + 2 * (3 - b)\n"],
    ["let a = max( 1 ,- 2 )", "let a = max(1, -2)\n"],
    ["let a = not - b ** - c", "let a = not -b ** -c\n"],
    ["let a = [ 1 .. 4 , ] in 0..n+1", "let a = [1..4] in 0..n + 1\n"],
    ["let a = 989TFLOPS (bf16) / 40GB/s", "let a = 989TFLOPS(bf16) / 40GB/s\n"],
    ["let a = if b then[1]else(2)", "let a = if b then [1] else (2)\n"],
    ["let a = 4x200Gbps  over   2", "let a = 4x200Gbps over 2\n"],
    ["let a = x . y . z", "let a = x.y.z\n"],
    ["connect a [ rail : 8 ,* ] . b->c x( 3 )", "connect a[rail: 8, *].b -> c x (3)\n"],
    ["connect a<->b where a<b on p ,q at 1Gbps  whole", "connect a <-> b where a < b on p, q at 1Gbps whole\n"],
    ["server [3]:p", "server [3]: p\n"],
    ["server x[3 of 15]:p except x==1", "server x[3 of 15]: p except x == 1\n"],
    ['param n:count in 1..4=2"doc"', 'param n: count in 1..4 = 2 "doc"\n'],
    ["cage c[2]holds a[1] , b;c", "cage c[2] holds a[1], b; c\n"],
    ['import{a,b,}from"x"', 'import { a, b } from "x"\n'],
    ['import{}from"x"', 'import { } from "x"\n'],
    ["part switch s extends t{}", "part switch s extends t { }\n"],
    ["ports p[a:2]x 4 at 1Gbps{lanes=4}", "ports p[a: 2] x 4 at 1Gbps { lanes = 4 }\n"],
  ])("%s", (text, expected) => {
    expect(layOut(text)).toBe(expected);
  });

  it("ends lines with line feeds, whatever ended them before", () => {
    expect(layOut("let a = 1\r\nlet b = 2\r/* c\r\n d */\r\n")).toBe("let a = 1\nlet b = 2\n/* c\n d */\n");
  });

  it("does not begin with a byte-order mark", () => {
    expect(layOut("\ufefflet a = 1")).toBe("let a = 1\n");
  });

  it("is nothing in an empty file, and a line feed at the end of any other", () => {
    expect(layOut(" \n\n\t")).toBe("");
    expect(layOut("// only a comment")).toBe("// only a comment\n");
  });

  it("keeps one empty line between members where there are some, and none at either end of a block", () => {
    const text = "\n\nlet a = 1\n\n\n\nlet b = 2\ncluster c {\n\n  let d = 1\n\n}\n\n\n";
    expect(layOut(text)).toBe("let a = 1\n\nlet b = 2\ncluster c {\n  let d = 1\n}\n");
  });
});

describe("members", () => {
  it("stand on lines of their own, without commas between them", () => {
    expect(layOut("cluster c { a = 1, b = [2, 3,], isolate p, gpu g: h }")).toBe(
      trim(`
        cluster c {
          a = 1
          b = [2, 3]
          isolate p
          gpu g: h
        }
      `),
    );
  });

  it("keep a comma where a word before it could open what follows", () => {
    expect(layOut("let a = storage, tier b { } let c = x, storage { }")).toBe(
      trim(`
        let a = storage,
        tier b { }
        let c = x,
        storage { }
      `),
    );
  });

  it("stay in the braces of one line if there is one of them, it was so, and it fits", () => {
    const text = `server a: p { spares = 8 } dimension b {
      short = "b" } group c[2] { server d: p } group e { short = "e"  server f: p } group g { short = "g" \
      }`.replace("\\", "");
    expect(layOut(text)).toBe(
      trim(`
        server a: p { spares = 8 }
        dimension b {
          short = "b"
        }
        group c[2] { server d: p }
        group e {
          short = "e"
          server f: p
        }
        group g { short = "g" }
      `),
    );
    const long = "x".repeat(100);
    expect(layOut(`server ${long}: p { spares = 8 }`)).toBe(`server ${long}: p {\n  spares = 8\n}\n`);
  });
});

describe("columns", () => {
  it("has the `=` of adjacent attributes, up to an empty line, a comment or another member", () => {
    const text = `cluster c {
      a = 1
      bcd = 2

      ef = 3
      // between
      g = 4
      hij = 5
      isolate p
      klmno = 6
    }`;
    expect(layOut(text)).toBe(
      trim(`
        cluster c {
          a   = 1
          bcd = 2

          ef = 3
          // between
          g   = 4
          hij = 5
          isolate p
          klmno = 6
        }
      `),
    );
  });

  it("has where figures come from, one in an outermost declaration", () => {
    const text = `part switch s {
      height = 4U assumed "recalled"
      power = 913W published
      mpn = "none"

      ports front x 128 at 400Gbps { lanes = 4 measured "here"
        cage = osfp }
    }
    part gpu g { memory = 80GB derived "its name"
      power = 1W }`;
    expect(layOut(text)).toBe(
      trim(`
        part switch s {
          height = 4U     assumed  "recalled"
          power  = 913W   published
          mpn    = "none"

          ports front x 128 at 400Gbps {
            lanes = 4     measured "here"
            cage  = osfp
          }
        }
        part gpu g {
          memory = 80GB   derived "its name"
          power  = 1W
        }
      `),
    );
  });

  it("does not follow a wide value: its source stands below", () => {
    const text = `part gpu g {
      power = 700W published "a"
      compute = [989TFLOPS(bf16), 1_979TFLOPS(fp8)] published "b"
    }`;
    expect(layOut(text)).toBe(
      trim(`
        part gpu g {
          power   = 700W   published "a"
          compute = [989TFLOPS(bf16), 1_979TFLOPS(fp8)]
                           published "b"
        }
      `),
    );
  });

  it("has other figures below the first", () => {
    const text = `part server s {
      height = 8U published "a"
      power = 10.2kW published "a" also 10_400W assumed "b" also 11kW
      y = 1 also 2 derived
    }`;
    expect(layOut(text)).toBe(
      trim(`
        part server s {
          height = 8U        published "a"
          power  = 10.2kW    published "a"
              also 10_400W   assumed   "b"
              also 11kW
          y      = 1
              also 2         derived
        }
      `),
    );
    expect(layOut("a = 1 also 2")).toBe("a = 1\n  also 2\n");
  });

  it("has the messages of adjacent requirements; one alone is a space away", () => {
    const text = `cluster c {
      require count(a) == 16 "b"
      require links(a) + links(bc) == 1_000 "d"
      require e

      require f "g"
      require links(node) + links(ufm) == (units * 32 - 1) * 8 + 4 + links(more) "there is no room at all for so long a message beside it"
      require count(a) "h"
    }`;
    expect(layOut(text)).toBe(
      trim(`
        cluster c {
          require count(a) == 16                  "b"
          require links(a) + links(bc) == 1_000   "d"
          require e

          require f          "g"
          require links(node) + links(ufm) == (units * 32 - 1) * 8 + 4 + links(more)
                  "there is no room at all for so long a message beside it"
          require count(a)   "h"
        }
      `),
    );
    expect(layOut('require a   "b"')).toBe('require a "b"\n');
  });

  it("counts characters as wide as they are shown", () => {
    expect(layOut('a = "机柜" assumed "x"\nb = "12345" assumed "x"')).toBe(
      'a = "机柜"   assumed "x"\nb = "12345"   assumed "x"\n',
    );
  });
});

describe("what is longer than a line", () => {
  const names = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, at) => `name_number_${at + 10}`);

  it("is a list, filled", () => {
    expect(layOut(`import { ${names(12).join(", ")} } from "std/x"`)).toBe(
      trim(`
        import {
          ${names(7).join(", ")},
          ${names(12).slice(7).join(", ")}
        } from "std/x"
      `),
    );
  });

  it("is a list of things with brackets, one a line", () => {
    const items = names(5).map((name) => `max(${name}, 1)`);
    expect(layOut(`let a = [${items.join(",")}]`)).toBe(`let a = [\n  ${items.join(",\n  ")}\n]\n`);
  });

  it("is an expression, before its loosest operators", () => {
    const sum = names(4).join(" + ");
    expect(layOut(`let a = ${sum} == 1 and ${sum} == 2 or b`)).toBe(
      trim(`
        let a = ${sum} == 1
                and ${sum} == 2
            or b
      `),
    );
  });

  it("is a choice, each `else` below its `if`", () => {
    const [a, b, c] = names(3).map((name) => `${name}_${name}`);
    expect(layOut(`let a = if ${a} then 1 else if ${b} then 2 else if ${c} then 3 else 4`)).toBe(
      trim(`
        let a = if ${a} then 1
                else if ${b} then 2
                else if ${c} then 3
                else 4
      `),
    );
  });

  it("is a connect, before its clauses", () => {
    const [a, b, c] = names(3).map((name) => `${name}_${name}`);
    expect(layOut(`connect ${a}.port -> ${b}.port on plane, segment, rail at 400Gbps where ${c} < 4 x 4 { }`)).toBe(
      trim(`
        connect ${a}.port -> ${b}.port on plane, segment, rail at 400Gbps
            where ${c} < 4 x 4 { }
      `),
    );
  });

  it("is a requirement, below its condition", () => {
    const sum = names(4).join(" + ");
    expect(layOut(`require ${sum} <= ${sum} "too much"`)).toBe(
      trim(`
        require ${sum}
                <= ${sum}
                "too much"
      `),
    );
  });

  it("is a text, and stays", () => {
    const text = `a = "${"x".repeat(200)}"\n`;
    expect(layOut(text)).toBe(text);
  });
});

describe("a text with mistakes", () => {
  it("has no layout, and its diagnostics say why", () => {
    const { value, diagnostics } = format({ path: "a.weft", text: "let a = \n" });
    expect(value).toBeNull();
    expect(diagnostics.map(({ code }) => code)).toEqual(["WF1011"]);
  });
});

describe("the design of `weft init`", () => {
  it("is laid out", () => {
    expect(layOut(startingDesign)).toBe(startingDesign);
  });
});
