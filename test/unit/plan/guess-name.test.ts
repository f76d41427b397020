/** A name that nothing has is answered with the one that was probably meant. */
import { describe, expect, it } from "vitest";
import { guessName } from "../../../src/plan/guess-name.js";
import { findByName } from "../../../src/plan/where.js";
import { compileText } from "../compile-sound.js";

const { plan } = await compileText(`
  part server host_1 { ports eth at 400Gbps { lanes = 4 } }
  part switch box { ports front x 64 at 400Gbps { lanes = 4 } }
  cluster small {
    group segment[12] {
      short = "seg"
      server host[16]: host_1 except segment == 3 and host == 5
    }
    fabric net {
      switch leaf[segment, leaf: 2]: box { name = "l{segment:02}{leaf}" }
      connect host.eth -> leaf[leaf: host mod 2]
    }
  }
`);

describe("a wrong name", () => {
  it.each([
    ["seg3-host7", "seg03-host07"],
    ["seg03-host7", "seg03-host07"],
    ["sge03-host07", "seg03-host07"],
    ["seg003-hots007", "seg03-host07"],
    ["L031", "l031"],
  ])("%s stands for %s", (name, meant) => {
    expect(guessName(plan, name)).toEqual({ name: meant, reason: "" });
  });

  it("with a number beyond its array says how far that goes", () => {
    expect(guessName(plan, "seg12-host00")).toEqual({
      name: null,
      reason: "`segment` of `host` is numbered 0 to 11 in names, found 12",
    });
  });

  it.each(["seg03-host05", "spine0", "x", ""])("%s stands for nothing", (name) => {
    expect(guessName(plan, name)).toBeNull();
  });

  it("of a port is answered with the nearest port, or the device", () => {
    expect(findByName(plan, "seg03-host07:eht")).toMatchObject({ nearest: "seg03-host07:eth" });
    expect(findByName(plan, "seg3-host7:eth")).toMatchObject({ nearest: "seg03-host07:eth" });
    expect(findByName(plan, "seg03-host05")).toMatchObject({ kind: "none", nearest: null });
  });
});
