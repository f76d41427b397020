/**
 * Every item of the language has a pair of files in `test/fixtures/language`: one whose plan is known by its digest, and
 * one that is refused with one error of a known code. A pair is added by dropping it there (README.md of that folder);
 * `npm run bless` writes digests anew.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readParams } from "../../src/cli/read-params.js";
import { type Compilation, compileProject } from "../../src/compile.js";
import type { Diagnostic } from "../../src/core/diagnostic.js";
import { loadProject } from "../../src/load.js";
import { createNodeHost } from "../../src/node/node-host.js";

const FOLDER = "test/fixtures/language";
const TWIN = "-refused";
const KEYS = ["expect", "refused", "set", "phase", "params"] as const;

interface Fixture {
  readonly path: string;
  readonly text: string;
  /** By key, what stands after it in the lines at the top of the file. */
  readonly lines: ReadonlyMap<string, string>;
}

/** Reads the `// key: value` lines at the top of a file, up to the first line that is none. */
function readFixture(path: string): Fixture {
  const text = readFileSync(path, "utf8");
  const lines = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, key, value] = /^\/\/ (\w+):(?: (.*))?$/.exec(line) ?? [];
    if (key === undefined || !KEYS.some((known) => known === key)) break;
    lines.set(key, value ?? "");
  }
  return { path, text, lines };
}

async function compile({ path, lines }: Fixture): Promise<{ compiled: Compilation; errors: readonly Diagnostic[] }> {
  const host = createNodeHost();
  const loaded = await loadProject(host, path);
  const files = (lines.get("params") ?? "").split(" ").filter(Boolean);
  const params = await readParams(
    host,
    files.map((file) => join(dirname(path), file)),
    loaded.value,
  );
  const compiled = compileProject(loaded, {
    set: readSettings(lines.get("set") ?? ""),
    ...(files.length > 0 ? { given: params.given, givenTexts: params.texts } : {}),
    phase: lines.get("phase"),
  });
  const all = [...params.diagnostics, ...compiled.diagnostics()];
  return { compiled, errors: all.filter(({ severity }) => severity === "error") };
}

/** `a=1 b=2` as values by name. */
function readSettings(text: string): Record<string, string> {
  const settings = text.split(" ").filter(Boolean);
  return Object.fromEntries(settings.map((setting) => setting.split("=", 2)) as [string, string][]);
}

/** The first digits of the SHA-256 of the plan, with the keys of every object in code-unit order. */
function digestPlan(compiled: Compilation): string {
  const spec = compiled.plan()?.spec;
  const canonical = JSON.stringify(spec, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
  return createHash("sha256").update(canonical).digest("hex").slice(0, 16);
}

function describeErrors(errors: readonly Diagnostic[]): readonly string[] {
  return errors.map(({ code, message }) => `${code} ${message}`);
}

const items = [
  ...new Set(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith(".weft"))
      .map((file) => file.slice(0, -".weft".length))
      .map((name) => (name.endsWith(TWIN) ? name.slice(0, -TWIN.length) : name)),
  ),
];

describe.each(items)("%s", (item) => {
  it("has the plan that it is known by", async () => {
    const fixture = readFixture(join(FOLDER, `${item}.weft`));
    expect([...fixture.lines.keys()][0]).toBe("expect");
    const { compiled, errors } = await compile(fixture);
    expect(describeErrors(errors)).toEqual([]);
    const digest = digestPlan(compiled);
    if (process.env["BLESS"] === "1") bless(fixture, digest);
    else expect(fixture.lines.get("expect")).toBe(digest);
  });

  it("has a twin that is refused for one reason", async () => {
    const fixture = readFixture(join(FOLDER, `${item}${TWIN}.weft`));
    expect([...fixture.lines.keys()][0]).toBe("refused");
    const { errors } = await compile(fixture);
    expect(errors.map(({ code }) => code)).toEqual([fixture.lines.get("refused")]);
  });
});

function bless({ path, text }: Fixture, digest: string): void {
  writeFileSync(path, text.replace(/^\/\/ expect:.*$/m, `// expect: ${digest}`));
}
