/** The schema of params files: what it says, and that it and the language agree on every value. */
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../../src/compile.js";
import { createMemoryHost } from "../../../src/host/memory.js";
import { loadProject } from "../../../src/load.js";
import { readParams } from "../../../src/load-params.js";
import { listParameters } from "../../../src/model/list-parameters.js";
import { describeSchema } from "../../../src/model/parameter-schema.js";
import { buildText } from "./build-text.js";

const design = `
  param most: count = 64
  cluster x {
    /// Segments in the pod.
    param n: count in 1..64 = 15
    param free: count in 1..most = 15
    param k: count in [1, 2, 4] = 2 "a power of two"
    param share: number in 0..1 = 0.5
    param rate: rate in 100Gbps..1Tbps = 400Gbps
    param site: text in ["a", "b"]
    param lean: truth = false
  }`;

function listAll() {
  return listParameters(buildText(design).project);
}

describe("the params of a design", () => {
  it("are listed as declared", () => {
    const rows = listAll().map(({ name, typeName, bounds, default: standard, doc }) =>
      [name, typeName, bounds, standard, doc].join("; "),
    );
    expect(rows).toEqual([
      "most; count; ; 64; ",
      "n; count; 1..64; 15; Segments in the pod.",
      "free; count; 1..most; 15; ",
      "k; count; [1, 2, 4]; 2; a power of two",
      "share; number; 0..1; 0.5; ",
      "rate; rate; 100Gbps..1Tbps; 400Gbps; ",
      'site; text; ["a", "b"]; ; ',
      "lean; truth; ; false; ",
    ]);
  });

  it("have a schema with types, plain bounds, defaults and docs", () => {
    const schema = describeSchema("x", listAll());
    expect(schema).toMatchObject({ type: "object", additionalProperties: false });
    expect(schema["properties"]).toMatchObject({
      n: { type: "integer", minimum: 1, maximum: 63, default: 15, description: "Segments in the pod." },
      free: { type: "integer", minimum: 0, default: 15 },
      k: { type: "integer", enum: [1, 2, 4], description: "a power of two" },
      share: { type: ["number", "string"], minimum: 0, exclusiveMaximum: 1 },
      rate: { type: "string", default: "400Gbps" },
      site: { type: "string", enum: ["a", "b"] },
      lean: { type: "boolean", default: false },
    });
    expect(schema).not.toHaveProperty("required");
  });

  it("have a schema of no surprises for odd declarations", () => {
    const odd = "cluster x { param a: cuont = 4  param b: number in -1..2 = 1 / 2  param c: time = 5us * 2 }";
    const schema = describeSchema("x", listParameters(buildText(odd).project));
    expect(schema["properties"]).toMatchObject({ a: { default: 4 }, b: { minimum: -1, exclusiveMaximum: 2 } });
    expect(schema["properties"]).not.toHaveProperty("b.default");
    expect(schema["properties"]).not.toHaveProperty("c.default");
  });
});

describe("schema and language", () => {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(describeSchema("x", listAll()));

  /** Whether the language takes the file, `site` being given elsewhere. */
  async function isTaken(text: string): Promise<boolean> {
    const { value } = await loadProject(createMemoryHost({ "main.weft": design }), "main.weft");
    const read = readParams("site.json", text);
    const values = new Map((read.value?.values ?? []).map((one) => [one.name.text, one]));
    const set = values.has("site") ? {} : { site: "a" };
    const compiled = compileProject(
      { value, diagnostics: read.diagnostics },
      { set, given: { values, complete: true } },
    );
    return compiled.diagnostics().length === 0;
  }

  const names = ["n", "k", "share", "rate", "site", "lean", "m"];
  const value = fc.oneof(
    fc.integer({ min: -2, max: 70 }),
    fc.constantFrom(0.5, 1.5, -0.5, true, false, "a", "b", "c", "4", "92%", "400Gbps", "400GB", "2Tbps", " 50GB/s "),
    fc.constantFrom("50 GB/s", "1e3Gbps", "1_00Gbps", "0.4Tbps", "", "x"),
  );

  it("refuse the same values, but that the language also reads numbers in quotes and judges quantities", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), value, async (name, one) => {
        const isFitting = validate({ [name]: one });
        const taken = await isTaken(JSON.stringify({ [name]: one }));
        const isQuoted = typeof one === "string" && !["rate", "site"].includes(name);
        const isBoundQuantity = name === "rate" && typeof one === "string";
        if (isFitting && !isBoundQuantity && !isQuoted) expect(taken, `${name}: ${one}`).toBe(true);
        if (taken && !isQuoted) expect(isFitting, `${name}: ${one}`).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
