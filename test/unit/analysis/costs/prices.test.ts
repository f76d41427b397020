/** Prices: which one counts, what they add up to, what is said of them, and where they are shown. By hand calculation. */
import { describe, expect, it } from "vitest";
import { compileProject } from "../../../../src/compile.js";
import { hasErrors } from "../../../../src/core/diagnostic.js";
import { renderDiagnostics } from "../../../../src/core/render.js";
import { emitter as bom } from "../../../../src/emit/bom.emitter.js";
import type { Artifact, Emitter } from "../../../../src/emit/emitter.js";
import { emitter as report } from "../../../../src/emit/report.emitter.js";
import { createMemoryHost } from "../../../../src/host/memory.js";
import { loadProject } from "../../../../src/load.js";

const parts = `
part gpu g { memory = 80GB }
part nic n { ports port at 400Gbps { lanes = 4 } }
part server box { mpn = "BX-1" gpu gpu[8]: g nic net[rail: 8]: n }
part switch sw { ports front x 64 at 400Gbps { lanes = 4 cage = qsfp112 } }
part cable dac { medium = dac fits = qsfp112 rate = 400Gbps lengths = [2m] }
part cable fibre { medium = acc fits = qsfp112 rate = 400Gbps lengths = [5m] }
`;

/** Four hosts of which one stands by, two leaves; 32 links down, 16 between the leaves' pairs and one spine. */
const cluster = (attributes: string): string => `${parts}
cluster c {
${attributes}
  server host[4]: box { spares = 1 }
  fabric f {
    switch leaf[leaf: 2]: sw
    switch spine[1]: sw
    connect host.net -> leaf[leaf: rail div 4] { cable = dac }
    connect leaf -> spine x 8 { cable = fibre }
  }
}
`;

const price = (of: object): object => ({ low: 0, high: 0, basis: "quote", as_of: "2026-09", source: "us", ...of });

const book = (prices: readonly object[], more: object = {}): string =>
  JSON.stringify({
    schema: "weft-prices/1",
    title: "ours",
    as_of: "2026-09",
    currency: "USD",
    prices: prices.map(price),
    ...more,
  });

const all = [
  { mpn: "bx-1", part: "box", low: 1000, high: 1200.5 },
  { part: "sw", low: 300, high: 300 },
  { part: "dac", low: 10, high: 20 },
  { part: "fibre", low: 2.5, high: 2.5, unit: "metre" },
];

async function compile(text: string, files: Readonly<Record<string, string>> = {}, prices: readonly string[] = []) {
  const loaded = await loadProject(createMemoryHost({ "main.weft": text, ...files }), "main.weft", { prices });
  const compiled = compileProject(loaded);
  const diagnostics = compiled.diagnostics();
  const said = renderDiagnostics(diagnostics, { format: "plain", sourceOf: compiled.sourceOf });
  return { compiled, diagnostics, said, codes: diagnostics.map(({ code }) => code) };
}

function emit(emitter: Emitter, { compiled }: Awaited<ReturnType<typeof compile>>): string {
  const [design, plan, measures] = [compiled.design(), compiled.plan(), compiled.measures()];
  if (design === null || plan === null || measures === null) throw new Error("the design has errors");
  const estimates = compiled.estimates();
  const results = { design, plan, measures, estimates, verdicts: compiled.verdicts(), diagnostics: [] };
  return [...emitter.emit(results)].map(({ chunks }: Artifact) => [...chunks].join("")).join("");
}

