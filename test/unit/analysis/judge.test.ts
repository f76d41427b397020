/** Requirements: what is judged, how exactly, and what is said where one is not met. */
import { describe, expect, it } from "vitest";
import { lateFunctions } from "../../../src/analysis/late/functions.js";
import { functions } from "../../../src/language/functions.js";
import { compileAny, compileText } from "../compile-sound.js";

/** Two segments of HPN; ToRs 16/15, with spares 17/15. */
function writeDesign(...requirements: readonly string[]): string {
  return `
    import { hpn_switch_51t, lingjun_8gpu } from "std/alibaba"
    cluster c {
      group segment[2] { server host[136]: lingjun_8gpu { spares = 8 } }
      fabric backend {
        switch tor[segment, rail: 8, plane: 2]: hpn_switch_51t
        switch agg[plane: 2, spine: 60]: hpn_switch_51t
        connect host.backend[port: plane] -> tor at 200Gbps
        connect tor -> agg on plane at 400Gbps
      }
      allow unused_ports "the frontend is left out"
      allow fact_weak "not what is tested here"
      ${requirements.map((text) => `require ${text}`).join("\n      ")}
    }`;
}

async function judgeOne(requirement: string) {
  const compiled = await compileAny(writeDesign(requirement));
  const diagnostics = compiled
    .diagnostics()
    .filter(({ code }) => code.startsWith("WF69") || code.startsWith("WF1") || code.startsWith("WF3"));
  return { verdict: compiled.verdicts()[0], diagnostic: diagnostics[0], count: diagnostics.length };
}

it("knows every late function of the language's table", () => {
  const listed = functions.filter(({ stage }) => stage === "late").map(({ name }) => name);
  expect(listed.filter((name) => !lateFunctions.has(name))).toEqual([]);
});

describe("what holds", () => {
  it.each([
    "gpus() == 2_048",
    "gpus(all) == 2_176",
    "gpus(host) == gpus() and gpus(host, all) == 2_176",
    "count(host) == 272 and count(host, active) == 256",
    "ports(host) == 272 * 18",
    "ports(host.backend) == 272 * 16",
    "ports(tor) == 32 * 128",
    "links(backend) == 4_352 + 1_920",
    "links(host.backend) == 4_352 and links(host.backend, active) == 4_096",
    "links(tor) == links(backend)",
    "oversubscription(tor) == 16 / 15",
    "oversubscription(tor, all) == 17 / 15",
    "oversubscription(tor) < 1.07",
    "bandwidth(host) == 256 * 3.2Tbps",
    "bandwidth(host.backend, all) == 272 * 3.2Tbps",
    "bandwidth(backend) == 4_096 * 200Gbps + 1_920 * 400Gbps",
    "bisection(backend) == 16 * 60 * 400Gbps",
    "bisection(backend) / gpus() == 187.5Gbps",
    "memory() == 2_048 * 80GB",
    "memory(host, all) == 2_176 * 80GB",
    "power(host) == 272 * 10.2kW",
    "power(host, active) / count(host, active) == 10.2kW",
    "not (gpus() < 2_000)",
    "gpus() < 2_000 or count(tor) == 32",
    "if count(tor) > 30 then gpus() > 2_000 else gpus() > 4_000",
    "gpus() in [2_048, 4_096]",
    "min(gpus(host), count(tor)) == 32",
    "gpus() div 1_000 == 2 and gpus() mod 1_000 == 48",
    "-gpus() == 0 - 2_048",
    "power() >= 2MW",
  ])("%s", async (requirement) => {
    const { verdict, count } = await judgeOne(requirement);
    expect([verdict?.state, count]).toEqual(["met", 0]);
  });
});

