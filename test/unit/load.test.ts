/** Loading a project: imports are followed, and what cannot be loaded is said where it is asked for. */
import { describe, expect, it } from "vitest";
import { chooseEntry } from "../../src/choose-entry.js";
import { loadLimits } from "../../src/core/limits.js";
import { renderDiagnostics } from "../../src/core/render.js";
import type { Host } from "../../src/host/host.js";
import { normalisePath, resolveBeside } from "../../src/host/host.js";
import { createMemoryHost } from "../../src/host/memory.js";
import { loadProject } from "../../src/load.js";

async function load(files: Record<string, string>, entry = "main.weft") {
  const { value, diagnostics } = await loadProject(createMemoryHost(files), entry);
  const said = renderDiagnostics(diagnostics, { format: "plain", sourceOf: (path) => files[path] });
  return { files: [...value.files.keys()], project: value, said };
}

describe("a project", () => {
  it("is the entry and all that it imports, once each", async () => {
    const { files, project, said } = await load({
      "main.weft": 'import { a } from "./lib/a.weft"\nimport { b } from "lib/b.weft"\nimport { x } from "std/generic"',
      "lib/a.weft": 'import { b } from "./b.weft"',
      "lib/b.weft": "let b = 1",
    });
    expect(said).toBe("");
    expect(files).toEqual(["main.weft", "lib/a.weft", "lib/b.weft", "std/generic"]);
    expect([...(project.files.get("main.weft")?.imports ?? [])]).toEqual([
      ["./lib/a.weft", "lib/a.weft"],
      ["lib/b.weft", "lib/b.weft"],
      ["std/generic", "std/generic"],
    ]);
  });

  it("is incomplete, not absent, when a file is missing", async () => {
    const { files, project, said } = await load({ "main.weft": 'import { a } from "./none.weft"\nlet x = 1' });
    expect(files).toEqual(["main.weft"]);
    expect(project.files.get("main.weft")?.imports.size).toBe(0);
    expect(said).toContain("main.weft:1:19: error[WF9001]: there is no file `none.weft`");
  });

  it("has no place to point at when the entry itself is missing", async () => {
    const { files, said } = await load({}, "none.weft");
    expect(files).toEqual([]);
    expect(said).toMatch(/^error\[WF9001\]: there is no file `none.weft`/);
  });

  it("names a file once that several ask for in vain", async () => {
    const { said } = await load({
      "main.weft": 'import { a } from "./none.weft"\nimport { b } from "./other.weft"',
      "other.weft": 'import { a } from "./none.weft"',
    });
    expect(said.match(/WF9001/g)).toHaveLength(1);
  });
});

describe("an import that leads nowhere", () => {
  it("of the standard library offers the nearest name", async () => {
    const { said } = await load({ "main.weft": 'import { a } from "std/generik"' });
    expect(said).toContain("WF9006");
    expect(said).toContain("did you mean `std/generic`?");
    const far = await load({ "main.weft": 'import { a } from "std/constructor"' });
    expect(far.said).toContain("it has std/");
  });

  it("of a folder says so", async () => {
    const { said } = await load({ "main.weft": 'import { a } from "./lib"', "lib/a.weft": "" });
    expect(said).toContain("error[WF9002]: `lib` is a folder, a file was expected");
  });

  it.each([
    ["forbidden", "WF9003", "may not be read"],
    ["loop", "WF9003", "leads back to itself"],
    ["failed", "WF9003", "cannot be read: EIO"],
    ["not-text", "WF9004", "not text in UTF-8"],
    ["too-large", "WF9005", "larger than 8 MB"],
  ] as const)("because it is %s says so", async (reason, code, says) => {
    const detail = reason === "failed" ? "EIO" : "";
    const host: Host = { resolve: resolveBeside, readText: async () => ({ ok: false, reason, detail }) };
    const { diagnostics } = await loadProject(host, "main.weft");
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(diagnostics[0]?.message).toContain(says);
  });
});

describe("files that import each other", () => {
  it("are named once, with every import of the ring", async () => {
    const { files, said } = await load({
      "main.weft": 'import { a } from "./a.weft"',
      "a.weft": 'import { b } from "./b.weft"',
      "b.weft": 'import { a } from "./a.weft"',
    });
    expect(files).toEqual(["main.weft", "a.weft", "b.weft"]);
    expect(said).toBe(
      [
        "b.weft:1:19: error[WF9007]: files import each other in a ring: `a.weft` -> `b.weft` -> `a.weft`",
        "  here: closes the ring",
        "  at a.weft:1:19: imports `b.weft`",
        "  help: move what both need into a file of its own",
        "",
      ].join("\n"),
    );
  });

  it("may be one file", async () => {
    const { said } = await load({ "main.weft": 'import { a } from "./main.weft"' });
    expect(said).toContain("error[WF9007]: `main.weft` imports itself");
  });

  it("are told from files that two import", async () => {
    const { said } = await load({
      "main.weft": 'import { a } from "./a.weft"\nimport { b } from "./b.weft"',
      "a.weft": 'import { c } from "./c.weft"',
      "b.weft": 'import { c } from "./c.weft"',
      "c.weft": "let c = 1",
    });
    expect(said).toBe("");
  });

  it("are found at any depth", async () => {
    const files: Record<string, string> = { "main.weft": 'import { x } from "./0.weft"' };
    const length = 900;
    for (let at = 0; at < length; at++) files[`${at}.weft`] = `import { x } from "./${(at + 1) % length}.weft"`;
    const { said } = await load(files);
    expect(said.match(/WF9007/g)).toHaveLength(1);
  });
});

describe("imports", () => {
  it("are at most a thousand", async () => {
    const lines = Array.from({ length: loadLimits.imports + 5 }, (_, at) => `import { x } from "./${at}.weft"`);
    const files: Record<string, string> = { "main.weft": lines.join("\n") };
    for (let at = 0; at < lines.length; at++) files[`${at}.weft`] = "let x = 1";
    const { project, said } = await load(files);
    expect(project.files.size).toBe(loadLimits.imports + 1);
    expect(said).toMatch(/^main.weft:1001:1: error\[WF9008\]: 1005 imports so far, a project may have at most 1000/);
    expect(said.match(/error/g)).toHaveLength(1);
  });
});

describe("a folder", () => {
  const choose = async (files: Record<string, string>) =>
    chooseEntry(createMemoryHost(files), "pod", Object.keys(files));

  it("stands for its only file with a cluster", async () => {
    const files = { "pod/parts.weft": "part gpu cluster { }", "pod/pod.weft": "// a pod\ncluster pod { }" };
    expect(await choose(files)).toEqual({ value: "pod/pod.weft", diagnostics: [] });
  });

  it("without one, or with several, is refused", async () => {
    const none = await choose({ "pod/parts.weft": "let x = 1 // cluster" });
    expect(none.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "WF9009 none of the 1 .weft files in `pod` has a cluster",
    ]);
    const two = await choose({ "pod/a.weft": "cluster a { }", "pod/b.weft": "cluster b { }" });
    expect(two.diagnostics[0]).toMatchObject({ code: "WF9010", notes: ["pod/a.weft", "pod/b.weft"] });
    expect((await choose({})).diagnostics[0]?.message).toBe("there is no .weft file in `pod`");
  });
});

describe("paths", () => {
  it.each([
    ["a/./b/../c", "a/c"],
    ["../a", "../a"],
    ["../../a/..", "../.."],
    ["/../a", "/a"],
    ["a\\b", "a/b"],
    ["./", ""],
  ])("%j come out as %j", (path, normal) => {
    expect(normalisePath(path)).toBe(normal);
  });
});
