/** Names: imports, duplicates, and blocks checked against the kinds table. */
import { describe, expect, it } from "vitest";
import { buildDesign } from "../../../src/model/build.js";
import { buildSound, buildText, labelledTexts, listCodes, listMessages } from "../model/build-text.js";

describe("imports", () => {
  const other = "part server h { height = 8U }\nlet size = 4\n";

  it("bring parts and values", () => {
    const design = buildSound({
      "main.weft": 'import { h, size } from "./o.weft"\ncluster x { server host[size]: h }',
      "o.weft": other,
    });
    expect(design.arrays[0]?.dims[0]?.extent).toBe(4);
  });

  it("bring only what the file declares itself, and say where else a name is", () => {
    const files = {
      "main.weft": 'import { h } from "./mid.weft"\ncluster x { server host[4]: h }',
      "mid.weft": 'import { h } from "./o.weft"',
      "o.weft": other,
    };
    const built = buildText(files);
    expect(listMessages(built)).toEqual(['WF2004 "./mid.weft" declares no `h`']);
    expect(built.diagnostics[0]?.help).toBe('import it from "./o.weft"');
  });

  it("name the module of the standard library that has a part", () => {
    const built = buildText('import { h100 } from "std/generic"\ncluster x { server host[4]: dgx_h100 }');
    expect(built.diagnostics.map(({ help }) => help)).toEqual([
      'import it from "std/nvidia"',
      'import it: `import { dgx_h100 } from "std/nvidia"`',
    ]);
    expect(buildText("cluster x { server host[4]: dgx_h10 }").diagnostics[0]?.help).toBe(
      'did you mean `dgx_h100`? import it from "std/nvidia"',
    );
  });

  it("are written by a fix that removes the mistake", () => {
    const texts = [
      "cluster x { server host[4]: dgx_h100 }",
      '/// Doc.\nimport { h100 } from "std/nvidia"\n\ncluster x { server host[4]: dgx_h100 }',
      'import { switch_64x800g } from "std/generic"\ncluster x { server host[4]: dgx_h100 }',
    ];
    for (const text of texts) {
      const edit = buildText(text).diagnostics[0]?.fixes[0]?.edits[0];
      const mended = text.slice(0, edit?.span.start) + (edit?.text ?? "") + text.slice(edit?.span.end);
      expect(listCodes(buildText(mended))).toEqual([]);
      expect(buildText(mended).design?.doc).toBe(buildText(text).design?.doc);
    }
  });

  it("that could not be loaded are silent", () => {
    expect(
      listCodes(
        buildText('import { h, n } from "./none.weft"\ncluster x { server host[n]: h\n require gpus(host) > 0 }'),
      ),
    ).toEqual([]);
  });
});

describe("duplicates", () => {
  const parts = "part server h { height = 8U }\n";

  it.each([
    "let a = 1\nlet a = 2\ncluster x { }",
    "cluster x { let a = 1\n param a: count = 2 }",
    "let a = 1\ncluster x { let a = 2 }",
    `${parts}cluster x { server a: h\n server a: h }`,
    `${parts}cluster x { server a: h\n fabric a { } }`,
    "cluster x { group a[2] { group a[2] { } } }",
    `${parts}part server h { height = 8U }\ncluster x { }`,
    "let x = 1\ncluster x { }",
    "cluster x { storage s { tier t { }\n tier t { } } }",
    "part server s { ports a at 1Gbps\n ports a at 1Gbps }\ncluster x { }",
  ])("are refused: %s", (text) => {
    const built = buildText(text);
    expect(listCodes(built)).toEqual(["WF2002"]);
    expect(built.diagnostics[0]?.labels).toHaveLength(2);
  });

  it("of a part and an array are none", () => {
    expect(listCodes(buildText(`${parts}cluster x { server h[2]: h }`))).toEqual([]);
  });
});

