/** Rules about the figures of parts have a fixture that they alone find something in, one that is clean, and say the numbers. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../../../src/analysis/rules.generated.js";
import { readRefusalLines } from "../../fixture-lines.js";
import { judgeText, tell } from "./judge-text.js";

const judged = rules.filter(({ code }) => /^WF(30|40)/.test(code));

function readFixture(name: string, outcome: "fail" | "pass"): string {
  return readFileSync(`test/fixtures/rules/${name.replaceAll("_", "-")}-${outcome}.weft`, "utf8");
}

it("are all here", () => {
  expect(judged.map(({ name }) => name)).toEqual(["fact_conflict", "fact_weak", "power_below_parts"]);
});

describe.each(judged)("$name", ({ name, code, severity }) => {
  it("finds its mistake once, with the numbers and both places", async () => {
    const text = readFixture(name, "fail");
    const { says, code: wanted } = readRefusalLines(text);
    const { diagnostics } = await judgeText(text);
    expect(wanted).toBe(code);
    expect(tell(diagnostics)).toEqual([expect.stringMatching(new RegExp(`^${code} `))]);
    const [found] = diagnostics;
    expect(found?.severity).toBe(severity);
    expect(found?.labels.length).toBeGreaterThan(1);
    expect(found?.help).toBeTruthy();
    for (const { span } of found?.labels ?? []) expect(text.slice(span.start, span.end)).not.toBe("");
    for (const part of says) expect(found?.message).toContain(part);
  });

  it("finds nothing where there is nothing", async () => {
    expect(tell((await judgeText(readFixture(name, "pass"))).diagnostics)).toEqual([]);
  });
});

const gpu = (rest: string): string => `part gpu g { ${rest} }\n`;

describe("power_below_parts", () => {
  const judge = (gpus: string, server: string, cluster = "server host[4]: s") =>
    judgeText(`${gpu(gpus)} part nic n { ports p at 1Gbps } part server s { ${server} } cluster c { ${cluster} }`);

  it("reckons with the precision that the power is written with", async () => {
    expect(tell((await judge("power = 700W", "power = 5.6kW gpu g[8]: g")).diagnostics)).toEqual([]);
    expect(tell((await judge("power = 703W", "power = 5.6kW gpu g[8]: g")).diagnostics)).toEqual([]);
    expect(tell((await judge("power = 710W", "power = 5.6kW gpu g[8]: g")).diagnostics)).toEqual([
      "WF4052 `s` states 5.6 kW at most, but the parts inside draw 8 x 710 W = 5.68 kW",
    ]);
  });

  it("names what it could not count, and where the figure comes from", async () => {
    const { diagnostics } = await judge(
      'power = 700W assumed "recalled"',
      "power = 5kW gpu g[8]: g nic n[2]: n } part server t extends s { height = 8U",
      'server host[4]: t allow unused_ports "none is drawn"',
    );
    expect(tell(diagnostics)).toEqual(["WF4052 `t` states 5 kW at most, but the parts inside draw 8 x 700 W = 5.6 kW"]);
    expect(diagnostics[0]?.notes).toEqual([
      "`n` says no power, so the parts inside draw more than that",
      "`t` extends `s`; `power` and `g` come from `s`",
      "`power` = 700W of `g` is assumed: recalled",
    ]);
  });

  it("may be allowed", async () => {
    const { diagnostics } = await judge(
      "power = 700W",
      "power = 5kW gpu g[8]: g",
      'server host[4]: s allow power_below_parts "capped"',
    );
    expect(tell(diagnostics)).toEqual([]);
  });
});

describe("fact_weak", () => {
  const judge = (gpus: string, cluster: string) =>
    judgeText(
      `${gpu(gpus)} part switch sw { power = 1kW assumed "class" ports front x 8 at 400Gbps { splits = [2x200Gbps] assumed "class" } }
      part server s { gpu g[8]: g ports eth at 200Gbps } cluster c { server host[8]: s fabric net { switch leaf: sw switch up: sw connect host.eth -> leaf connect leaf -> up x 4 } ${cluster} }`,
    );

  it("says nothing of assumed figures that decide nothing", async () => {
    expect(tell((await judge("memory = 80GB assumed", "require gpus() == 64")).diagnostics)).toEqual([]);
    expect(tell((await judge("memory = 80GB assumed", "")).diagnostics)).toEqual([]);
  });

  it("is one finding for all requirements", async () => {
    const { diagnostics } = await judge(
      'memory = 80GB assumed "name"',
      "require memory() >= 1TB require power(leaf) <= 2kW require oversubscription(leaf) <= 2",
    );
    expect(tell(diagnostics)).toEqual([
      "WF3060 3 requirements rest on 3 figures that are only assumed: `memory` = 80GB of `g`, `power` = 1kW of `sw`, `front.splits` = [2x200Gbps] of `sw`",
    ]);
    expect(diagnostics[0]?.notes).toContain("`power` = 1kW of `sw` decides `power(leaf) <= 2kW`: class");
  });

  it("looks at the limits of arrays too", async () => {
    const text = "switch leaf: sw { max_oversubscription = 2 }";
    const { diagnostics } = await judgeText(
      `part switch sw { ports front x 8 at 400Gbps { splits = [2x200Gbps] assumed } } part server s { ports eth at 200Gbps }
      cluster c { server host[8]: s fabric net { ${text} switch up: sw connect host.eth -> leaf connect leaf -> up x 4 } }`,
    );
    expect(tell(diagnostics)).toEqual([
      "WF3060 1 requirement rests on 1 figure that is only assumed: `front.splits` = [2x200Gbps] of `sw`",
    ]);
  });
});

describe("fact_conflict", () => {
  const judge = (figure: string) =>
    judgeText(
      `part server s { power = ${figure} } part server unused { power = 1kW also 9kW } cluster c { server h[2]: s }`,
    );

  it("takes 5% for rounding", async () => {
    expect(tell((await judge('10kW published "A" also 10.5kW published "B"')).diagnostics)).toEqual([]);
    expect(tell((await judge('10kW published "A" also 9.4kW published "B"')).diagnostics)).toEqual([
      'WF3061 two sources differ by 6% on `power` of `s`: 10kW is used, "B" says 9.4kW',
    ]);
  });

  it("tells the source that differs most", async () => {
    expect(tell((await judge("10kW measured also 10.2kW also 12kW derived also 11kW")).diagnostics)).toEqual([
      "WF3061 two sources differ by 20% on `power` of `s`: 10kW is used, a figure that is derived says 12kW",
    ]);
  });
});
