/**
 * How values of properties are written as texts, outside weft: one named form for each type of the tables, with its
 * pattern and an example. The schemas of data files are made of them, and messages quote them. Data only.
 */
import { DIM, type Dimension } from "../core/dimension.js";
import { BARE_FLOPS, units } from "../core/units.js";
import type { PropertyType } from "./types.js";
import { precisions } from "./types.js";

/** A form of text. */
export interface ValueForm {
  /** Its name in schemas: `power`, `list_of_length`. */
  readonly name: string;
  /** A regular expression that matches the whole of a text. */
  readonly pattern: string;
  /** With an article: `a power such as 700W`. */
  readonly wanted: string;
}

const number = "[0-9][0-9_]*(\\.[0-9_]+)?([eE][+-]?[0-9]+)?";

function quoteForPattern(spelling: string): string {
  return spelling.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

function patternOf(dimension: Dimension): string {
  const spellings = units.filter((unit) => unit.dimension === dimension).map((unit) => quoteForPattern(unit.spelling));
  return `^${number}(${spellings.join("|")})$`;
}

const examples: Readonly<Record<keyof typeof DIM, string>> = {
  none: "a number such as 80%",
  data: "a data size such as 80GB",
  rate: "a data rate such as 400Gbps",
  time: "a time such as 5us",
  frequency: "a frequency such as 200MB/s/TiB",
  power: "a power such as 700W",
  energy: "an energy such as 5kWh",
  length: "a length such as 600mm",
  mass: "a mass such as 130kg",
  rackUnits: "a height such as 8U",
  lineMass: "a mass per length such as 0.05kg/m",
  flow: "a flow such as 840CFM",
  temperature: "a temperature difference such as 16K",
  current: "a current such as 32A",
  voltage: "a voltage such as 48V",
};

/** Forms of quantities, by their dimension. */
const quantityForms: ReadonlyMap<Dimension, ValueForm> = new Map(
  (Object.keys(DIM) as (keyof typeof DIM)[]).map((key) => [
    DIM[key],
    { name: key === "none" ? "number" : toSnake(key), pattern: patternOf(DIM[key]), wanted: examples[key] },
  ]),
);

function toSnake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const flopsUnits = units.filter((unit) => unit.dimension === BARE_FLOPS).map((unit) => unit.spelling);

const flopsForm: ValueForm = {
  name: "compute",
  pattern: `^${number}(${flopsUnits.join("|")})\\((${precisions.join("|")})\\)$`,
  wanted: "FLOPS with a precision, such as 989TFLOPS(bf16)",
};

/** Only these may end a split: the others are written with a slash. */
const linkUnits = units.filter((unit) => unit.dimension === DIM.rate && !unit.spelling.includes("/"));

const splitForm: ValueForm = {
  name: "split",
  pattern: `^[1-9][0-9]*x${number}(${linkUnits.map((unit) => unit.spelling).join("|")})( over [1-9][0-9]*)?$`,
  wanted: "a split such as 2x400Gbps over 2",
};

/** A name as weft writes it without quotes. */
export const nameForm: ValueForm = {
  name: "name",
  pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
  wanted: "a name of letters, digits and `_`",
};

/** Ports of a part, as the list of a cage has them: `backend[7]`, `backend[7, 1]`, `frontend.port[0]`. */
export const portPathForm: ValueForm = {
  name: "port_path",
  pattern: "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*(\\[[0-9]+(, ?[0-9]+)*\\])?$",
  wanted: "ports such as backend[7]",
};

/** Returns the form of the texts of a type, or null for types without one: words, texts, counts, truths. */
export function findForm(type: PropertyType): ValueForm | null {
  switch (type.kind) {
    case "quantity":
    case "quantities":
      return quantityForms.get(type.dimension) ?? null;
    case "flops":
      return flopsForm;
    case "splits":
      return splitForm;
    case "part":
    case "reference":
    case "dimension":
      return nameForm;
    default:
      return null;
  }
}

/** Every form by its name. */
export const valueForms: ReadonlyMap<string, ValueForm> = new Map(
  [...quantityForms.values(), flopsForm, splitForm, nameForm, portPathForm].map((form) => [form.name, form]),
);
