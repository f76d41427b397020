/** Which assumed figures a late function rests on: what is said of a result that they decide. */
import type { Span } from "../core/span.js";
import type { DeviceArray } from "../model/design.js";
import type { LateExpr } from "../model/late.js";
import { listAssumed } from "../model/note-figure.js";
import type { Fact, Part } from "../model/part.js";
import { wattsOfPlug } from "../model/plugs.js";
import { hasGpus, listParts, rollUp, sumPower } from "../model/roll-up.js";
import { attachmentsOf, endOf, type PlanRun } from "../plan/plan.js";
import type { MetricContext } from "./metric.js";
import { findModules } from "./plugs/module-bill.js";
import { bothEnds, figuresOfPorts } from "./wiring/statements.js";

/** A figure that nobody published or measured, with the part that has it. */
export interface WeakFact {
  readonly part: Part;
  readonly fact: Fact;
}

/** What a late function is asked of: an array, an array's ports, a fabric, or null for the cluster. */
export interface WeakTarget {
  readonly of: string;
  readonly name: string;
}

/** Returns the assumed figures that a late function of that name rests on, each once. */
export function findWeakFacts(context: MetricContext, name: string, target: WeakTarget | null): readonly WeakFact[] {
  switch (name) {
    case "power":
      return unite(selectArrays(context, target).flatMap((array) => weighPower(context, array)));
    case "memory":
      return unite(selectArrays(context, target).flatMap(({ part }) => weighMemory(part)));
    case "oversubscription":
    case "bandwidth":
    case "bisection":
      return unite(weighSplits(context, target));
    default:
      return [];
  }
}

/** Returns the assumed figures in the total of what all devices draw at most, which leaves out what states no power. */
export function findWeakPower(context: MetricContext): readonly WeakFact[] {
  const stated = context.design.arrays.filter(({ part }) => part.powerMaxWatts !== null);
  return unite(stated.flatMap((array) => weighPower(context, array)));
}

/** Returns the figures behind every call of an expression. */
export function findWeakFactsOf(context: MetricContext, expr: LateExpr): readonly WeakFact[] {
  if (expr.kind !== "call" && expr.kind !== "operation") return [];
  const inside = expr.args.flatMap((arg) => findWeakFactsOf(context, arg));
  if (expr.kind === "operation") return unite(inside);
  const [first] = expr.args;
  const target = first?.kind === "reference" && first.of !== "cluster" ? first : null;
  return unite([...findWeakFacts(context, expr.function, target), ...inside]);
}

/** Returns `` `power` = 10.2kW of `lingjun_8gpu` ``. */
export function nameWeakFact({ part, fact }: WeakFact): string {
  return `\`${fact.property}\` = ${fact.text} of \`${part.id}\``;
}

function unite(facts: readonly WeakFact[]): readonly WeakFact[] {
  const byPlace = new Map<string, WeakFact>();
  for (const one of facts) {
    const { file, start }: Span = one.fact.origin;
    byPlace.set(`${file} ${start}`, byPlace.get(`${file} ${start}`) ?? one);
  }
  return [...byPlace.values()];
}

function selectArrays({ design }: MetricContext, target: WeakTarget | null): readonly DeviceArray[] {
  if (target === null) return design.arrays;
  return design.arrays.filter(
    ({ name, fabric }) => name === target.name || (target.of === "fabric" && fabric === target.name),
  );
}

function pick(part: Part, names: readonly string[]): readonly WeakFact[] {
  return listAssumed(part, names).map((fact) => ({ part, fact }));
}

/** The part's own most, or where it says none those of the parts inside; and the modules that are added. */
function weighPower({ plan }: MetricContext, { name, part }: DeviceArray): readonly WeakFact[] {
  const own =
    part.powerMaxWatts === null
      ? sumPower(part).terms.flatMap(({ component }) =>
          listParts(component.part).flatMap((one) => pick(one, ["power"])),
        )
      : pick(part, ["power"]);
  const counted = part.bag.truths["power_has_modules"] === true && part.powerMaxWatts !== null;
  const { modules, ends } = findModules(plan);
  const plugs = counted ? [] : [...modules, ...ends].filter((use) => use.array === name);
  return [
    ...own,
    ...plugs.flatMap(({ part: plug }) => (wattsOfPlug(plug) === null ? [] : pick(plug, ["power", "end_power"]))),
  ];
}

/** What the GPUs say of themselves, or where one of them says nothing what the whole states. */
function weighMemory(part: Part): readonly WeakFact[] {
  if (!hasGpus(part)) return [];
  const inside = rollUp(part, "memory");
  if (inside !== null && inside.unknown.length > 0) return pick(part, ["memory"]);
  return listParts(part).flatMap((one) => (one.kind === "gpu" ? pick(one, ["memory"]) : []));
}

/** Splits in use at the ends of the runs that are asked of: without them the wiring would be another. */
function weighSplits(context: MetricContext, target: WeakTarget | null): readonly WeakFact[] {
  return selectRuns(context, target).flatMap((run) => {
    const connect = context.plan.connects[run.position];
    if (connect === undefined) return [];
    return bothEnds.flatMap((which) => {
      if (endOf(run, which).spec.children === 1) return [];
      const [owner, names] = figuresOfPorts(connect[which], ["splits"]);
      return pick(owner, names);
    });
  });
}

function selectRuns({ plan }: MetricContext, target: WeakTarget | null): readonly PlanRun[] {
  if (target === null) return plan.runs;
  if (target.of === "fabric") return plan.runs.filter(({ spec }) => spec.fabric === target.name);
  return attachmentsOf(plan, target.name).map(({ run }) => run);
}
