/** Every port of one device, linked or not, in the order of its labels: what `ports.csv` prints. */
import { exists } from "./count.js";
import { openPortLister, type PortUse } from "./device-ports.js";
import { findFirstCage, placesInBlock } from "./layout.js";
import { attachmentsOf, endOf, type Plan, type PlanArray, type PoolLayout } from "./plan.js";
import { labelOf, openLabels, type PortLabel, type PortLabels, portOfCode } from "./port-label.js";
import { sizeOfSpace, unrank } from "./space.js";
import type { PortsSpec } from "./spec.js";

/** One port or child of a split port; `use` is null where nothing has or keeps it. */
export interface PortRow {
  readonly label: PortLabel;
  readonly rateBitsPerSecond: number;
  readonly use: PortUse | null;
}

/** Lists the rows of one device by its indices. */
export type PortTable = (index: ArrayLike<number>) => readonly PortRow[];

/** Returns the table of an array's devices. */
export function openPortTable(plan: Plan, array: PlanArray): PortTable {
  const list = openPortLister(plan, array);
  const layouts = plan.layouts.filter((layout) => layout.array === array);
  const labels = createLabelStore(plan.spec.numbering);
  return (index) => {
    const uses = list(index);
    return array.part.ports.flatMap((ports) => {
      const mine = uses.filter((use) => use.ports === ports.name);
      const layout = layouts.find((one) => one.ports === ports);
      return ports.pool === null
        ? listGroup(labels, ports, mine)
        : listPools(labels, ports, ports.pool, mine, layout, index);
    });
  };
}

/** Labels are made once for each shape of split and kept for all devices. */
type LabelStore = (ports: PortsSpec, shape: { readonly children: number; readonly connectors: number }) => PortLabels;

function createLabelStore(numbering: 0 | 1): LabelStore {
  const known: PortLabels[] = [];
  return (ports, { children, connectors }) => {
    const found = known.find(
      (one) => one.ports === ports && one.children === children && one.connectors === connectors,
    );
    if (found !== undefined) return found;
    const labels = openLabels(ports, { children, connectors }, numbering);
    known.push(labels);
    return labels;
  };
}

function keptFirst(left: PortUse, right: PortUse): number {
  return Number(left.names !== null) - Number(right.names !== null);
}

function listGroup(store: LabelStore, ports: PortsSpec, uses: readonly PortUse[]): readonly PortRow[] {
  const labels = store(ports, { children: 1, connectors: 1 });
  // A port that one statement keeps and another uses shows its link.
  const byCode = new Map([...uses].sort(keptFirst).map((use) => [use.code, use] as const));
  return Array.from({ length: sizeOfSpace(ports.dims) }, (_, code) => ({
    label: labelOf(labels, code),
    rateBitsPerSecond: byCode.get(code)?.run.spec.rateBitsPerSecond ?? ports.rateBitsPerSecond,
    use: byCode.get(code) ?? null,
  }));
}

function listPools(
  store: LabelStore,
  ports: PortsSpec,
  count: number,
  uses: readonly PortUse[],
  layout: PoolLayout | undefined,
  index: ArrayLike<number>,
): readonly PortRow[] {
  const held: (PortUse[] | undefined)[] = [];
  for (const use of [...uses].sort(keptFirst)) {
    const at = portOfCode(endOf(use.run, use.which).labels, use.code);
    const key = at.pool * count + at.port;
    const children = held[key] ?? [];
    children[at.child] = use;
    held[key] = children;
  }
  const rows: PortRow[] = [];
  const pools = sizeOfSpace(ports.dims);
  for (let pool = 0; pool < pools; pool++) {
    const splits = layout === undefined ? [] : findSplits(layout, index, pool);
    for (let port = 0; port < count; port++) {
      const mine = held[pool * count + port];
      const first = mine?.find((use) => use !== undefined);
      const cage = Math.floor(port / ports.perCage);
      const split = splits.find((one) => cage >= one.from && cage < one.to);
      const end = first === undefined ? undefined : endOf(first.run, first.which).spec;
      const shape = end ?? split ?? { children: 1, connectors: 1 };
      const rate = first?.run.spec.rateBitsPerSecond ?? split?.rate ?? ports.rateBitsPerSecond;
      const labels = store(ports, shape);
      for (let child = 0; child < shape.children; child++) {
        const code = codeAt(ports, shape.children, pool, port, child);
        rows.push({ label: labelOf(labels, code), rateBitsPerSecond: rate, use: mine?.[child] ?? null });
      }
    }
  }
  return rows;
}

function codeAt(ports: PortsSpec, children: number, pool: number, port: number, child: number): number {
  const cages = Math.ceil((ports.pool ?? 0) / ports.perCage);
  const cage = Math.floor(port / ports.perCage);
  return (pool * cages + cage) * ports.perCage * children + (port % ports.perCage) * children + child;
}

interface SplitCages {
  readonly from: number;
  readonly to: number;
  readonly children: number;
  readonly connectors: number;
  readonly rate: number;
}

/** Cages whose ports are split by a block, on one device and pool. */
function findSplits(layout: PoolLayout, index: ArrayLike<number>, pool: number): readonly SplitCages[] {
  const width = layout.array.spec.dims.length;
  const own = new Float64Array(width + layout.ports.dims.length + 1);
  for (let position = 0; position < width; position++) own[position] = index[position] as number;
  unrank(layout.ports.dims, pool, own, width);
  return layout.blocks.flatMap((block) => {
    const { spec } = block.end === "z" ? block.run.z : block.run.a;
    if (spec.children === 1 || (!block.everywhere && placesInBlock(block, own) === 0)) return [];
    const from = findFirstCage(layout, block, own);
    return [
      {
        from,
        to: from + block.cages,
        children: spec.children,
        connectors: spec.connectors,
        rate: block.run.spec.rateBitsPerSecond,
      },
    ];
  });
}

/**
 * Returns how many rows the tables of all devices of an array have. Its cost is that of one device where every device
 * is dealt the same blocks, else that of all devices.
 */
export function countPortRows(plan: Plan, array: PlanArray): number {
  const table = openPortTable(plan, array);
  const layouts = plan.layouts.filter((layout) => layout.array === array);
  const pinned = attachmentsOf(plan, array.spec.name).some(({ end }) => end.pin !== null && end.spec.children > 1);
  const alike = !pinned && layouts.every((layout) => layout.blocks.every((block) => block.everywhere));
  const size = sizeOfSpace(array.spec.dims);
  const index: number[] = [];
  let rows = 0;
  let present = 0;
  let each = -1;
  for (let device = 0; device < size; device++) {
    unrank(array.spec.dims, device, index);
    if (!exists(array, index)) continue;
    present++;
    if (alike && each < 0) each = table(index).length;
    if (!alike) rows += table(index).length;
    if (alike && array.absent.length === 0) return each * size;
  }
  return alike ? present * Math.max(0, each) : rows;
}
