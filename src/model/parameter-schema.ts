/** The JSON Schema of a design's params, from what it declares: what a file after `--params` may hold. */
import { DIM } from "../core/dimension.js";
import { units } from "../core/units.js";
import type { DeclaredParameter } from "./list-parameters.js";

/** A schema as data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * Returns the schema of files of these params. None is required: a design may take several files, and a value that no
 * file gives is missed where the param is declared.
 */
export function describeSchema(name: string, parameters: readonly DeclaredParameter[]): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `params of ${name}`,
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries([
      ["$schema", { type: "string", description: "where this schema is, for editors" }],
      ...parameters.map((one) => [one.name, describeParameter(one)]),
    ]),
  };
}

function describeParameter(one: DeclaredParameter): JsonSchema {
  return {
    ...describeType(one),
    ...describeBounds(one),
    ...(one.plainDefault === null ? {} : { default: one.plainDefault }),
    ...(one.doc === "" ? {} : { description: one.doc }),
  };
}

function describeType({ type }: DeclaredParameter): JsonSchema {
  switch (type?.kind) {
    case "count":
      return { type: "integer", minimum: 0 };
    case "quantity":
      return type.dimension === DIM.none
        ? { type: ["number", "string"], pattern: writePattern(type.dimension) }
        : { type: "string", pattern: writePattern(type.dimension) };
    case "text":
      return { type: "string" };
    case "truth":
      return { type: "boolean" };
    case undefined:
      return {};
  }
}

/** Texts that are a number with a unit of that dimension: `400Gbps`, `92%`. */
function writePattern(dimension: string): string {
  const spellings = units.filter((unit) => unit.dimension === dimension).map(({ spelling }) => spelling);
  return `^ *[0-9][0-9_]*(\\.[0-9_]+)?([eE][+-]?[0-9]+)?(${spellings.join("|")}) *$`;
}

/** A range leaves out its end; of whole numbers the most is said. */
function describeBounds({ type, plainBounds }: DeclaredParameter): JsonSchema {
  if (plainBounds === null || type === null) return {};
  if (plainBounds.kind === "choices") return { enum: plainBounds.values };
  if (type.kind === "count") return { minimum: Math.ceil(plainBounds.low), maximum: Math.ceil(plainBounds.high) - 1 };
  return type.kind === "quantity" && type.dimension === DIM.none
    ? { minimum: plainBounds.low, exclusiveMaximum: plainBounds.high }
    : {};
}