describe("what does not", () => {
  it("says both sides, the message first, and labels what contributed", async () => {
    const { verdict, diagnostic } = await judgeOne('oversubscription(tor, all) <= 1.07 "ToRs are nearly non-blocking"');
    expect(verdict).toMatchObject({
      state: "failed",
      message: "ToRs are nearly non-blocking",
      found: ["`oversubscription(tor, all)` is 17/15 (1.133)"],
    });
    expect(diagnostic).toMatchObject({ code: "WF6901", severity: "error" });
    expect(diagnostic?.message).toBe(
      "ToRs are nearly non-blocking: `oversubscription(tor, all)` is 17/15 (1.133), at most 1.07 is required",
    );
    expect(diagnostic?.labels.map(({ text }) => text)).toEqual([
      "27.2 Tbps down / 24 Tbps up",
      "136 x 200 Gbps = 27.2 Tbps down",
      "60 x 400 Gbps = 24 Tbps up",
    ]);
    expect(diagnostic?.notes).toEqual([
      "`oversubscription` counts spares here; active devices alone give 16/15 (1.067)",
    ]);
  });

  it("names only the comparison that fails", async () => {
    const { diagnostic } = await judgeOne("count(tor) == 32 and gpus(host) >= 15_000");
    expect(diagnostic?.message).toBe("requirement not met: `gpus(host)` is 2 048, at least 15 000 is required");
    expect(diagnostic?.labels.map(({ text }) => text)).toEqual(["", "256 x 8 = 2 048 GPUs"]);
  });

  it("puts what was computed first, wherever it stands", async () => {
    const { diagnostic } = await judgeOne("15_000 < gpus()");
    expect(diagnostic?.message).toContain("`gpus()` is 2 048, more than 15 000 is required");
  });

  it("compares exactly: 16/15 is not 1.0667", async () => {
    expect((await judgeOne("oversubscription(tor) == 1.0667")).verdict?.state).toBe("failed");
    expect((await judgeOne("oversubscription(tor) <= 1.0666666666")).verdict?.state).toBe("failed");
  });

  it("does not let rounding make two values look alike", async () => {
    const { diagnostic } = await judgeOne("bandwidth(host) == 256 * 3.2Tbps + 1bps");
    expect(diagnostic?.message).toContain("exactly 819200000000000");
  });

  it("quotes a condition of another form whole", async () => {
    const { diagnostic } = await judgeOne("not (gpus() > 2_000)");
    expect(diagnostic?.message).toBe("requirement not met: `not (gpus() > 2_000)` does not hold");
  });
});

describe("what cannot be known", () => {
  it("is a warning where an unknown figure decides", async () => {
    const { verdict, diagnostic } = await judgeOne("power() <= 20MW");
    expect(verdict?.state).toBe("unknown");
    expect(diagnostic).toMatchObject({ code: "WF6902", severity: "warning" });
    expect(diagnostic?.message).toContain("the power of `tor` (part `hpn_switch_51t`) is unknown");
    expect(diagnostic?.notes).toEqual(["`power()` is at least 2.7744 MW as far as figures are known"]);
  });

  it("is false all the same where the known figures alone break the limit", async () => {
    expect((await judgeOne("power() <= 2MW")).verdict?.state).toBe("failed");
    expect((await judgeOne("power() + 1MW <= 3MW")).verdict?.state).toBe("failed");
    expect((await judgeOne("power() / 2 <= 1MW")).verdict?.state).toBe("failed");
    expect((await judgeOne("2MW >= power()")).verdict?.state).toBe("failed");
    expect((await judgeOne("power() == 2MW")).verdict?.state).toBe("failed");
    expect((await judgeOne("0W - power() > 0W - 20MW")).verdict?.state).toBe("unknown");
  });

  it("leaves open what another comparison does not settle", async () => {
    expect((await judgeOne("power() <= 20MW and gpus() > 3_000")).verdict?.state).toBe("failed");
    expect((await judgeOne("power() <= 20MW or gpus() > 2_000")).verdict?.state).toBe("met");
  });

  it("says why a question has no answer", async () => {
    const { diagnostic } = await judgeOne("oversubscription(agg) <= 1");
    expect(diagnostic?.message).toContain(
      "`agg` has links down only, and only what has links down and up can be oversubscribed: here `tor`",
    );
    expect((await judgeOne("gpus() / (count(tor) - 32) > 1")).diagnostic?.message).toContain("divides by zero");
  });
});

it("judges nothing where the plan is not whole", async () => {
  const text = writeDesign("gpus() == 1").replace("connect tor -> agg", "connect tor -> nothing");
  const compiled = await compileAny(text);
  expect(compiled.verdicts()).toEqual([]);
  expect(compiled.measures()).toBeNull();
});

it("keeps the order of the requirements", async () => {
  const { verdicts } = await compileText(writeDesign("count(tor) == 32", "gpus() == 2_048"));
  expect(verdicts.map(({ text }) => text)).toEqual(["count(tor) == 32", "gpus() == 2_048"]);
});
