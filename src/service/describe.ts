/** Rows of the language's tables in words: what the manual and `weft explain` say of values, calls and units. */
import { lateFunctions } from "../analysis/late/functions.js";
import { DIM, type Dimension, describeDimension } from "../core/dimension.js";
import { formatQuantity } from "../core/quantity.js";
import { BARE_FLOPS, type Unit, units } from "../core/units.js";
import type { ArgumentType, BuiltIn, FunctionTarget } from "../language/functions.js";
import type { PropertyRow } from "../language/kinds.js";
import type { PropertyType } from "../language/types.js";
import { findForm } from "../language/value-forms.js";

const code = (text: string): string => `\`${text}\``;

/** Docs of the tables are sentences or phrases; here all begin with a capital and none ends with a stop. */
export function tidyDoc(doc: string): string {
  return `${doc.charAt(0).toUpperCase()}${doc.slice(1)}`.replace(/\.$/, "");
}

/** Returns what may stand after `key =`, in Markdown: `data rate`, ``one of `roce`, `ethernet` ``. */
export function describeType(type: PropertyType): string {
  switch (type.kind) {
    case "quantity":
      return describeDimension(type.dimension);
    case "count":
      return describeCount(type.least, type.most);
    case "text":
      return "text in double quotes";
    case "texts":
      return "a text in double quotes, or a list of them";
    case "truth":
      return "`true` or `false`";
    case "quantities":
      return `a list, each a ${describeDimension(type.dimension)}`;
    case "part":
      return `name of a part of kind ${type.kinds.map(code).join(" or ")}`;
    case "word":
      return `one of ${type.words.map(code).join(", ")}`;
    case "words":
      return `one or a list of ${type.words.map(code).join(", ")}`;
    case "flops":
      return "`989TFLOPS(bf16)`, or a list with one figure a precision";
    case "splits":
      return "`2x200Gbps`, or a list of such; `over 2` for two connectors";
    case "reference":
      return type.to === "tier"
        ? "name of a storage, or `storage.tier`"
        : `name of ${type.to === "array" ? "an" : "a"} ${type.to}`;
    case "dimension":
      return "name of a dimension bound in the statement";
  }
}

function describeCount(least: number, most: number): string {
  return most >= 1e6 ? `whole number, at least ${least}` : `whole number from ${least} to ${most}`;
}

/** Returns a property with a value that it may have: `capacity = 51.2Tbps`. */
export function exampleOf({ name, type, default: standard, doc }: PropertyRow): string {
  return `${name} = ${standard !== undefined && type.kind !== "quantity" ? standard : exampleValue(type, doc)}`;
}

const references = { array: "host", fabric: "backend", tier: "files.hot" } as const;

function exampleValue(type: PropertyType, doc: string): string {
  switch (type.kind) {
    case "quantity":
      return type.dimension === DIM.none ? "1.5" : sampleOf(type);
    case "quantities":
      return type.dimension === DIM.none ? "[1, 2]" : `[${sampleOf(type)}]`;
    case "count":
      return String(Math.max(type.least, Math.min(type.most, 2)));
    case "text":
      return `"${/such as ([^,;]+)$/.exec(doc)?.[1] ?? "text"}"`;
    case "texts":
      return '["one", "two"]';
    case "truth":
      return "true";
    case "word":
      return type.words[0] ?? "";
    case "words":
      return type.words.length > 1 ? `[${type.words.slice(0, 2).join(", ")}]` : (type.words[0] ?? "");
    case "flops":
      return "989TFLOPS(bf16)";
    case "splits":
      return "[4x200Gbps, 2x400Gbps over 2]";
    case "reference":
      return references[type.to];
    case "part":
      return `our_${type.kinds[0] ?? "part"}`;
    case "dimension":
      return "rail";
  }
}

/** Forms say `a power such as 700W`; what comes last is the value. */
function sampleOf(type: PropertyType): string {
  return findForm(type)?.wanted.split(" such as ")[1] ?? "1";
}

/** Returns the call as it is written: `oversubscription(array)`. */
export function writeCall({ name, args, least, repeats }: BuiltIn): string {
  const words = args.map(describeArgument);
  const list = repeats ? [...words, "..."] : words;
  return least === 0 ? `${name}(${list.join(", ")}), ${name}()` : `${name}(${list.join(", ")})`;
}

const targets: Readonly<Record<FunctionTarget, string>> = {
  array: "array",
  ports: "array.ports",
  fabric: "fabric",
  storage: "storage",
  tier: "storage.tier",
  workload: "workload",
};

function describeArgument(type: ArgumentType): string {
  switch (type.kind) {
    case "same":
      return "value";
    case "quantity":
      return "number";
    case "list":
      return "list";
    case "reference":
      return type.to.map((target) => targets[target]).join(" | ");
  }
}

/** Returns the dimension of what a function gives. */
export function describeResult({ result }: BuiltIn): string {
  if (result === "money") return "money, in the currency of the price books";
  return result === "same" ? "as its values" : describeDimension(result);
}

/** Returns whether a function over the cluster counts spares where no word says so, or null for the others. */
export function defaultScope({ name }: BuiltIn): "all" | "active" | null {
  return lateFunctions.get(name)?.scope ?? null;
}

/** Returns the example of a function as a member: a condition, or a statement where devices are indexed. */
export function exampleOfFunction({ stage, example }: BuiltIn): string {
  return stage === "index" ? `connect host.eth -> leaf[leaf: ${example}]` : `require ${example}`;
}

/** Returns the dimension that units of it measure. */
export function describeUnits(dimension: Dimension): string {
  if (dimension === BARE_FLOPS) return "compute rate, of one precision";
  return describeDimension(dimension);
}

/** Returns the other spellings of the same unit: `Gbps` for `G`. */
export function listAliases(unit: Unit): readonly string[] {
  return units
    .filter((other) => other !== unit && other.dimension === unit.dimension && other.factor.equals(unit.factor))
    .map((other) => other.spelling);
}

const baseNames: Readonly<Record<string, string>> = {
  [DIM.data]: "bit",
  [DIM.rate]: "bit a second",
  [DIM.time]: "s",
  [DIM.frequency]: "per second",
  [DIM.power]: "W",
  [DIM.energy]: "J",
  [DIM.length]: "m",
  [DIM.mass]: "kg",
  [DIM.rackUnits]: "U",
  [DIM.lineMass]: "kg a metre",
  [DIM.flow]: "cubic metres a second",
  [DIM.temperature]: "K",
  [DIM.current]: "A",
  [DIM.voltage]: "V",
  [BARE_FLOPS]: "operations a second",
};

/** Returns how much one of a unit is, exactly, in base units: `1 000 000 000 bit a second`. */
export function explainFactor({ factor, dimension }: Unit): string {
  const base = baseNames[dimension] ?? dimension;
  if (dimension === DIM.none) return "one hundredth";
  return `${formatQuantity(factor, DIM.none)} ${base}`;
}