describe("a cost", () => {
  it("is the sum of devices and cables, low and high, with spares and without", async () => {
    const result = await compile(cluster('prices = "./book.json"'), { "book.json": book(all) });
    expect(result.said).toBe("");
    const cost = result.compiled.measures()?.cost;
    // 4 boxes, 3 switches, 32 cables down, 16 fibres of 5 m at 2.50 a metre.
    expect(cost?.total.low.all.toFraction()).toBe(String(4 * 1000 + 3 * 300 + 32 * 10 + 16 * 12.5));
    expect(cost?.total.high.all.valueOf()).toBe(4 * 1200.5 + 3 * 300 + 32 * 20 + 16 * 12.5);
    // The spare host and its 8 cables count for nothing here.
    expect(cost?.total.low.active.valueOf()).toBe(3 * 1000 + 3 * 300 + 24 * 10 + 16 * 12.5);
    expect(cost?.currency).toBe("USD");
  });

  it("is not there without a book, and bom.csv and report.md are as ever", async () => {
    const result = await compile(cluster(""));
    expect(result.compiled.measures()?.cost).toBeNull();
    expect(emit(bom, result).split("\n")[0]).toMatch(/,evidence,note$/);
    expect(emit(report, result)).not.toContain("Cost");
  });

  it("counts a later book over an earlier one, and the command line over both", async () => {
    const text = cluster('prices = ["./a.json", "./b.csv"]');
    const files = {
      "a.json": book(all),
      "b.csv": "part,low,high,currency,basis,as_of,source\nsw,400,500,USD,list,2026-09,list\n",
      "c.json": book([{ part: "box", low: 1, high: 1 }]),
    };
    const lineOf = (result: Awaited<ReturnType<typeof compile>>, use: string) =>
      result.compiled.measures()?.cost?.lines.find((line) => line.use === use)?.price;
    const two = await compile(text, files);
    expect(lineOf(two, "spine")?.stated.high.valueOf()).toBe(500);
    expect(lineOf(two, "host")?.stated.high.valueOf()).toBe(1200.5);
    const three = await compile(text, files, ["c.json"]);
    expect(lineOf(three, "host")?.stated.high.valueOf()).toBe(1);
  });

  it("finds a price by part number first, whatever its letter case, then by name", async () => {
    const result = await compile(cluster('prices = "./book.json"'), {
      "book.json": book([{ mpn: "bx-1", low: 7, high: 7 }, { part: "box", low: 8, high: 8 }, ...all.slice(1)]),
    });
    const host = result.compiled.measures()?.cost?.lines.find(({ use }) => use === "host");
    expect(host?.price?.stated.low.valueOf()).toBe(7);
  });

  it("turns other currencies into that of the first book by a rate, either way round", async () => {
    const rates = [{ from: "USD", to: "EUR", rate: 0.8, as_of: "2026-09", source: "a bank" }];
    const result = await compile(cluster('prices = ["./book.json", "./euro.json"]'), {
      "book.json": book(all),
      "euro.json": book([{ part: "sw", low: 80, high: 160, currency: "EUR" }], { rates }),
    });
    const spine = result.compiled.measures()?.cost?.lines.find(({ use }) => use === "spine");
    expect([spine?.price?.low?.valueOf(), spine?.price?.high?.valueOf()]).toEqual([100, 200]);
  });
});

describe("what is said of prices", () => {
  it("names every line without one, never counted as zero", async () => {
    const { codes, said, compiled } = await compile(cluster('prices = "./book.json"'), {
      "book.json": book(all.slice(0, 2)),
    });
    expect(codes).toEqual(["WF8020"]);
    expect(said).toContain("2 of 5 lines of the bill have no price, so the cost is a lower bound");
    expect(said).toContain("dac of f/host-leaf: no book has a price");
    expect(compiled.measures()?.cost?.total.unpriced).toHaveLength(2);
  });

  it("knows that a price a metre needs one length", async () => {
    const text = cluster('prices = "./book.json"').replace("lengths = [5m]", "lengths = [5m, 10m]");
    expect((await compile(text, { "book.json": book(all) })).said).toContain(
      "fibre of f/leaf-spine: its price is for a metre, its length is not known",
    );
  });

  it("refuses two currencies without a rate, with both places", async () => {
    const { codes, said } = await compile(cluster('prices = "./book.json"'), {
      "book.json": book([...all.slice(0, 3), { part: "fibre", low: 1, high: 1, currency: "EUR" }]),
    });
    expect(codes).toEqual(["WF8021"]);
    expect(said).toContain("a price is in EUR, the cost is added up in USD, and no book has a rate between them");
  });

  it("points out prices of several bases", async () => {
    const { codes, said } = await compile(cluster('prices = "./book.json"'), {
      "book.json": book(all.map((one, at) => (at === 1 ? { ...one, basis: "estimate" } : one))),
    });
    expect(codes).toEqual(["WF8022"]);
    expect(said).toContain(
      "the cost adds prices of 2 bases: 5 642 USD by quote, 900.00 USD by estimate".replace("900.00", "900"),
    );
  });

  it("points out old prices only where the cluster names a day", async () => {
    const files = { "book.json": book(all.map((one) => ({ ...one, as_of: "2026-03-03" }))) };
    expect((await compile(cluster('prices = "./book.json"'), files)).codes).toEqual([]);
    const at = (day: string) => compile(cluster(`prices = "./book.json" priced_on = "${day}"`), files);
    // 2026-03-03 and 180 days is 2026-08-30.
    expect((await at("2026-08-30")).codes).toEqual([]);
    const old = await at("2026-08-31");
    expect(old.codes).toEqual(["WF8023"]);
    expect(old.said).toContain("4 prices are older than 180 days, the oldest 181 days");
  });

  it.each([
    ["a part priced twice", book([...all, { part: "sw", low: 1, high: 1 }]), "WF8024"],
    ["low above high", book([{ part: "sw", low: 2, high: 1 }]), "WF8025"],
    ["a wrong date", book([{ part: "sw", as_of: "September" }]), "WF9063"],
    ["no key to find it by", book([{ low: 1 }]), "WF9066"],
    ["an unknown key", book([{ part: "sw", prize: 1 }]), "WF9065"],
    ["a wrong basis", book([{ part: "sw", basis: "guess" }]), "WF9063"],
    ["a catalogue", '{"schema": "weft-catalogue/1", "parts": []}', "WF9062"],
    ["no JSON", "{", "WF9060"],
  ])("refuses a book with %s", async (_, text, code) => {
    const { codes, diagnostics } = await compile(cluster('prices = "./book.json"'), { "book.json": text });
    expect(codes).toEqual([code]);
    expect(diagnostics[0]?.labels[0]?.span.file).toBe("book.json");
  });

  it.each([
    ['prices = "./none.json"', "WF9001"],
    ['prices = "std/prizes"', "WF9006"],
    ['prices = if true then "./book.json" else "./b.json"', "WF8026"],
    ['prices = "./book.json" priced_on = "today"', "WF8027"],
    ["prices = 5", "WF3"],
  ])("refuses %s", async (attributes, code) => {
    const { codes } = await compile(cluster(attributes), { "book.json": book(all) });
    expect(codes.filter((one) => one.startsWith(code))).toHaveLength(1);
  });
});