describe("blocks", () => {
  it("refuse what may not stand in them, with the block", () => {
    const built = buildText("part switch s { capacity = 1Tbps }\ncluster x { storage c { switch t: s } }");
    expect(listMessages(built)).toEqual([
      "WF4003 `switch` may not stand in `storage`, it stands in `cluster`, `group` or `fabric`",
    ]);
    expect(labelledTexts(built, built.diagnostics[0])).toEqual(["switch", "c"]);
  });

  it.each([
    ["connect a -> b\ncluster x { }", "WF4003"],
    ["cluster x { ports a at 1Gbps }", "WF4003"],
    ["cluster x { tier t { } }", "WF4003"],
    ["cluster x { cluster y { } }", "WF4003"],
    ["part switch s { gpu g: h }\ncluster x { }", "WF4003"],
    ["cluster x { fabric { } }", "WF4006"],
    ["cluster x { fabric net[2] { } }", "WF4006"],
    ["cluster x { group g { } }", "WF4006"],
    ["cluster x { server host[2] }", "WF4006"],
    ["cluster x { height = 8U }", "WF2007"],
    ["a = 4\ncluster x { }", "WF2007"],
    ["cluster x { fabric net { protocl = roce } }", "WF2007"],
    ["cluster x { fabric net { protocol = 4 } }", "WF3012"],
    ["cluster x { numbering = 2 }", "WF3015"],
    ["part server s { height = -1U }\ncluster x { }", "WF3015"],
    ["part server s { height = 8 }\ncluster x { }", "WF3002"],
    ["part server s { description = 8 }\ncluster x { }", "WF3005"],
    ["part gpu g { compute = 8 }\ncluster x { }", "WF3005"],
    ["part gpu g { compute = [1TFLOPS(bf16), 2TFLOPS(bf16)] }\ncluster x { }", "WF3005"],
    ["part switch s { ports a x 2 }\ncluster x { }", "WF4004"],
    ["part switch s { ports a x 2 at 1GB }\ncluster x { }", "WF3002"],
    ["part switch s { ports a x 2 at 0Gbps }\ncluster x { }", "WF3015"],
    ["part switch s { ports a x 1_000_000 at 1Gbps }\ncluster x { }", "WF4007"],
    ["part switch s { ports a[1000, 2: 1000] at 1Gbps }\ncluster x { }", "WF1"],
    ["part switch s { ports a[k: 1000, l: 1000] at 1Gbps }\ncluster x { }", "WF4007"],
  ])("%s is refused with %s", (text, code) => {
    const codes = listCodes(buildText(text));
    if (code === "WF1") expect(codes[0]?.startsWith("WF1")).toBe(true);
    else expect(codes).toEqual([code]);
  });

  it("say where a property belongs that is not theirs", () => {
    expect(buildText("cluster x { storage s { write = 1GB/s } }").diagnostics[0]?.help).toBe(
      "`write` is a property of `tier`",
    );
    expect(buildText("part server s { capacity = 1Tbps }\ncluster x { }").diagnostics[0]?.help).toBe(
      "`capacity` is a property of `tier`",
    );
  });
});

describe("what is broken", () => {
  const text = `part server h { ports eth at 400Gbps }
part switch s { ports front x 8 at 400Gbps }
cluster x {
  group pod[2 { server host[4]: h }
  server other[2]:
  fabric net {
    switch tor[pod]: s
    connect host.eth -> tor
    connect other.eth -> tor
  }
  require gpus(host) + gpus(other) > 0
}`;

  it("is said once: by the parser, not again by its heading or its uses", () => {
    const { project, diagnostics } = buildText(text);
    const earlier = diagnostics.filter(({ code }) => code.startsWith("WF1"));
    expect(earlier.length).toBeGreaterThan(0);
    expect(
      buildDesign(project, { set: {}, earlier }).diagnostics.map(({ code, message }) => `${code} ${message}`),
    ).toEqual([]);
  });

  it("is known by name when it stands in the wrong place", () => {
    const misplaced = text
      .replace("group pod[2 {", "group pod[2] {")
      .replace("server other[2]:", "storage st { server other[2]: h }");
    expect(listCodes(buildText(misplaced))).toEqual(["WF4003"]);
  });
});
