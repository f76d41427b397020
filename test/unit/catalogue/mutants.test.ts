/** Data files with random damage never make weft throw: whatever is wrong is told, or nothing is. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readData } from "../../../src/catalogue/read-data.js";
import { readPrices } from "../../../src/catalogue/read-prices.js";
import { judgeDesign, readFixture } from "./read-fixture.js";

const names = [
  "qm9700.yaml",
  "gpu-server.yaml",
  "panel-new.yaml",
  "rack.yaml",
  "pdu.yaml",
  "parts.json",
  "parts.yaml",
  "parts.csv",
];
const texts = new Map(names.map((name) => [name, readFixture(name)]));

const pieces = fc.constantFrom(
  "",
  "\n",
  " ",
  "  ",
  ":",
  "-",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  ",",
  "0",
  "-1",
  "1e999",
  "null",
  "true",
  "&a ",
  "*a",
  "#",
  "ports",
  "kind",
  "é",
  "\u0000",
);

/** A place in a text and what is put there instead of some characters. */
const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), pieces), {
  minLength: 1,
  maxLength: 6,
});

function apply(text: string, damages: readonly (readonly [number, number, string])[]): string {
  return damages.reduce((whole, [at, length, piece]) => {
    const start = Math.floor(at * whole.length);
    return whole.slice(0, start) + piece + whole.slice(start + length);
  }, text);
}

describe("a damaged data file", () => {
  it("gives parts or an error", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), damage, (name, damages) => {
        const text = apply(texts.get(name) ?? "", damages);
        const { value, diagnostics } = readData({ path: name, text });
        expect(value !== null || diagnostics.some(({ severity }) => severity === "error")).toBe(true);
        for (const { labels } of diagnostics)
          for (const { span } of labels)
            expect(span.start >= 0 && span.end <= text.length && span.start <= span.end).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("as an overlay or as a price book too", () => {
    const overlay = readFixture("qm9700.overlay.yaml");
    const book =
      '{"schema": "weft-prices/1", "title": "t", "as_of": "2026-09", "currency": "USD", "prices": [{"part": "a", "low": 1, "high": 2, "basis": "list", "as_of": "2026-09", "source": "s"}]}';
    fc.assert(
      fc.property(damage, (damages) => {
        const base = { path: "a.yaml", text: texts.get("qm9700.yaml") ?? "" };
        const over = readData(base, { path: "a.overlay.yaml", text: apply(overlay, damages) });
        expect(over.value !== null || over.diagnostics.length > 0).toBe(true);
        const prices = readPrices({ path: "b.json", text: apply(book, damages) }, "b.json");
        expect(prices.value !== null || prices.diagnostics.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("goes through all stages of a design", async () => {
    const design =
      'import { our_server, our_switch } from "./parts.yaml"\ncluster c {\n  server a[4]: our_server\n  fabric f {\n    switch b[rail: 8]: our_switch\n    connect a.backend -> b at 200Gbps\n  }\n}\n';
    await fc.assert(
      fc.asyncProperty(damage, async (damages) => {
        const { diagnostics } = await judgeDesign({
          "main.weft": design,
          "parts.yaml": apply(texts.get("parts.yaml") ?? "", damages),
        });
        expect(Array.isArray(diagnostics)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