describe("`cost`", () => {
  const judge = async (requirement: string, prices: readonly object[] = all) =>
    compile(cluster(`prices = "./book.json"\n  require ${requirement}`), { "book.json": book(prices) });

  it.each([
    // 4 x 1200.5 = 4802; 3 x 300 + 32 x 20 + 16 x 12.5 = 1740; together 6542.
    "cost(host) <= 4802USD",
    "cost(host) > 4801USD",
    "cost(host, active) <= 3602USD",
    "cost(f) <= 1740USD",
    "cost(f) > 1739USD",
    "cost() <= 6542USD",
    "cost() / gpus(host, all) < 205USD",
  ])("holds: %s", async (requirement) => {
    expect((await judge(requirement)).said).toBe("");
  });

  it("tells the sums when it does not hold", async () => {
    const { said, diagnostics } = await judge("cost(host) <= 4000USD");
    expect(hasErrors(diagnostics)).toBe(true);
    expect(said).toContain("`cost(host)` is 4 802 USD, at most 4 000 USD is required");
    expect(said).toContain("4 x `box` = 4 802 USD");
    expect(said).toContain("from 4 000 USD to 4 802 USD");
  });

  it("is a lower bound where a price is missing", async () => {
    expect((await judge("cost(f) <= 9000USD", all.slice(0, 3))).codes).toEqual(["WF8020", "WF6902"]);
    expect((await judge("cost(f) <= 1000USD", all.slice(0, 3))).codes).toContain("WF6901");
  });

  it("is unknown without a book", async () => {
    const { said } = await compile(cluster("require cost() <= 1USD"));
    expect(said).toContain("no price book is given");
  });

  it("has the currency of the first book", async () => {
    const { said } = await compile(cluster('prices = "./book.json"\n  require cost() <= 1USD'), {
      "book.json": book(all, { currency: "EUR" }),
    });
    expect(said).toContain("money in EUR");
  });
});

describe("the outputs", () => {
  it("have prices in bom.csv and a section in report.md", async () => {
    const result = await compile(cluster('prices = "./book.json"'), { "book.json": book(all) });
    const [heading, host] =
      emit(bom, result).split("\r\n").length > 1 ? emit(bom, result).split("\r\n") : emit(bom, result).split("\n");
    expect(heading).toMatch(/,note,unit_price_low,unit_price_high,currency,price_basis,price_as_of$/);
    expect(host).toMatch(/,1000,1200\.5,USD,quote,2026-09$/);
    const text = emit(report, result);
    expect(text).toContain("## Cost");
    expect(text).toContain(
      "What is ordered costs 5 420 to 6 542 USD; what is active 4 340 to 5 181.50 USD.".replace("5 181.50", "5 182"),
    );
    expect(text).toContain("| host | box | 4 | 1 000 to 1 201 | 4 000 to 4 802 | quote | 2026-09 | us |");
    expect(text).toContain("| f/leaf-spine | fibre | 16 | 2.50 a metre | 200 | quote | 2026-09 | us |");
  });

  it("leave parts inside others and unnamed cables without a price", async () => {
    const text = cluster('prices = "./book.json"').replace(" { cable = dac }", "");
    const result = await compile(text, { "book.json": book([...all, { part: "n", low: 5, high: 5 }]) });
    const lines = emit(bom, result).split(/\r?\n/);
    expect(lines.find((line) => line.startsWith("inside,n,"))).toMatch(/,,,,,$/);
    expect(emit(report, result)).toContain("- no price: the cables of f/host-leaf (the design names no cable)");
  });
});
