/**
 * Every limit of `src/core/limits.ts`: what is within it is read, what is beyond it is refused with a diagnostic of its
 * own, and nothing is made in between that the limit is there to prevent. A limit without a probe fails the first test.
 */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compileProject } from "../../src/compile.js";
import * as limits from "../../src/core/limits.js";
import { checkRows } from "../../src/emit/check-rows.js";
import type { Host } from "../../src/host/host.js";
import { createMemoryHost } from "../../src/host/memory.js";
import { loadProject } from "../../src/load.js";
import { createNodeHost } from "../../src/node/node-host.js";
import { parse } from "../../src/syntax/parse.js";

/** Codes of what is found; `within` must not give the probe's code, `beyond` must give it. */
interface Probe {
  readonly limit: string;
  readonly code: string;
  readonly within: () => Promise<readonly string[]>;
  readonly beyond: () => Promise<readonly string[]>;
}

const work = mkdtempSync(join(tmpdir(), "weft-limits-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const { syntaxLimits, loadLimits, valueLimits } = limits;

async function parseText(text: string, own: Partial<limits.SyntaxLimits> = {}): Promise<readonly string[]> {
  return parse({ path: "a.weft", text }, { ...syntaxLimits, ...own }).diagnostics.map(({ code }) => code);
}

async function compileFrom(host: Host, path: string): Promise<readonly string[]> {
  return compileProject(await loadProject(host, path))
    .diagnostics()
    .map(({ code }) => code);
}

const compileText = (text: string): Promise<readonly string[]> =>
  compileFrom(createMemoryHost({ "main.weft": text }), "main.weft");

/** A number that is known, and everything from it on. */
const chain = (length: number): string =>
  Array.from({ length }, (_, at) => `let v${at} = ${at + 1 < length ? `v${at + 1} + 1` : "1"}\n`).join("");

const inCluster = (lines: string): string => `${lines}\ncluster c { }\n`;

const ports = (count: number): string => inCluster(`part switch s { ports p x ${count} at 1Gbps }`);

const array = (count: number): string =>
  `part server s { ports p at 1Gbps }\ncluster c { group g[2] { server h[${count}]: s } }\n`;

const extended = (count: number): string =>
  inCluster(
    Array.from({ length: count }, (_, at) => `part switch s${at}${at === 0 ? "" : ` extends s${at - 1}`} { }`).join(
      "\n",
    ),
  );

/** Two arrays whose indices a condition bonds. */
const bonded = (one: number, other: number): string => `part switch s { ports p x 2 at 1Gbps }
cluster c {
  fabric f {
    switch a[i: ${one}]: s
    switch b[j: ${other}]: s
    connect a[i] -> b[j] where (i + j) mod 1_000_000_007 == 0
  }
}
`;

function fileOf(bytes: number): () => Promise<readonly string[]> {
  return async () => {
    const path = join(work, `${bytes}.weft`);
    writeFileSync(path, "");
    truncateSync(path, bytes);
    const read = await createNodeHost().readText(path);
    return read.ok || read.reason !== "too-large" ? [] : compileFrom(createNodeHost(), path);
  };
}

function importsOf(count: number): () => Promise<readonly string[]> {
  const lines = Array.from({ length: count }, (_, at) => `import { x } from "./${at}.weft"\n`);
  return () => compileText(lines.join(""));
}

const rowsOf = (rows: number) => async (): Promise<readonly string[]> =>
  checkRows([{ path: "cables.csv", rows, chunks: [] }], { file: "a.weft", start: 0, end: 0 }).map(({ code }) => code);

const syntaxProbes: Readonly<Record<keyof limits.SyntaxLimits, Omit<Probe, "limit">>> = {
  fileCharacters: {
    code: "WF1019",
    within: () => parseText(" ".repeat(syntaxLimits.fileCharacters)),
    beyond: () => parseText(" ".repeat(syntaxLimits.fileCharacters + 1)),
  },
  nesting: {
    code: "WF1017",
    within: () => parseText("cluster c {".repeat(syntaxLimits.nesting) + "}".repeat(syntaxLimits.nesting)),
    beyond: () => parseText("cluster c {".repeat(50_000)),
  },
  operators: {
    code: "WF1018",
    within: () => parseText(`let a = 1${" + 1".repeat(syntaxLimits.operators)}`),
    beyond: () => parseText(`let a = 1${" + 1".repeat(100_000)}`),
  },
  // The real limit takes half a minute to reach.
  members: {
    code: "WF1020",
    within: () => parseText("a = 1 ".repeat(500), { members: 500 }),
    beyond: () => parseText("a = 1 ".repeat(501), { members: 500 }),
  },
  mistakes: {
    code: "200 diagnostics",
    within: async () => [`${(await parseText("let a =\n".repeat(syntaxLimits.mistakes - 1))).length} diagnostics`],
    beyond: async () => [`${(await parseText("let a =\n".repeat(50_000))).length} diagnostics`],
  },
};

const loadProbes: Readonly<Record<keyof limits.LoadLimits, Omit<Probe, "limit">>> = {
  fileBytes: { code: "WF9005", within: fileOf(loadLimits.fileBytes), beyond: fileOf(loadLimits.fileBytes + 1) },
  imports: { code: "WF9008", within: importsOf(loadLimits.imports), beyond: importsOf(loadLimits.imports + 1) },
};

const valueProbes: Readonly<Record<keyof limits.ValueLimits, Omit<Probe, "limit">>> = {
  evaluationDepth: {
    code: "WF3010",
    within: () => compileText(inCluster(chain(100))),
    beyond: () => compileText(inCluster(chain(20_000))),
  },
  product: {
    code: "WF4007",
    within: () => compileText(array((valueLimits.product - 1) / 2)),
    beyond: () => compileText(array((valueLimits.product + 1) / 2)),
  },
  perPart: {
    code: "WF4007",
    within: () => compileText(ports(valueLimits.perPart)),
    beyond: () => compileText(ports(valueLimits.perPart + 1)),
  },
  partDepth: {
    code: "WF3010",
    within: () => compileText(extended(valueLimits.partDepth)),
    beyond: () => compileText(extended(valueLimits.partDepth * 100)),
  },
};

const planProbes: readonly Probe[] = [
  {
    limit: "MAX_TABLE_GROUPS",
    code: "WF5018",
    within: () => compileText(bonded(1_000, 2)),
    beyond: () => compileText(bonded(limits.MAX_TABLE_GROUPS + 1, 2)),
  },
  {
    limit: "MAX_TABLE_ASSIGNMENTS",
    code: "WF5018",
    within: () => compileText(bonded(1_000, 1_000)),
    beyond: () => compileText(bonded(10_000, limits.MAX_TABLE_ASSIGNMENTS / 10_000 + 1)),
  },
  { limit: "MAX_ROWS", code: "WF9016", within: rowsOf(limits.MAX_ROWS), beyond: rowsOf(limits.MAX_ROWS + 1) },
];

const listProbes = (table: string, probes: Readonly<Record<string, Omit<Probe, "limit">>>): readonly Probe[] =>
  Object.entries(probes).map(([name, probe]) => ({ limit: `${table}.${name}`, ...probe }));

const probes: readonly Probe[] = [
  ...listProbes("syntaxLimits", syntaxProbes),
  ...listProbes("loadLimits", loadProbes),
  ...listProbes("valueLimits", valueProbes),
  ...planProbes,
];

/** Those of files of data are probed where such files are read: `test/unit/catalogue/`. */
const elsewhere: readonly string[] = Object.keys(limits.dataLimits).map((name) => `dataLimits.${name}`);

it("is every limit that there is", () => {
  const names = Object.entries(limits).flatMap(([name, value]) =>
    typeof value === "number" ? [name] : Object.keys(value).map((inner) => `${name}.${inner}`),
  );
  expect([...probes.map(({ limit }) => limit), ...elsewhere].sort()).toEqual(names.sort());
});

describe.each(probes)("$limit", ({ code, within, beyond }) => {
  it("lets through what is within it", async () => {
    expect(await within()).not.toContain(code);
  });

  it(`refuses what is beyond it with ${code}, soon and without filling the memory`, async () => {
    const memory = process.memoryUsage().heapUsed;
    const start = process.cpuUsage();
    expect(await beyond()).toContain(code);
    expect(process.cpuUsage(start).user / 1e6, "seconds").toBeLessThan(10);
    expect((process.memoryUsage().heapUsed - memory) / 1e6, "MB").toBeLessThan(1_000);
  });
});
