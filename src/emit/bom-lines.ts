/** The lines of the bill of materials: devices, what stands inside them, modules and cables. Knows no file. */
import type { RunModules } from "../analysis/metrics/plugs.metric.js";
import type { RunAssemblies } from "../analysis/run-assemblies.js";
import { formatCount } from "../core/quantity.js";
import type { DeviceArray } from "../model/design.js";
import type { Grade, Part } from "../model/part.js";
import { countDevices } from "../plan/count.js";
import { arrayNamed, endOf, type Plan, type PlanEnd } from "../plan/plan.js";
import type { Results } from "./emitter.js";

export interface BomLine {
  /** Null for what the design does not name. */
  readonly part: Part | null;
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

/** Returns the lines of the bill, in its order. */
export function listBomLines(results: Results): readonly BomLine[] {
  return [...listDevices(results), ...listInside(results), ...listModules(results), ...listCables(results)];
}

/** One line a part and section, in declared order. */
function listDevices({ design, plan }: Results): readonly BomLine[] {
  const groups = new Map<string, DeviceArray[]>();
  for (const array of design.arrays) {
    // A part that an array changes is ordered on a line of its own.
    const key = `${sectionOf(array.kind)} ${array.part.id} ${array.part.change?.array ?? ""}`;
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
        note: joinNotes(describeChange(first.part), spare > 0 ? `${spare} of them stand by` : ""),
      },
    ];
  });
}

function joinNotes(...notes: readonly string[]): string {
  return notes.filter((note) => note !== "").join("; ");
}

/** `as changed for host: power = 9kW`; empty for a part as declared. */
function describeChange({ change, facts }: Part): string {
  if (change === null) return "";
  const told = facts
    .filter(({ property }) => change.properties.includes(property))
    .map(({ property, text }) => `${property} = ${text}`);
  return `as changed for ${change.array}: ${told.join(", ")}`;
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

function describePart(
  part: Part,
): Pick<BomLine, "part" | "partId" | "manufacturer" | "mpn" | "description" | "evidence"> {
  return {
    part,
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

/** Modules by part, one for each cage with a link; then cages whose module nobody names, by form. */
function listModules({ design, plan, measures }: Results): readonly BomLine[] {
  const lines = new Map<
    Part | string,
    { describe: ReturnType<typeof describePart>; note: string; uses: RunModules[] }
  >();
  for (const use of measures.plugs.modules) {
    const form = use.part === null ? formOfUse(design.arrays, plan, use) : "";
    const key = use.part ?? form;
    const line = lines.get(key) ?? {
      describe: use.part === null ? describeUnnamed(form) : describePart(use.part),
      note: use.part === null ? "a module is needed here and the design names none" : "",
      uses: [],
    };
    lines.set(key, { ...line, uses: [...line.uses, use] });
  }
  return [...lines.values()].map(({ describe, note, uses }) => {
    const idle = uses.reduce((sum, { cages }) => sum + cages.all - cages.active, 0);
    return {
      ...describe,
      section: "optic",
      installed: uses.reduce((sum, { cages }) => sum + cages.all, 0),
      includedIn: "",
      usedIn: uses.map(({ fabric, run, array, cages }) => `${fabric}/${run} at ${array} ${cages.all}`).join("; "),
      note: joinNotes(note, idle > 0 ? `${idle} of them only serve devices that stand by` : ""),
    };
  });
}

function describeUnnamed(form: string): ReturnType<typeof describePart> {
  const where = form === "" ? "" : `, ${form} cage`;
  return {
    part: null,
    partId: form === "" ? "module" : `module-${form}`,
    manufacturer: "",
    mpn: "",
    description: `module, not named${where}`,
    evidence: "",
  };
}

function formOfUse(arrays: readonly DeviceArray[], plan: Plan, { position, end }: RunModules): string {
  const run = plan.runs[position];
  return run === undefined ? "" : formOf(arrays, endOf(run, end));
}

/** Cables by their part; those without one by the kind of both ends: what they are made of is settled with their length. */
function listCables({ design, plan, measures }: Results): readonly BomLine[] {
  const lines = new Map<string, BomLine>();
  for (const { position, fabric, run, part, pieces, piecesPerAssembly } of measures.plugs.cables) {
    const assemblies = measures.assemblies.find((one) => one.position === position);
    if (pieces.all === 0 || assemblies === undefined) continue;
    const cable = part === null ? describeCable(design.arrays, plan, assemblies) : describeNamed(part);
    const key = `${part === null ? "" : "named "}${cable.partId}`;
    const known = lines.get(key);
    const use = `${fabric}/${run} ${pieces.all}`;
    const share = piecesPerAssembly > 1 ? `${formatCount(piecesPerAssembly)} for each link of ${run}` : "";
    lines.set(key, {
      ...cable,
      section: "cable",
      installed: (known?.installed ?? 0) + pieces.all,
      includedIn: "",
      usedIn: known === undefined ? use : `${known.usedIn}; ${use}`,
      note: joinNotes(known?.note ?? cable.note, share),
    });
  }
  return [...lines.values()];
}

function describeNamed(part: Part): ReturnType<typeof describePart> & { readonly note: string } {
  const isOneLength = (part.bag.series["lengths"] ?? []).length === 1;
  return { ...describePart(part), note: isOneLength ? "" : "length comes with the physical plan" };
}

function describeCable(
  arrays: readonly DeviceArray[],
  plan: Plan,
  { position, kind, head, linksPerConnector }: RunAssemblies,
): ReturnType<typeof describePart> & { readonly note: string } {
  const bare = { part: null, manufacturer: "", mpn: "", evidence: "derived" };
  const run = plan.runs[position];
  if (run === undefined) return { ...bare, partId: "cable", description: "cable", note: "" };
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
  const plugs = plan.connects[position]?.plugs;
  const hasModules = plugs !== undefined && (plugs.a !== null || plugs.z !== null);
  const lacks = medium === "" ? "length and medium come" : "length comes";
  return {
    ...bare,
    partId: [kind === "plain" ? "cable" : kind, ...size, ...joined, ...(medium === "" ? [] : [medium])].join("-"),
    description: `${text}${ends}${medium === "" ? "" : `, ${medium}`}`,
    note: `${lacks} with the physical plan${hasModules ? "" : ", and with it the modules"}`,
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
