/**
 * `bom.csv`: what the design needs, for a buyer, as an indented bill: whole devices and cables, then what stands inside
 * the devices under `inside`. Lines with `included_in` are ordered with the part that they name, never apart.
 */

import type { RunAssemblies } from "../analysis/metrics/assemblies.metric.js";
import type { DeviceArray } from "../model/design.js";
import type { Grade, Part } from "../model/part.js";
import { countDevices } from "../plan/count.js";
import { arrayNamed, endOf, type Plan, type PlanEnd } from "../plan/plan.js";
import type { Emitter, Results } from "./emitter.js";
import { csvLine, gatherLines } from "./text/csv.js";

/** The columns of `bom.csv`; later ones are appended on the right. */
export const bomColumns = [
  "section",
  "part_id",
  "manufacturer",
  "mpn",
  "description",
  "qty_base",
  "qty_spare",
  "qty_order",
  "unit",
  "included_in",
  "used_in",
  "evidence",
  "note",
] as const;

interface BomLine {
  readonly section: string;
  readonly partId: string;
  readonly manufacturer: string;
  readonly mpn: string;
  readonly description: string;
  /** Installed, spare devices too. */
  readonly installed: number;
  /** The part that it comes inside of; empty for what is ordered. */
  readonly includedIn: string;
  readonly usedIn: string;
  /** The weakest grade of the figures of the part. */
  readonly evidence: string;
  readonly note: string;
}

export const emitter: Emitter = {
  name: "bom",
  emit: (results) => {
    const lines = [...listDevices(results), ...listInside(results), ...listCables(results)];
    return [{ path: "bom.csv", rows: lines.length, chunks: gatherLines(writeLines(lines)) }];
  },
};

/** Shelf spares are 0 until a design says how many there are. */
function* writeLines(lines: readonly BomLine[]): Generator<string> {
  yield csvLine(bomColumns);
  for (const line of lines) {
    const shelf = 0;
    const ordered = line.installed + shelf;
    yield csvLine([
      line.section,
      line.partId,
      line.manufacturer,
      line.mpn,
      line.description,
      line.installed,
      shelf,
      ordered,
      "each",
      line.includedIn,
      line.usedIn,
      line.evidence,
      line.note,
    ]);
  }
}

/** One line a part and section, in declared order. */
function listDevices({ design, plan }: Results): readonly BomLine[] {
  const groups = new Map<string, DeviceArray[]>();
  for (const array of design.arrays) {
    const key = `${sectionOf(array.kind)} ${array.part.id}`;
    groups.set(key, [...(groups.get(key) ?? []), array]);
  }
  return [...groups.values()].flatMap((arrays) => {
    const [first] = arrays;
    if (first === undefined) return [];
    const counts = arrays.map((array) => countArray(plan, array));
    const installed = counts.reduce((sum, count) => sum + count.all, 0);
    const spare = counts.reduce((sum, count) => sum + count.all - count.active, 0);
    return [
      {
        ...describePart(first.part),
        section: sectionOf(first.kind),
        installed,
        includedIn: "",
        usedIn: counts.map(({ name, all }) => `${name} ${all}`).join("; "),
        note: spare > 0 ? `${spare} of them stand by` : "",
      },
    ];
  });
}

function sectionOf(kind: string): string {
  return kind === "storage_node" ? "storage" : kind;
}

function countArray(
  plan: Plan,
  { name }: DeviceArray,
): { readonly name: string; readonly all: number; readonly active: number } {
  const array = arrayNamed(plan, name);
  return { name, all: countDevices(array, "all"), active: countDevices(array, "active") };
}

function describePart(part: Part): Pick<BomLine, "partId" | "manufacturer" | "mpn" | "description" | "evidence"> {
  return {
    partId: part.id,
    manufacturer: part.manufacturer ?? "",
    mpn: part.mpn ?? "",
    description: part.description,
    evidence: findWeakest(part),
  };
}

const weakestFirst: readonly Grade[] = ["assumed", "derived", "published", "measured"];

function findWeakest(part: Part): string {
  return weakestFirst.find((grade) => part.facts.some((fact) => fact.grade === grade)) ?? "";
}

