/** Growth: known counts of links that move, what is told apart, and why. */
import { describe, expect, it } from "vitest";
import { reportGrowth } from "../../../src/cli/reporters/growth.js";
import { compileProject } from "../../../src/compile.js";
import { createMemoryHost } from "../../../src/host/memory.js";
import { loadProject } from "../../../src/load.js";
import { createNodeHost } from "../../../src/node/node-host.js";
import { compareGrowth, countMoved, type Growth, sumLinks } from "../../../src/plan/growth.js";
import type { Plan } from "../../../src/plan/plan.js";

type Settings = Readonly<Record<string, string>>;

async function openFixture(name: string, set: Settings): Promise<Plan> {
  const path = `test/fixtures/designs/${name}.weft`;
  return readSound(compileProject(await loadProject(createNodeHost(), path), { set }));
}

async function openText(text: string): Promise<Plan> {
  return readSound(compileProject(await loadProject(createMemoryHost({ "main.weft": text }), "main.weft")));
}

function readSound(compilation: ReturnType<typeof compileProject>): Plan {
  const errors = compilation.diagnostics().filter(({ severity }) => severity === "error");
  const plan = compilation.plan();
  if (errors.length > 0 || plan === null) throw new Error(errors.map(({ message }) => message).join("\n"));
  return plan;
}

const kindsOf = (growth: Growth): string[] => growth.runs.flatMap(({ reasons }) => reasons.map(({ kind }) => kind));

describe("known designs", () => {
  it.each([
    ["growth-spines", {}, { spines: "12" }, 256, ["unplanned"]],
    ["growth-two-generations", {}, { h_units: "3" }, 512, ["before"]],
    ["growth-dragonfly", {}, { cells: "30" }, 760, ["unplanned"]],
    ["growth-inner", {}, { inner: "16" }, 64, ["unplanned"]],
    ["superpod-blocks", {}, { b: "8" }, 3_840, ["copies"]],
    ["growth", {}, { segments: "15" }, 0, []],
    ["growth", {}, { pods: "2" }, 0, []],
    ["two-generations", {}, { h_units: "3" }, 0, []],
  ] as const)("%s %j to %j moves %i links", async (name, from, to, moved, kinds) => {
    const growth = compareGrowth(await openFixture(name, from), await openFixture(name, to));
    expect(countMoved(growth)).toBe(moved);
    expect(kindsOf(growth)).toEqual(kinds);
    const sums = sumLinks(growth);
    expect(sums.before).toBe(sums.kept + sums.shifted + sums.replaced + sums.removed);
    expect(sums.after).toBe(sums.kept + sums.shifted + sums.added);
  });

  it("count the same backwards, where nothing is moved but removed", async () => {
    const [small, large] = [await openFixture("growth", {}), await openFixture("growth", { segments: "15" })];
    const sums = sumLinks(compareGrowth(large, small));
    expect(sums).toMatchObject({ before: 48_000, after: 7_232, kept: 7_232, removed: 40_768, added: 0 });
    expect(sums.shifted + sums.replaced).toBe(0);
  });

  it("tell a wider name from a moved device", async () => {
    const growth = compareGrowth(
      await openFixture("growth-spines", {}),
      await openFixture("growth-spines", { spines: "12" }),
    );
    expect(growth.arrays).toEqual([
      { array: "leaf", before: 32, after: 32, common: { count: 32, renamed: 0, example: null } },
      {
        array: "spine",
        before: 8,
        after: 12,
        common: { count: 8, renamed: 8, example: { before: "spine0", after: "spine00" } },
      },
    ]);
  });
});

const parts = `
  part switch wide { ports front x 16 at 400Gbps { splits = [4x100Gbps, 2x200Gbps] } }
  part switch wider { ports front x 32 at 400Gbps }
  part switch slow { ports front x 16 at 200Gbps }
  part server host { ports nic[port: 2] at 400Gbps }`;

/** Leaves and spines, with the pieces that a test changes. */
function writeDesign(change: Partial<Record<"leaf" | "spine" | "connect" | "more" | "group", string>> = {}): string {
  const { leaf = "leaf[4]: wide", spine = "spine[2]: wide", connect = "connect leaf -> spine", more = "" } = change;
  return `${parts}
    cluster c {
      ${change.group ?? ""}
      fabric net {
        switch ${leaf}
        switch ${spine}
        ${connect}
        ${more}
      }
      allow unused_ports "a test"
      allow unlinked_device "a test"
    }`;
}

async function compare(before: string, after: string) {
  const growth = compareGrowth(await openText(before), await openText(after));
  const { changed, ...sums } = sumLinks(growth);
  return { growth, sums, changed, texts: growth.runs.flatMap(({ reasons }) => reasons.map(({ text }) => text)) };
}

