/** Lets that are known only from the compiled cluster: where they may stand, and what is said where they may not. */
import { describe, expect, it } from "vitest";
import { compileProject } from "../../../src/compile.js";
import { createMemoryHost } from "../../../src/host/memory.js";
import { loadProject } from "../../../src/load.js";
import { buildText, labelledTexts, listMessages } from "../model/build-text.js";

/** Pieces of a design that a test puts something into. */
interface Pieces {
  readonly lets?: string;
  readonly host?: string;
  readonly hostBody?: string;
  readonly connect?: string;
  readonly rest?: string;
  readonly file?: string;
}

function writeDesign(pieces: Pieces): string {
  const {
    lets = "",
    host = "host[8]",
    hostBody = "",
    connect = "connect host.backend -> leaf",
    rest = "",
    file = "",
  } = pieces;
  return `import { server_8x400g, switch_64x400g } from "std/generic"
${file}
cluster c {
  ${lets}
  server ${host}: server_8x400g { ${hostBody} }
  fabric net {
    switch leaf[rail: 8]: switch_64x400g
    ${connect}
  }
  ${rest}
}`;
}

async function judge(pieces: Pieces) {
  const host = createMemoryHost({ "main.weft": writeDesign(pieces) });
  const compilation = compileProject(await loadProject(host, "main.weft"));
  return {
    told: compilation.diagnostics().map(({ code, message }) => `${code} ${message}`),
    states: compilation.verdicts().map(({ state }) => state),
  };
}

describe("a late let", () => {
  it("may stand in requirements and in other late lets", async () => {
    const lets = `
      let total = gpus(host)
      let each = total / count(leaf)
      let enough = total >= 64 and each == 8
      let most = max(total, 10, each)
      let chosen = if enough then most else 0`;
    const rest =
      "require enough  require chosen == 64  require each in [4, 8]  require each in 8..9  require not (total < 64)";
    expect(await judge({ lets, rest })).toEqual({ told: [], states: ["met", "met", "met", "met", "met"] });
  });

  it("may stand at the top of a file where it names nothing of the cluster", async () => {
    const found = await judge({ file: "let total = gpus()", rest: "require total == 64" });
    expect(found).toEqual({ told: [], states: ["met"] });
    expect((await judge({ file: "let total = gpus(host)", rest: "require total == 64" })).told[0]).toMatch(
      /^WF2001 there is no `host` in sight/,
    );
  });

  it("says what its call is where a requirement on it is not met", async () => {
    const { told } = await judge({ lets: "let total = gpus(host)", rest: "require total >= 100" });
    expect(told).toEqual(["WF6901 requirement not met: `gpus(host)` is 64, at least 100 is required"]);
  });

  it("is checked though nothing uses it", () => {
    const check = (lets: string) => listMessages(buildText(writeDesign({ lets })));
    expect(check("let n = links(host.bckend)")).toEqual(["WF2012 `host` has no ports `bckend`"]);
    expect(check("let n = links(host.backend)")).toEqual([]);
    expect(check("let n = links(hots)")[0]).toMatch(/^WF2001 /);
    expect(check("let n = storage_read(net)")).toEqual([
      "WF3011 `storage_read` takes a storage or a tier of one, found the fabric `net`",
    ]);
    expect(check("let a = gpus() + b  let b = a")[0]).toMatch(/^WF2005 /);
    expect(check("let a = gpus() + 4W")[0]).toMatch(/^WF3001 /);
  });

  it.each([
    ["an extent", { host: "host[n]" }],
    ["a planned extent", { host: "host[4 of n]" }],
    ["the number of parallel links", { connect: "connect host.backend -> leaf x n" }],
    ["the rate of a link", { connect: "connect host.backend -> leaf at n * 100Gbps" }],
    ["an index", { connect: "connect host.backend[rail: *] -> leaf[rail: (n)]" }],
    ["a condition on indices", { connect: "connect host.backend -> leaf where host < n" }],
    ["a property", { hostBody: "spares = n" }],
    ["a phase", { rest: "phase first { host = n }" }],
    ["the end of a range", { lets: "let n = count(leaf) let r = 0..n" }],
    ["the default of a param", { lets: "let n = count(leaf) param p: count = n" }],
    ["an exponent of a quantity", { lets: "let n = count(leaf) let r = (2W) ** n" }],
  ] as const)("is refused as %s, with both places", (_, pieces) => {
    const built = buildText(writeDesign({ lets: "let n = count(leaf)", ...pieces }));
    expect(built.diagnostics.map(({ code }) => code)).toEqual(["WF3009"]);
    const places = labelledTexts(built, built.diagnostics[0]);
    expect(places[0]).toMatch(/\bn\b/);
    expect(places).toContain("count(leaf)");
  });

  it("is refused as part of a part", () => {
    const built = buildText(`let n = gpus()\npart server s { height = n * 1U }\ncluster c { }`);
    expect(listMessages(built)).toEqual([
      "WF3009 `height` must be known before the plan is built, this is known only from the plan",
    ]);
    expect(labelledTexts(built, built.diagnostics[0])).toEqual(["n * 1U", "gpus()"]);
  });
});

describe("a tier of a storage", () => {
  const storage = "storage files { tier hot { read = 8Gbps  capacity = 1TB } tier cold { read = 8Gbps } }";

  it("may be asked for alone", async () => {
    const rest = `${storage} require storage_read(files.hot) == 1GB/s  require storage_read(files) == 2GB/s`;
    expect((await judge({ rest })).states).toEqual(["met", "met"]);
  });

  it("must exist, and what it does not state is unknown", async () => {
    expect((await judge({ rest: `${storage} require storage_read(files.warm) == 1GB/s` })).told[0]).toBe(
      "WF2001 `files` has no tier `warm`",
    );
    expect((await judge({ rest: `${storage} require storage_capacity(files) <= 5TB` })).told).toEqual([
      "WF6902 `storage_capacity(files) <= 5TB` cannot be judged: the capacity of `files.cold` is unknown",
    ]);
  });
});
