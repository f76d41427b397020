/** Device arrays and parts of random small designs. Knows no statements: pools are wide here and fitted afterwards. */
import type { IndexExpr } from "../../src/core/index-expr.js";
import type { DeviceArray, Dim } from "../../src/model/design.js";
import type { CageMap, Part, PortGroup } from "../../src/model/part.js";
import type { Chooser } from "./chooser.js";
import { makeArray, makeCages, makeDim, makeGroup, makeGroupDim, makePart, makePool, makeSplit } from "./make.js";

/** Ports of a pool before it is fitted: more than any small design needs from either end. */
export const wideCount = 512;

/** The dimensions of a design by name: one name has one extent everywhere, as a design that compiles has. */
export interface Dims {
  readonly groups: readonly Dim[];
  readonly own: readonly Dim[];
}

/** Returns the dimensions to draw from. */
export function chooseDims(choose: Chooser): Dims {
  const size = (name: string): Partial<Dim> & { extent: number } => {
    const extent = choose.among([1, 2, 3, 2, 3, 4]);
    const planned = extent + (choose.rarely(4) ? 1 + choose.pick(2) : 0);
    return { extent, planned, short: choose.rarely(2) ? name.slice(0, 1) : name };
  };
  const groups = ["pod", "seg"].map((name) => {
    const rest = size(name);
    return makeGroupDim(name, rest.extent, rest);
  });
  const own = ["rail", "plane", "unit"].map((name) => {
    const rest = size(name);
    return makeDim(name, rest.extent, rest);
  });
  return { groups, own };
}

/** Returns one or two arrays of hosts, whose ports are mostly groups, and one to three arrays of switches. */
export function chooseArrays(choose: Chooser, dims: Dims): DeviceArray[] {
  const arrays: DeviceArray[] = [];
  const hosts = 1 + choose.pick(2);
  for (let k = 0; k < hosts; k += 1) arrays.push(chooseHosts(choose, dims, k === 0 ? "host" : "big_host"));
  const switches = 1 + choose.pick(3);
  for (let k = 0; k < switches; k += 1) arrays.push(chooseSwitches(choose, dims, `sw_${"abc".charAt(k)}`));
  return arrays;
}

function chooseHosts(choose: Chooser, dims: Dims, name: string): DeviceArray {
  const groups = dims.groups.slice(0, choose.pick(3));
  const extent = 1 + choose.pick(6);
  const own = makeDim(name, extent, { planned: extent + (choose.rarely(3) ? 1 + choose.pick(3) : 0) });
  const portDims = [
    [makeDim("port", 2)],
    [],
    [...dims.own.slice(0, 1).map(fixExtent), makeDim("port", 2)],
    [makeDim("port", 4)],
  ];
  const nic = makeGroup("nic", choose.among(portDims), choose.among([100, 200]), {
    lanes: choose.among([null, 2]),
    perCage: choose.among([1, 1, 2]),
  });
  const ports: PortGroup[] = [nic];
  if (choose.rarely(3)) ports.push(makeGroup("mgmt_x", [], 100));
  if (choose.rarely(4)) ports.push(makePool("store", wideCount, 100, { lanes: 1 }));
  const cages = choose.rarely(3) ? [mapCages(choose, nic)] : [];
  const part = makePart(`part_${name}`, ports, { kind: "server", cages });
  return finishArray(choose, makeArray(name, part, [...groups, own]));
}

/** Ports of a part are all there: what is planned of a dimension elsewhere exists on a part. */
function fixExtent(dim: Dim): Dim {
  return { ...dim, extent: dim.planned, ofGroup: false };
}

/** Two ports a cage, first with last, so that the map is not the order of the ports. */
function mapCages(choose: Chooser, { name, dims }: PortGroup): CageMap {
  const count = dims.reduce((product, dim) => product * dim.planned, 1);
  const slots: [string, number][][] = [];
  for (let low = 0, high = count - 1; low <= high; low += 1, high -= 1) {
    slots.push(
      low === high
        ? [[name, low]]
        : [
            [name, high],
            [name, low],
          ],
    );
  }
  return makeCages("osfp", choose.rarely(2) ? slots.reverse() : slots);
}

function chooseSwitches(choose: Chooser, dims: Dims, name: string): DeviceArray {
  const groups = choose.among([[], dims.groups.slice(0, 1), dims.groups, dims.groups.slice(1)]);
  const own = dims.own.filter(() => choose.rarely(2));
  const named = choose.rarely(3) ? [makeDim(name, 1 + choose.pick(3))] : [];
  const part = chooseSwitchPart(choose, `part_${name}`);
  const shape = choose.rarely(3) ? [...named, ...[...own].reverse()] : [...own, ...named];
  return finishArray(choose, makeArray(name, part, [...groups, ...shape], { fabric: "net" }));
}

function chooseSwitchPart(choose: Chooser, id: string): Part {
  const rateGbps = choose.among([100, 400, 200, 400]);
  const splits = {
    100: [makeSplit(2, 50)],
    200: [makeSplit(2, 100), makeSplit(4, 50, 2)],
    400: choose.among([
      [makeSplit(4, 100), makeSplit(2, 200, 2)],
      [makeSplit(4, 100, 2), makeSplit(2, 200)],
      [makeSplit(2, 200, 2), makeSplit(4, 100, 4)],
    ]),
  }[rateGbps];
  const dims = choose.rarely(4) ? [makeDim("chip", 2)] : [];
  const lanes = choose.among([null, 4]);
  const ports = [
    makePool("front", wideCount, rateGbps, { lanes, perCage: choose.among([1, 1, 2]), splits: splits ?? [], dims }),
  ];
  if (choose.rarely(4)) ports.push(makeGroup("extra", [makeDim("link", 2 + choose.pick(3))], choose.among([100, 200])));
  return makePart(id, ports);
}

/** Adds what may be said of any array: removed devices, spares, a pattern. */
function finishArray(choose: Chooser, array: DeviceArray): DeviceArray {
  const last = array.dims[array.dims.length - 1];
  const spares = last !== undefined && choose.rarely(3) ? choose.pick(last.extent) : 0;
  const absent = last !== undefined && choose.rarely(4) ? [chooseAbsent(choose, array.dims)] : [];
  const namePattern = choose.rarely(5) ? makePattern(choose, array) : null;
  return { ...array, spares, absent, namePattern };
}

function chooseAbsent(choose: Chooser, dims: readonly Dim[]): IndexExpr {
  const test = (): IndexExpr => {
    const dim = choose.among(dims);
    return choose.among<IndexExpr>([
      ["==", dim.name, choose.pick(dim.planned)],
      [">", dim.name, choose.pick(dim.planned)],
      ["==", ["mod", dim.name, 2], 1],
    ]);
  };
  return choose.among<IndexExpr>([test(), ["and", test(), test()]]);
}

function makePattern(choose: Chooser, { name, dims }: DeviceArray): string {
  return [
    name.toUpperCase().replaceAll("_", "-"),
    ...dims.map((dim) => choose.among([`{${dim.name}}`, `{${dim.name}:03}`])),
  ].join("-");
}
