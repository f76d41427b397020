/** Oversubscription of each array that stands between others: bandwidth down over bandwidth up, of its worst device. */
import { type Ratio, ratio } from "../../core/ratio.js";
import { countAtDevice, type Which } from "../../plan/count.js";
import { type Attachment, attachmentsOf, type Plan, type PlanArray } from "../../plan/plan.js";
import { findTiers } from "../../plan/tiers.js";
import { classifyDevices } from "../device-classes.js";
import { type Both, forBoth, type Metric } from "../metric.js";

/** Links of one statement at one device. */
export interface BandwidthTerm {
  /** Position of the run in the plan. */
  readonly position: number;
  readonly links: number;
  readonly rateBitsPerSecond: number;
}

/** The worst device. */
export interface Balance {
  readonly down: readonly BandwidthTerm[];
  readonly up: readonly BandwidthTerm[];
  /** Down over up; null where a device has links down and none up. */
  readonly ratio: Ratio | null;
}

export interface Oversubscription {
  readonly fabric: string;
  readonly array: string;
  /** Of the array in the fabric. */
  readonly tier: number;
  readonly balance: Both<Balance>;
}

/** Links among peers do not count; devices of the highest tier have no ratio. */
export const metric: Metric<"oversubscription", readonly Oversubscription[]> = {
  name: "oversubscription",
  title: "oversubscription",
  measure: ({ plan }) => plan.spec.fabrics.flatMap((fabric) => measureFabric(plan, fabric)),
};

function measureFabric(plan: Plan, fabric: string): readonly Oversubscription[] {
  const { tiers } = findTiers(plan, fabric);
  return plan.arrays
    .flatMap((array): readonly Oversubscription[] => {
      const attachments = attachmentsOf(plan, array.spec.name).filter(
        ({ run }) => run.spec.fabric === fabric && run.spec.direction === "up",
      );
      const down = attachments.filter(({ which }) => which === "z");
      const up = attachments.filter(({ which }) => which === "a");
      if (down.length === 0 || up.length === 0) return [];
      const balance = forBoth((which) => findWorst(array, { down, up }, which));
      return [{ fabric, array: array.spec.name, tier: tiers.get(array.spec.name) ?? 0, balance }];
    })
    .sort((left, right) => left.tier - right.tier);
}

interface Sides {
  readonly down: readonly Attachment[];
  readonly up: readonly Attachment[];
}

function findWorst(array: PlanArray, { down, up }: Sides, which: Which): Balance {
  let worst: Balance = { down: [], up: [], ratio: ratio(0) };
  for (const one of classifyDevices(array, [...down, ...up])) {
    if (which === "active" && !one.active) continue;
    const terms = (attachments: readonly Attachment[]): readonly BandwidthTerm[] =>
      attachments.flatMap((attachment) => {
        const links = countAtDevice(attachment, one.index, which);
        const { position, spec } = attachment.run;
        return links === 0 ? [] : [{ position, links, rateBitsPerSecond: spec.rateBitsPerSecond }];
      });
    const balance = weigh(terms(down), terms(up));
    if (balance !== null && isWorse(balance, worst)) worst = balance;
  }
  return worst;
}

/** Returns the balance of a device, or null for one without links. */
function weigh(down: readonly BandwidthTerm[], up: readonly BandwidthTerm[]): Balance | null {
  if (down.length === 0 && up.length === 0) return null;
  const above = sumBandwidth(up);
  return { down, up, ratio: above.equals(0) ? null : sumBandwidth(down).div(above) };
}

function isWorse(one: Balance, worst: Balance): boolean {
  if (worst.down.length === 0 && worst.up.length === 0) return true;
  if (worst.ratio === null) return false;
  return one.ratio === null || one.ratio.compare(worst.ratio) > 0;
}

/** Returns the bits per second of some links together, exact. */
export function sumBandwidth(terms: readonly BandwidthTerm[]): Ratio {
  return terms.reduce((sum, term) => sum.add(ratio(term.links).mul(ratio(term.rateBitsPerSecond))), ratio(0));
}
