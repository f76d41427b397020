/**
 * How ports, cages and lanes of one end of a run are named. A *code* is one number for a port or a child of a split
 * port: pool index, then cage, then place in the cage; for a group it is the flat port index.
 */

import { plannedSize, unrank } from "./space.js";
import type { EndSpec, PortsSpec } from "./spec.js";

/** The names of one code. */
export interface PortLabel {
  /** Unique in the device: `12`, `12/1`, `backend-3-1`. */
  readonly port: string;
  readonly cage: string;
  /** First electrical lane in the cage; empty where the part does not say its lanes. */
  readonly lane: string;
  /** The connector: the port without its child, and the connector when a port has several; or the cage, such as `c6`. */
  readonly head: string;
  /** Place of the link in its connector; empty when it is alone there. */
  readonly branch: string;
}

/** What turns codes of one end into labels; labels are made once. */
export interface PortLabels {
  readonly ports: PortsSpec;
  readonly children: number;
  readonly connectors: number;
  /** Cables fill whole cages: a cage is the connector. */
  readonly wholeCages: boolean;
  readonly numbering: 0 | 1;
  readonly cache: (PortLabel | undefined)[];
}

/** Links that one cage carries at that end. */
export function linksPerCage(ports: PortsSpec, end: Pick<EndSpec, "children">): number {
  return ports.pool === null ? 1 : ports.perCage * end.children;
}

/** Cages of one pool; the last may be part filled. */
export function cagesOf(ports: PortsSpec): number {
  return ports.pool === null ? plannedSize(ports.dims) : Math.ceil(ports.pool / ports.perCage);
}

/** Returns the labels of an end whose ports are split into `children` over `connectors`. */
export function openLabels(
  ports: PortsSpec,
  split: Pick<EndSpec, "children" | "connectors" | "plug">,
  numbering: 0 | 1,
): PortLabels {
  const { children, connectors, plug } = split;
  return { ports, children, connectors, wholeCages: plug === "cage", numbering, cache: [] };
}

/** Returns the label of a code. */
export function labelOf(labels: PortLabels, code: number): PortLabel {
  const known = labels.cache[code];
  if (known !== undefined) return known;
  const label = labels.ports.pool === null ? labelGroupPort(labels, code) : labelPoolPort(labels, code);
  labels.cache[code] = label;
  return label;
}

function labelGroupPort(labels: PortLabels, code: number): PortLabel {
  const { ports, numbering } = labels;
  const index: number[] = [];
  unrank(ports.dims, code, index);
  const port = [ports.prefix, ...index.map((value) => String(value + numbering))].join("-");
  const slot = ports.cages?.[code];
  const place = slot === undefined ? code % ports.perCage : slot.place;
  const ownCage = ports.perCage === 1 ? port : `${ports.prefix}-c${Math.floor(code / ports.perCage) + numbering}`;
  const lane = ports.lanes === null ? "" : String(place * ports.lanes + numbering);
  const cage = slot?.cage ?? ownCage;
  if (!labels.wholeCages) return { port, cage, lane, head: port, branch: "" };
  return { port, cage, lane, head: cage, branch: String(place + numbering) };
}

function labelPoolPort(labels: PortLabels, code: number): PortLabel {
  const { ports, numbering, children, connectors } = labels;
  const perCage = ports.perCage * children;
  const cages = cagesOf(ports);
  const place = code % perCage;
  const cage = Math.floor(code / perCage) % cages;
  const pool = Math.floor(code / perCage / cages);
  const portInCage = Math.floor(place / children);
  const child = place % children;
  const index: number[] = [];
  unrank(ports.dims, pool, index);
  const stem = [...(ports.prefix === "" ? [] : [ports.prefix]), ...index.map((value) => String(value + numbering))];
  const name = (value: number, before = ""): string => [...stem, `${before}${value + numbering}`].join("-");
  const whole = name(cage * ports.perCage + portInCage);
  const perConnector = children / connectors;
  const connector = Math.floor(child / perConnector);
  return {
    port: children > 1 ? `${whole}/${child + numbering}` : whole,
    cage: name(cage),
    lane:
      ports.lanes === null
        ? ""
        : String(portInCage * ports.lanes + Math.floor((child * ports.lanes) / children) + numbering),
    ...(labels.wholeCages
      ? { head: name(cage, ports.perCage > 1 ? "c" : ""), branch: perCage > 1 ? String(place + numbering) : "" }
      : {
          head: connectors > 1 ? `${whole}.${connector + numbering}` : whole,
          branch: perConnector > 1 ? String((child % perConnector) + numbering) : "",
        }),
  };
}

/** Returns the code of unsplit port `port` (from 0) and child of pool `pool`. */
export function codeOfPort(labels: PortLabels, pool: number, port: number, child: number): number {
  const { ports, children } = labels;
  const cage = Math.floor(port / ports.perCage);
  return (pool * cagesOf(ports) + cage) * ports.perCage * children + (port % ports.perCage) * children + child;
}

/** Returns the pool, the unsplit port and the child of a code of a pool. */
export function portOfCode(labels: PortLabels, code: number): { pool: number; port: number; child: number } {
  const { ports, children } = labels;
  const perCage = ports.perCage * children;
  const cages = cagesOf(ports);
  const place = code % perCage;
  const cage = Math.floor(code / perCage) % cages;
  return {
    pool: Math.floor(code / perCage / cages),
    port: cage * ports.perCage + Math.floor(place / children),
    child: place % children,
  };
}
