/**
 * What a design orders, line by line, with the price of each: devices, the modules in their cages, cables. What stands
 * inside a device comes with it. A line without a price is unpriced, never free.
 */
import type { PriceBasis } from "../../core/price-file.js";
import { type Ratio, ratio } from "../../core/ratio.js";
import type { Span } from "../../core/span.js";
import type { Part } from "../../model/part.js";
import { findPrice, type Price, type PriceBook } from "../../model/prices.js";
import { countDevices } from "../../plan/count.js";
import { arrayNamed } from "../../plan/plan.js";
import type { Both, MetricContext } from "../metric.js";
import { cordsPerCable } from "../plugs/cords.js";
import { findModules } from "../plugs/module-bill.js";
import { measureAssemblies } from "../run-assemblies.js";

export interface CostLine {
  readonly kind: "device" | "module" | "cable";
  /** The array, or the run: `backend/host-leaf`. */
  readonly use: string;
  /** The array of the devices, or in whose cages the modules are; null for cables. */
  readonly array: string | null;
  /** The fabric that it is declared in or belongs to, or null. */
  readonly fabric: string | null;
  /** Null where the design names no module or cable. */
  readonly part: Part | null;
  readonly count: Both<number>;
  /** Null where no book has one. */
  readonly price: Price | null;
  /** In the currency of the design; null where it is unpriced. */
  readonly cost: LineCost | null;
  /** Why there is no cost; empty where there is one. */
  readonly lacks: string;
  readonly origin: Span;
}

export interface LineCost {
  readonly low: Both<Ratio>;
  readonly high: Both<Ratio>;
}

type Ordered = Pick<CostLine, "kind" | "use" | "array" | "fabric" | "part" | "count" | "origin">;

/** Returns every line that is ordered, priced by the book. */
export function listCostLines(context: MetricContext, book: PriceBook): readonly CostLine[] {
  return listOrdered(context)
    .filter(({ count }) => count.all > 0)
    .map((line) => priceLine(line, book));
}

function listOrdered(context: MetricContext): readonly Ordered[] {
  return [...listDevices(context), ...listModules(context), ...listCables(context)];
}

function listDevices({ design, plan }: MetricContext): readonly Ordered[] {
  return design.arrays.map((array): Ordered => {
    const planned = arrayNamed(plan, array.name);
    const count = { all: countDevices(planned, "all"), active: countDevices(planned, "active") };
    const { name, fabric, part, nameOrigin } = array;
    return { kind: "device", use: name, array: name, fabric, part, count, origin: nameOrigin };
  });
}

function listModules({ design, plan }: MetricContext): readonly Ordered[] {
  const { modules, unnamed } = findModules(plan);
  const uses = [...modules, ...unnamed.map((use) => ({ ...use, part: null }))];
  return uses.flatMap(({ position, array, part, cages }): Ordered[] => {
    const run = plan.runs[position];
    const origin = plan.connects[position]?.origin ?? design.origin;
    if (run === undefined) return [];
    const { fabric, name } = run.spec;
    return [{ kind: "module", use: `${fabric}/${name} at ${array}`, array, fabric, part, count: cages, origin }];
  });
}

function listCables({ design, plan }: MetricContext): readonly Ordered[] {
  return plan.runs.map((run): Ordered => {
    const connect = plan.connects[run.position];
    const pieces = cordsPerCable(run, connect);
    const { assemblies } = measureAssemblies(plan, run);
    return {
      kind: "cable",
      use: `${run.spec.fabric}/${run.spec.name}`,
      array: null,
      fabric: run.spec.fabric,
      part: connect?.plugs.cable ?? null,
      count: { all: assemblies.all * pieces, active: assemblies.active * pieces },
      origin: connect?.origin ?? design.origin,
    };
  });
}

function priceLine(line: Ordered, book: PriceBook): CostLine {
  const { part } = line;
  if (part === null) return { ...line, price: null, cost: null, lacks: `the design names no ${line.kind}` };
  const price = findPrice(book, part);
  if (price === null) return { ...line, price, cost: null, lacks: "no book has a price" };
  if (price.low === null || price.high === null)
    return { ...line, price, cost: null, lacks: `no rate from ${price.stated.currency} to ${book.currency}` };
  const size = sizeOf(part, price);
  if (size === null) return { ...line, price, cost: null, lacks: "its price is for a metre, its length is not known" };
  const times = (money: Ratio, pieces: number): Ratio => money.mul(size).mul(ratio(pieces));
  const both = (money: Ratio): Both<Ratio> => ({
    all: times(money, line.count.all),
    active: times(money, line.count.active),
  });
  return { ...line, price, cost: { low: both(price.low), high: both(price.high) }, lacks: "" };
}

/** How many units of its price one piece is: 1, or its metres where it comes in one length only. */
function sizeOf(part: Part, price: Price): Ratio | null {
  if (price.unit === "each") return ratio(1);
  const [length, ...others] = part.bag.series["lengths"] ?? [];
  return length === undefined || others.length > 0 ? null : ratio(String(length));
}

/** A sum of priced lines, and how much of it rests on prices of each basis. */
export interface CostSum {
  readonly low: Both<Ratio>;
  readonly high: Both<Ratio>;
  /** Those with lines, from the firmest basis to the loosest. */
  readonly bases: readonly { readonly basis: PriceBasis; readonly low: Both<Ratio>; readonly high: Both<Ratio> }[];
  readonly unpriced: readonly CostLine[];
}

/** An offer binds somebody, a list anybody; a shop asks what it likes, and an analyst only thinks. */
const bases: readonly PriceBasis[] = ["quote", "list", "street", "estimate"];

/** Returns the sum of lines. */
export function sumLines(lines: readonly CostLine[]): CostSum {
  return {
    ...addUp(lines),
    bases: bases.flatMap((basis) => {
      const own = lines.filter(({ price, cost }) => cost !== null && price?.basis === basis);
      return own.length === 0 ? [] : [{ basis, ...addUp(own) }];
    }),
    unpriced: lines.filter(({ cost }) => cost === null),
  };
}

function addUp(lines: readonly CostLine[]): LineCost {
  const sum = (end: "low" | "high", which: "all" | "active"): Ratio =>
    lines.reduce((total, { cost }) => (cost === null ? total : total.add(cost[end][which])), ratio(0));
  const both = (end: "low" | "high"): Both<Ratio> => ({ all: sum(end, "all"), active: sum(end, "active") });
  return { low: both("low"), high: both("high") };
}

/** Returns what an unpriced line is, for a list: `qm9700 of leaf`, `the cables of backend/host-leaf`. */
export function nameLine({ kind, part, use }: CostLine): string {
  if (part !== null) return `\`${part.id}\` of ${use}`;
  return kind === "module" ? `the modules of ${use}` : `the cables of ${use}`;
}
