/** How a link of some rate fits a port: whole, as a child of a split, slowed down, or not at all. */
import type { PortGroup, SplitMode } from "../model/part.js";

export type Fit =
  | "whole"
  | "split"
  /** The whole port at a lower rate, as `whole` asks. */
  | "slowed"
  /** The link is faster than the port. */
  | "tooFast"
  /** The part declares no split with such children. */
  | "noSplit"
  /** A port of a group takes one link, so a slower one must say `whole`. */
  | "groupSlow";

export interface PortFit {
  readonly fit: Fit;
  readonly children: number;
  readonly connectors: number;
  readonly split: SplitMode | null;
}

/** Returns how links of `rate` bits per second use the ports; misfits count as whole ports. */
export function fitPort(ports: PortGroup, rate: number, slower: "whole" | "split"): PortFit {
  const one = (fit: Fit): PortFit => ({ fit, children: 1, connectors: 1, split: null });
  if (rate === ports.rateBitsPerSecond) return one("whole");
  if (rate > ports.rateBitsPerSecond) return one("tooFast");
  if (slower === "whole") return one("slowed");
  if (ports.poolCount === null) return one("groupSlow");
  const split = ports.splits.find((mode) => mode.rateBitsPerSecond === rate);
  if (split === undefined) return one("noSplit");
  return { fit: "split", children: split.children, connectors: split.connectors, split };
}

/** Returns the electrical lanes of one link on the port, or null if the part does not say. */
export function lanesOfLink(ports: PortGroup, fit: PortFit): number | null {
  return ports.lanes === null ? null : ports.lanes / fit.children;
}