describe("what becomes of links", () => {
  it("is nothing where nothing changes but names and speeds", async () => {
    const numbered = writeDesign().replace("cluster c {", "cluster c { numbering = 1");
    const named = await compare(writeDesign(), numbered);
    expect(named.sums).toMatchObject({ before: 8, after: 8, kept: 8, added: 0 });
    expect(named.growth.arrays.map(({ common }) => common.renamed)).toEqual([4, 2]);
    const slower = await compare(writeDesign(), writeDesign({ connect: "connect leaf -> spine at 200Gbps whole" }));
    expect([slower.sums.kept, slower.changed]).toEqual([8, 8]);
  });

  it("is that they are replaced where their ports go to others", async () => {
    const { sums, growth, texts } = await compare(
      writeDesign({ connect: "connect leaf[l] -> spine[l mod 2]" }),
      writeDesign({ connect: "connect leaf[l] -> spine[l div 2]" }),
    );
    expect(sums).toEqual({ before: 4, after: 4, kept: 2, shifted: 0, replaced: 2, removed: 0, added: 2 });
    expect(growth.runs[0]?.examples.map(({ kind }) => kind)).toEqual(["replaced"]);
    expect(texts).toEqual(["the index of `spine` of `spine` is another expression: l mod 2, now l div 2"]);
  });

  it("is that they are removed where nobody takes their ports", async () => {
    const { sums } = await compare(writeDesign(), writeDesign({ leaf: "leaf[2 of 4]: wide" }));
    expect(sums).toEqual({ before: 8, after: 4, kept: 4, shifted: 0, replaced: 0, removed: 4, added: 0 });
  });

  it("follows a statement that is turned round or gets another name", async () => {
    const turned = await compare(
      writeDesign({ connect: "connect leaf[l].front[(15)] <-> spine[0].front[l]" }),
      writeDesign({ connect: "connect spine[0].front[l] <-> leaf[l].front[(15)]" }),
    );
    expect(turned.sums).toMatchObject({ before: 4, after: 4, kept: 4 });
  });

  it("keeps devices apart that a group is put around", async () => {
    const group = "group pod[1 of 2] { }";
    const { sums, growth } = await compare(
      writeDesign(),
      writeDesign({ group, leaf: "leaf[pod, leaf: 4]: wide", spine: "spine[pod, spine: 2]: wide" }),
    );
    expect(sums).toMatchObject({ before: 8, after: 8, kept: 8, added: 0 });
    expect(growth.arrays[0]?.common).toMatchObject({ renamed: 4, example: { before: "leaf0", after: "pod0-leaf0" } });
  });
});

describe("why links move", () => {
  it.each([
    [
      "copies",
      { connect: "connect leaf -> spine x 2" },
      "`x 1` becomes `x 2`: every device has more links to each other one",
    ],
    [
      "ports",
      { leaf: "leaf[4]: wider" },
      "the ports `leaf.front` are 16, now 32: blocks that go up count from the last",
    ],
    ["rate", { spine: "spine[2]: slow" }, "links of 400 Gbps become 200 Gbps, and ports are split in another way"],
    [
      "unplanned",
      { spine: "spine[3]: wide" },
      "`spine` goes from 2 to 3 without `of`: the block of `leaf` goes from 2 cages to 3, and it is stacked from the last port down",
    ],
  ])("%s", async (_, change, text) => {
    const { texts } = await compare(writeDesign(), writeDesign(change));
    expect(texts).toContain(text);
  });

  it("is that another statement is dealt before", async () => {
    const extra = "switch other[2]: wide";
    const { texts, sums } = await compare(
      writeDesign({ more: extra }),
      writeDesign({ more: extra, connect: "connect leaf -> other\n connect leaf -> spine" }),
    );
    expect(sums).toMatchObject({ before: 8, after: 16, kept: 0, shifted: 8, added: 8 });
    expect(texts).toEqual(["other statements are dealt before this one on `leaf`: nothing, now `leaf-other`"]);
  });

  it("is that the statement is gone", async () => {
    const extra = "switch other[2]: wide";
    const { texts, sums } = await compare(
      writeDesign({ more: extra }),
      writeDesign({ more: extra, connect: "connect leaf -> other" }),
    );
    expect(sums).toMatchObject({ before: 8, after: 8, replaced: 8, added: 8 });
    expect(texts).toEqual(["the second has no statement `leaf-spine` in fabric `net`"]);
  });
});

describe("the comparison as text", () => {
  it("says counts, names, an example of each kind of move, and why", async () => {
    const before = await openFixture("growth-spines", {});
    const after = await openFixture("growth-spines", { spines: "12" });
    const compared = { before, after, growth: compareGrowth(before, after) };
    expect(reportGrowth(compared, "pretty")).toBe(`growth_spines -> growth_spines
  devices  32 leaf, 8 -> 12 spine
  renamed  8 spine, spine0 is now spine00
  links    256 -> 384: 0 kept, 256 moved, 0 removed, 128 added

                  before  after  kept  moved  removed  added
  net leaf-spine     256    384     0    256        0    128

net leaf-spine
  256 move to other ports, such as
    leaf00:56 - spine0:0, now leaf00:52 - spine00:0
    leaf00:56 now goes to spine04:0
  because \`spine\` goes from 8 to 12 without \`of\`:
    the block of \`leaf\` goes from 8 cages to 12, and it is stacked from the last port down
    to keep links where they are, plan for it: \`[spine: 8 of 12]\`
`);
    expect(reportGrowth(compared, "plain")).toBe(
      "fabric\trun\tbefore\tafter\tkept\tmoved\tremoved\tadded\nnet\tleaf-spine\t256\t384\t0\t256\t0\t128\n",
    );
    expect(JSON.parse(reportGrowth(compared, "json"))).toMatchObject({
      before: { name: "growth_spines", phase: null },
      moved: 256,
      links: { before: 256, after: 384, kept: 0, moved: 256, removed: 0, added: 128 },
      devices: [{ array: "leaf" }, { array: "spine", kept: 8, renamed: 8 }],
      runs: [
        {
          run: "leaf-spine",
          moved: { shifted: 256, replaced: 0 },
          examples: [{ kind: "shifted", port: "leaf00:56", now: "leaf00:56 - spine04:0" }],
          reasons: [{ kind: "unplanned" }],
        },
      ],
    });
  });
});
