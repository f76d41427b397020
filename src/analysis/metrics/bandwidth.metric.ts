/** Bandwidth of hosts and GPUs in each fabric, and what is left of it through each tier when all send at once. */
import { type Ratio, ratio } from "../../core/ratio.js";
import { countDevices, type Which } from "../../plan/count.js";
import { attachmentsOf, type Plan, type PlanArray } from "../../plan/plan.js";
import { type FabricView, gpusPerDevice, toBitsPerSecond, viewFabric } from "../fabric-view.js";
import { measureTier } from "../flow/tier-share.js";
import { type Both, forBoth, type Metric, type MetricContext } from "../metric.js";

/** Bits per second that one device, and one GPU in it, has; null without GPUs. */
export interface HostShare {
  readonly array: string;
  readonly perDevice: Both<Ratio>;
  readonly perGpu: Both<Ratio> | null;
}

export interface TierBandwidth {
  readonly tier: number;
  /** The arrays that stand at the tier. */
  readonly arrays: readonly string[];
  /** Bandwidth of all links into the tier from below. */
  readonly capacity: Both<Ratio>;
  /** What each host array that reaches the tier keeps through it when all of them send at once. */
  readonly shares: readonly HostShare[];
}

export interface FabricBandwidth {
  readonly fabric: string;
  /** What the ports of each host array in this fabric carry together. */
  readonly access: readonly HostShare[];
  /** From the first tier up; empty for a fabric of peers. */
  readonly tiers: readonly TierBandwidth[];
  /** Access bandwidth of all hosts over what they keep into the highest tier; null where none reaches one. */
  readonly endToEnd: Both<Ratio> | null;
}

/** Hosts are the arrays with GPUs, else the devices that are no switches (fabric-view.ts). Exact ratios. */
export const metric: Metric<"bandwidth", readonly FabricBandwidth[]> = {
  name: "bandwidth",
  title: "bandwidth of hosts and GPUs",
  measure: (context) => context.plan.spec.fabrics.map((fabric) => measureFabric(context, viewFabric(context, fabric))),
};

function measureFabric(context: MetricContext, view: FabricView): FabricBandwidth {
  const access = view.hosts.map((host) =>
    shareOf(context, host, (which) => countAccess(context.plan, view, host, which)),
  );
  const tiers: TierBandwidth[] = [];
  let endToEnd: Both<Ratio> | null = null;
  for (let tier = 1; tier <= view.topTier; tier++) {
    const flow = forBoth((which) => measureTier(view, view.hosts, tier, which), view.hasSpares);
    if (flow.active.senders.length === 0) continue;
    tiers.push({
      tier,
      arrays: view.arrays.flatMap((array) => (view.tierOf(array) === tier ? [array.spec.name] : [])),
      capacity: { all: flow.all.capacity, active: flow.active.capacity },
      shares: flow.active.senders.map(({ array }, at) =>
        shareOf(context, array, (which) =>
          countUp(view, array, which).mul(flow[which].senders[at]?.fraction ?? ratio(0)),
        ),
      ),
    });
    const { all, active } = flow;
    endToEnd = all.ratio === null || active.ratio === null ? null : { all: all.ratio, active: active.ratio };
  }
  return { fabric: view.name, access, tiers, endToEnd };
}

/** Bandwidth of the ports of an array in a fabric; a link between two of its devices is at a port of each. */
function countAccess(plan: Plan, view: FabricView, host: PlanArray, which: Which): Ratio {
  return attachmentsOf(plan, host.spec.name)
    .filter(({ run }) => run.spec.fabric === view.name)
    .reduce((sum, { run }) => sum.add(toBitsPerSecond(view, ratio(view.unitsOf(run, which)))), ratio(0));
}

function countUp(view: FabricView, host: PlanArray, which: Which): Ratio {
  return view.runs
    .filter((run) => run.spec.direction === "up" && run.a.array === host)
    .reduce((sum, run) => sum.add(toBitsPerSecond(view, ratio(view.unitsOf(run, which)))), ratio(0));
}

function shareOf(context: MetricContext, host: PlanArray, total: (which: Which) => Ratio): HostShare {
  const gpus = gpusPerDevice(context, host);
  const perDevice = forBoth((which) => {
    const devices = countDevices(host, which);
    return devices === 0 ? ratio(0) : total(which).div(ratio(devices));
  });
  return {
    array: host.spec.name,
    perDevice,
    perGpu: gpus === 0 ? null : forBoth((which) => perDevice[which].div(ratio(gpus))),
  };
}
