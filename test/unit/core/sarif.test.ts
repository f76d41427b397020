/** SARIF logs: valid by the published schema for every diagnostic that a page shows, and the same bytes each time. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/core/diagnostic.js";
import { renderSarif, type SarifOptions } from "../../../src/core/sarif.js";
import { listFiles } from "../../tidy/sources.js";
import { listFences } from "../docs/fences.js";
import { judgeFile } from "../docs/judge-text.js";

const require = createRequire(import.meta.url);
/** The schema is of draft 4, and the package has no ES module. */
const { default: Ajv } = require("ajv-draft-04") as typeof import("ajv-draft-04");
const schemaPath = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({
  strict: false,
  unicodeRegExp: false,
  allErrors: true,
  formats: { uri: isUri, "uri-reference": isReference, "date-time": true },
});
const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, "utf8")) as object);

function isUri(text: string): boolean {
  return URL.canParse(text);
}

function isReference(text: string): boolean {
  return URL.canParse(text, "file:///");
}

const kind = { code: "WF6004", severity: "warning", title: "something" } as const;
const text = 'cluster café {\n  let a = 1\r\n  let b = "x"\n}\n';
const page = "# WF6004: something\n\nWhy it is so,\nand what to do.\n\n```weft\nlet a = 1\n```\n";

const options: SarifOptions = {
  version: "1.2.3",
  sourceOf: (path) => (path === "gone.weft" ? undefined : text),
  addressOf: (path) => ({ uri: encodeURI(path), base: path.startsWith("/") ? null : "%SRCROOT%" }),
  bases: { "%SRCROOT%": "the folder" },
  pageOf: (code) => (code === "WF6004" ? page : undefined),
};

interface Log {
  readonly runs: readonly {
    readonly results: readonly Record<string, unknown>[];
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
    readonly artifacts: readonly unknown[];
  }[];
}

function render(...diagnostics: Parameters<typeof renderSarif>[0]): Log["runs"][number] {
  const log = JSON.parse(renderSarif(diagnostics, options)) as Log;
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  const [run] = log.runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

const spanOf = (part: string, file = "pod.weft") => {
  const start = text.indexOf(part);
  return { file, start, end: start + part.length };
};

describe("a log", () => {
  it("says nothing of nothing", () => {
    expect(render()).toMatchObject({ results: [], artifacts: [], tool: { driver: { name: "weft", rules: [] } } });
  });

  it("counts lines and columns from 1 in UTF-16 units, offsets from 0", () => {
    const [result] = render(diagnose(kind, "a message", [{ span: spanOf("b"), text: "here" }])).results;
    expect(result?.["locations"]).toEqual([
      {
        message: { text: "here" },
        physicalLocation: {
          artifactLocation: { uri: "pod.weft", uriBaseId: "%SRCROOT%", index: 0 },
          region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 8, charOffset: 34, charLength: 1 },
        },
      },
    ]);
  });

  it("has the level, the whole message, and other places beside the first", () => {
    const labels = [
      { span: spanOf("a = 1"), text: "" },
      { span: spanOf("café", "a b.weft"), text: "the cluster" },
    ];
    const run = render(
      diagnose({ ...kind, severity: "advice" }, "a message", labels, { notes: ["1 + 1"], help: "do" }),
    );
    expect(run.results[0]).toMatchObject({
      ruleId: "WF6004",
      ruleIndex: 0,
      level: "note",
      message: { text: "a message\nnote: 1 + 1\nhelp: do" },
      relatedLocations: [
        { id: 1, message: { text: "the cluster" }, physicalLocation: { artifactLocation: { uri: "a%20b.weft" } } },
      ],
    });
    expect(run.artifacts).toHaveLength(2);
  });

  it("has each rule once, in the order of codes, with its page", () => {
    const other = { ...kind, code: "WF1001", severity: "error" } as const;
    const { tool, results } = render(
      diagnose(kind, "one", []),
      diagnose(other, "two", []),
      diagnose(kind, "three", []),
    );
    expect(tool.driver.rules).toEqual([
      { id: "WF1001", defaultConfiguration: { level: "error" } },
      {
        id: "WF6004",
        shortDescription: { text: "something" },
        fullDescription: { text: "Why it is so, and what to do." },
        help: { text: page, markdown: page },
        defaultConfiguration: { level: "warning" },
      },
    ]);
    expect(results.map((result) => result["ruleIndex"])).toEqual([1, 0, 1]);
    expect(results[0]).not.toHaveProperty("locations");
  });

  it("has fixes as what is deleted and what is put in, a change a file", () => {
    const at = spanOf('"x"');
    const edits = [
      { span: at, text: '"y"' },
      { span: { ...at, end: at.start }, text: "-" },
      { span: spanOf("a", "gone.weft"), text: "b" },
    ];
    const [result] = render(diagnose(kind, "m", [], { fixes: [{ title: "mend it", edits, safe: true }] })).results;
    expect(result?.["fixes"]).toMatchObject([
      {
        description: { text: "mend it" },
        properties: { safe: true },
        artifactChanges: [
          {
            artifactLocation: { uri: "pod.weft" },
            replacements: [
              { deletedRegion: { startLine: 3, startColumn: 11, endColumn: 14 }, insertedContent: { text: '"y"' } },
              { deletedRegion: { startColumn: 11, endColumn: 11, charLength: 0 }, insertedContent: { text: "-" } },
            ],
          },
          { artifactLocation: { uri: "gone.weft" }, replacements: [{ deletedRegion: { charLength: 1 } }] },
        ],
      },
    ]);
  });

  it("is valid for a file without a text, and for one outside the folder", () => {
    const labels = [{ span: spanOf("a", "gone.weft"), text: "" }];
    expect(render(diagnose(kind, "m", labels)).results[0]?.["locations"]).toEqual([
      { physicalLocation: { artifactLocation: { uri: "gone.weft", uriBaseId: "%SRCROOT%", index: 0 } } },
    ]);
    const outside = { ...options, addressOf: (path: string) => ({ uri: `file:///there/${path}`, base: null }) };
    expect(validate(JSON.parse(renderSarif([diagnose(kind, "m", labels)], outside)))).toBe(true);
  });
});

describe("the failing design of every page", () => {
  const pages = listFiles("docs/diagnostics")
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((path) => {
      const [failing] = listFences(readFileSync(path, "utf8")).filter(({ language }) => language === "weft");
      return failing === undefined ? [] : [{ code: basename(path, ".md"), body: failing.body }];
    });

  it("gives a valid log, twice the same", async () => {
    const wrong: string[] = [];
    for (const { code, body } of pages) {
      const found = await judgeFile(body);
      const own = { ...options, sourceOf: (path: string) => (path === "main.weft" ? body : undefined) };
      const log = renderSarif(found, own);
      if (!validate(JSON.parse(log)) || log !== renderSarif(await judgeFile(body), own)) wrong.push(code);
    }
    expect(pages.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });
});
