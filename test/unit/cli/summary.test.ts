/** What the terminal shows of a design: the table of `check`, the lines of `compile`. */
import { describe, expect, it } from "vitest";
import { buildOverview } from "../../../src/analysis/overview.js";
import { reportOutcome } from "../../../src/cli/reporters/compiled.js";
import { summarise } from "../../../src/cli/reporters/summary.js";
import { viewPorts } from "../../../src/emit/report-fabrics.js";
import { compileFile, compileText, type Sound } from "../compile-sound.js";

function summariseSound(sound: Sound, format: "pretty" | "plain" | "json"): string {
  return summarise({ name: sound.design.name, sections: buildOverview(sound, sound.measures) }, format);
}

describe("the table of hpn-7.0", async () => {
  const sound = await compileFile("examples/hpn-7.0/hpn.weft");
  const lines = summariseSound(sound, "pretty").split("\n");

  it.each([
    ["host, 8 GPUs each", "1 920", "2 040"],
    ["GPUs", "15 360", "16 320"],
    ["host-tor links, 200 Gbps", "30 720", "32 640"],
    ["host-tor breakout assemblies, 2x200G", "15 360", "16 320"],
    ["tor", "240", ""],
    ["agg", "120", ""],
    ["tor-agg links, 400 Gbps", "14 400", ""],
    ["agg-core links, 400 Gbps", "960", ""],
    ["oversubscription at tor", "16/15 (1.067)", "17/15 (1.133)"],
    ["oversubscription at agg", "15", ""],
    ["end to end", "16", "17"],
    ["cages of tor, 400 Gbps", "", "68 + 60 = 128 of 128"],
    ["bandwidth per GPU", "400 Gbps", ""],
    ["bisection, segment 7 + 8", "2.688 Pbps", ""],
  ])("says %s: %s, with spares %s", (label, active, all) => {
    const line = lines.find((one) => one.trim().startsWith(label));
    expect(line?.trim().split(/ {2,}/)).toEqual([label, active, all].filter((cell) => cell !== ""));
  });

  it("fits 80 columns, with aligned figures", () => {
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    const [heading = ""] = lines;
    const activeEnd = heading.indexOf("active") + "active".length;
    const gpus = lines.find((line) => line.startsWith("GPUs")) ?? "";
    expect(gpus.indexOf("15 360") + "15 360".length).toBe(activeEnd);
    expect(gpus.length).toBe(heading.length);
  });

  it("is tab separated with bare numbers for programs", () => {
    const rows = summariseSound(sound, "plain")
      .trimEnd()
      .split("\n")
      .map((row) => row.split("\t"));
    expect(rows[0]).toEqual(["key", "active", "with_spares", "unit"]);
    expect(rows.every((row) => row.length === 4)).toBe(true);
    expect(rows).toContainEqual(["links.backend.host-tor", "30720", "32640", "count"]);
    expect(rows).toContainEqual(["oversubscription.backend.tor", "16/15", "17/15", "ratio"]);
    expect(rows).toContainEqual(["cages.tor.front", "", "128", "count"]);
  });

  it("is JSON on demand", () => {
    const { design, rows } = JSON.parse(summariseSound(sound, "json"));
    expect(design).toBe("hpn_7");
    expect(rows).toContainEqual({
      key: "oversubscription.backend.tor",
      fabric: "backend",
      label: "oversubscription at tor",
      unit: "ratio",
      active: { value: 1.06666666667, exact: "16/15" },
      with_spares: { value: 1.13333333333, exact: "17/15" },
    });
  });

  it("becomes a few lines after compile", () => {
    const text = reportOutcome({ ...sound, name: sound.design.name });
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(text.split("\n").length).toBeLessThan(20);
    expect(text).toContain("1 920 host with 15 360 GPUs, 120 spare; 128 cpfs_host;");
    expect(text).toContain("oversubscription tor 16/15 (1.067), with spares 17/15 (1.133);");
    expect(text).toContain("460.8 TB in 23.04 s, limited by tier hot of cpfs");
    expect(text).toContain("of 10 met".replace("10", String(sound.verdicts.length)));
    expect(text).toMatch(/findings +none\n$/);
  });
});

it("puts a label that is too long on a line of its own", async () => {
  const name = "a".repeat(60);
  const text = summariseSound(
    await compileText(`part server box { } cluster c { server ${name}[3]: box { spares = 1 } }`),
    "pretty",
  );
  expect(text).toContain(`\n${name}\n`.slice(0, 62));
  expect(text.split("\n").every((line) => line.length <= 80)).toBe(true);
});

it("has a table for a cluster without anything", async () => {
  const sound = await compileText("cluster empty { }");
  expect(summariseSound(sound, "pretty")).toMatch(/^empty +active +with spares\n$/);
  expect(reportOutcome({ ...sound, name: "empty" })).toContain("findings     none");
});

it("counts one of a thing in the singular, and names the hosts where there are several", async () => {
  const sound = await compileText(`
    part gpu chip { memory = 80GB }
    part server one { gpu gpu: chip ports eth at 400Gbps { lanes = 4 } }
    part server two { gpu gpu[2]: chip ports eth at 200Gbps { lanes = 4 } }
    part switch box {
      ports front x 1 at 400Gbps { lanes = 4 }
      ports slow x 1 at 200Gbps { lanes = 4 }
      ports rest x 2 at 100Gbps { lanes = 1 }
    }
    cluster small {
      server old: one
      server new: two
      fabric net {
        switch leaf: box
        connect old.eth -> leaf.front
        connect new.eth -> leaf.slow
      }
    }
  `);
  const text = reportOutcome({ ...sound, name: "small" });
  expect(text).toMatch(/devices +1 old with 1 GPU; 1 new with 2 GPUs; 1 switch\n/);
  expect(text).toContain("400 Gbps a GPU of old; 100 Gbps a GPU of new");
  expect(viewPorts(sound.measures)?.rows).toEqual([
    ["leaf", "front", "1", "1", "0", "0", "1 of 1"],
    ["leaf", "slow", "1", "1", "0", "0", "1 of 1"],
    ["leaf", "rest", "2", "0", "0", "2", "0 of 2"],
  ]);
});