/** What stands inside the devices: one line a part and the part that holds it. */
function listInside({ design, plan }: Results): readonly BomLine[] {
  const lines = new Map<string, BomLine>();
  const visit = (holder: Part, holders: number, usedIn: string): void => {
    for (const { part, count } of holder.components) {
      const key = `${holder.id} ${part.id}`;
      const known = lines.get(key);
      const installed = holders * count;
      lines.set(key, {
        ...describePart(part),
        section: "inside",
        installed: (known?.installed ?? 0) + installed,
        includedIn: holder.id,
        usedIn: known === undefined ? usedIn : addUse(known.usedIn, usedIn),
        note: `ordered with ${holder.id}, not apart`,
      });
      visit(part, installed, usedIn);
    }
  };
  for (const array of design.arrays) visit(array.part, countDevices(arrayNamed(plan, array.name), "all"), array.name);
  return [...lines.values()];
}

/** Adds an array to a list of them, once. */
function addUse(uses: string, use: string): string {
  return uses.split("; ").includes(use) ? uses : `${uses}; ${use}`;
}

/** Cables by the kind of both ends; what a cable is made of is settled with its length. */
function listCables({ design, plan, measures }: Results): readonly BomLine[] {
  const lines = new Map<string, BomLine>();
  for (const assemblies of measures.assemblies) {
    if (assemblies.assemblies.all === 0) continue;
    const cable = describeCable(design.arrays, plan, assemblies);
    const known = lines.get(cable.partId);
    const use = `${assemblies.fabric}/${assemblies.run} ${assemblies.assemblies.all}`;
    lines.set(cable.partId, {
      ...cable,
      section: "cable",
      manufacturer: "",
      mpn: "",
      installed: (known?.installed ?? 0) + assemblies.assemblies.all,
      includedIn: "",
      usedIn: known === undefined ? use : `${known.usedIn}; ${use}`,
      evidence: "derived",
    });
  }
  return [...lines.values()];
}

function describeCable(
  arrays: readonly DeviceArray[],
  plan: Plan,
  { position, kind, head, linksPerConnector }: RunAssemblies,
): Pick<BomLine, "partId" | "description" | "note"> {
  const run = plan.runs[position];
  if (run === undefined) return { partId: "cable", description: "cable", note: "" };
  const { rateBitsPerSecond, medium } = run.spec;
  const rate = shortRate(rateBitsPerSecond);
  const tail = endOf(run, head === "a" ? "z" : "a");
  const forms = [head === null ? run.a : endOf(run, head), head === null ? run.z : tail].map((end) =>
    formOf(arrays, end),
  );
  const split = `${linksPerConnector}x${rate}`;
  const whole = shortRate(rateBitsPerSecond * linksPerConnector);
  const size = kind === "plain" ? [rate] : kind === "breakout" ? [whole, split] : [split];
  const joined = forms.filter((form) => form !== "");
  const text =
    kind === "plain" ? `cable ${rate}` : kind === "breakout" ? `breakout ${whole} to ${split}` : `trunk ${split}`;
  const ends = joined.length === 2 ? `, ${joined[0]} to ${joined[1]}` : "";
  return {
    partId: [kind === "plain" ? "cable" : kind, ...size, ...joined, ...(medium === "" ? [] : [medium])].join("-"),
    description: `${text}${ends}${medium === "" ? "" : `, ${medium}`}`,
    note: `${medium === "" ? "length and medium come" : "length comes"} with the physical plan, and with it the modules`,
  };
}

/** The form factor of the cages of an end, or empty where the part does not say. */
function formOf(arrays: readonly DeviceArray[], end: PlanEnd): string {
  const array = arrays.find(({ name }) => name === end.spec.array);
  return array?.part.ports.find(({ name }) => name === end.spec.ports)?.cage ?? "";
}

/** `400G`, `1.6T`, `100M`. */
function shortRate(bitsPerSecond: number): string {
  if (bitsPerSecond >= 1e12) return `${Number((bitsPerSecond / 1e12).toPrecision(6))}T`;
  if (bitsPerSecond >= 1e9) return `${Number((bitsPerSecond / 1e9).toPrecision(6))}G`;
  return `${Number((bitsPerSecond / 1e6).toPrecision(6))}M`;
}
