/** Search over the cards of the standard library: words, filters, order, and what is offered when nothing is found. */
import { describe, expect, it } from "vitest";
import type { PartCard } from "../../../src/library/card.js";
import { cards } from "../../../src/library/cards.generated.js";
import { findCards, findNamed, type PartQuery, suggestCard } from "../../../src/library/search.js";

function ask(words: string, filters: Partial<PartQuery> = {}): PartQuery {
  const none = { kind: null, speed: null, maker: null, cage: null, from: null };
  return { words: words.split(" ").filter((word) => word !== ""), ...none, ...filters };
}

const names = (found: readonly PartCard[]): readonly string[] => found.map(({ id }) => id);

describe("words", () => {
  it("find a part by its name, its model and its order number, however they are written", () => {
    expect(findNamed(cards, ask("qm9700"))?.id).toBe("qm9700");
    expect(findNamed(cards, ask("QM-9700"))?.id).toBe("qm9700");
    expect(findNamed(cards, ask("MQM9700-NS2F"))?.id).toBe("qm9700");
    expect(findNamed(cards, ask("980-9IA0I-00N002"))?.id).toBe("mcp4y10");
    expect(findNamed(cards, ask("dgx h100"))?.id).toBe("dgx_h100");
    expect(findNamed(cards, ask("qm97"))).toBeNull();
  });

  it("must all be found, the most telling place first", () => {
    const found = names(findCards(cards, ask("dr4 flat")));
    expect(found).toContain("mms4x00_ns_flt");
    expect(found).not.toContain("mms4x00_ns");
    expect(names(findCards(cards, ask("h100")))[0]).toBe("h100");
  });

  it("are looked for in the prose too", () => {
    expect(names(findCards(cards, ask("subnet manager elsewhere")))).toEqual(["qm8790", "qm9790"]);
  });

  it("find nothing where one is missing", () => {
    expect(findCards(cards, ask("qm9700 nonsense"))).toEqual([]);
  });
});

describe("filters", () => {
  it("keep what has them all", () => {
    const found = findCards(cards, ask("", { kind: "switch", speed: 400, maker: "nvidia", cage: "osfp" }));
    expect(names(found)).toEqual(["qm9790", "sn5640", "qm9700"]);
  });

  it("count the rates of ports for data and not those of management", () => {
    expect(names(findCards(cards, ask("", { kind: "switch", speed: 1 })))).toEqual(["switch_48x1g", "sn2201"]);
    expect(findCards(cards, ask("", { kind: "switch", speed: 25 })).map(({ id }) => id)).toEqual(["sn3420"]);
  });

  it("know where a part is declared", () => {
    expect(findCards(cards, ask("", { from: "std/cooling" })).every(({ kind }) => kind === "cdu")).toBe(true);
  });
});

describe("what is near", () => {
  it.each([
    ["qm9701", "qm9700"],
    ["dgx_h10", "dgx_h100"],
    ["MCX75310AAS-NEAR", "MCX75310AAS-NEAT"],
  ])("%s is near to %s", (word, near) => {
    expect(suggestCard(cards, [word])).toBe(near);
  });

  it("is nothing where nothing is", () => {
    expect(suggestCard(cards, ["banana"])).toBeNull();
    expect(suggestCard(cards, [])).toBeNull();
  });
});
