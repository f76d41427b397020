/** Late functions that count what there is: devices, GPUs, ports, links, spares, what is planned. */
import { DIM } from "../../core/dimension.js";
import { formatCount } from "../../core/quantity.js";
import { ratio } from "../../core/ratio.js";
import { countDevices } from "../../plan/count.js";
import { arrayNamed } from "../../plan/plan.js";
import {
  type Answer,
  arrayOf,
  bothOf,
  labelArray,
  labelRun,
  makeAnswer,
  matchesPorts,
  type Query,
  type Refusal,
  runsOf,
  sumBoth,
} from "./answer.js";

/** `count`: the devices of an array. */
export function countArray(query: Query): Answer | Refusal {
  const array = arrayOf(query);
  const found = query.measures.devices.arrays.find((one) => one.array === array?.name);
  if (array === undefined || found === undefined) return { impossible: "`count` is of an array" };
  return makeAnswer(bothOf(found.devices), DIM.none, {
    labels: [labelArray(array, `${formatCount(found.devices[query.which])} devices`)],
  });
}

/** `gpus`: of an array, or of the cluster. */
export function countGpus(query: Query): Answer {
  const { measures, target, which, design } = query;
  const arrays = measures.devices.arrays.filter(
    (one) => one.gpusEach > 0 && (target === null || one.array === target.name),
  );
  const labels = arrays.flatMap((one) => {
    const array = design.arrays.find((candidate) => candidate.name === one.array);
    return array === undefined
      ? []
      : [
          labelArray(
            array,
            `${formatCount(one.devices[which])} x ${one.gpusEach} = ${formatCount(one.gpus[which])} GPUs`,
          ),
        ];
  });
  return makeAnswer(sumBoth(arrays.map((one) => one.gpus)), DIM.none, { labels });
}

/** `ports`: of an array's devices, or those of one group. */
export function countPorts(query: Query): Answer | Refusal {
  const array = arrayOf(query);
  const devices = query.measures.devices.arrays.find((one) => one.array === array?.name)?.devices;
  if (array === undefined || devices === undefined) return { impossible: "`ports` is of an array or of its ports" };
  const groups = array.part.ports.filter((ports) => matchesPorts(ports.name, query.target?.ports ?? null));
  const each = groups.reduce(
    (sum, ports) => sum + (ports.poolCount ?? 1) * ports.dims.reduce((product, dim) => product * dim.extent, 1),
    0,
  );
  const label = labelArray(array, `${formatCount(devices[query.which])} x ${each} ports`);
  return makeAnswer({ all: ratio(devices.all * each), active: ratio(devices.active * each) }, DIM.none, {
    labels: [label],
  });
}

/** `links`: of a fabric, an array or its ports. */
export function countLinks(query: Query): Answer {
  const runs = runsOf(query);
  const labels = runs.flatMap((run) => labelRun(query, run, `${formatCount(run.links[query.which])} links`));
  return makeAnswer(sumBoth(runs.map((run) => run.links)), DIM.none, { labels });
}

/** `memory`: of the GPUs of an array, or of the cluster. */
export function sumMemory({ measures, target }: Query): Answer {
  const arrays = measures.memory.arrays.filter((one) => target === null || one.array === target.name);
  const bytes = sumBoth(arrays.flatMap((one) => (one.bytes === null ? [] : [one.bytes])));
  const missing = arrays.flatMap((one) => (one.bytes === null ? [`the GPU memory of \`${one.array}\``] : []));
  return makeAnswer({ all: bytes.all.mul(8), active: bytes.active.mul(8) }, DIM.data, { missing });
}

/** `devices`: all devices of the cluster, or those that a fabric declares. */
export function countAllDevices({ design, measures, target, which }: Query): Answer {
  const arrays = measures.devices.arrays.filter(({ array }) => {
    const found = design.arrays.find((one) => one.name === array);
    return target === null || found?.fabric === target.name;
  });
  const labels = arrays.flatMap(({ array, devices }) => {
    const found = design.arrays.find((one) => one.name === array);
    return found === undefined ? [] : [labelArray(found, `${formatCount(devices[which])} devices`)];
  });
  return makeAnswer(sumBoth(arrays.map(({ devices }) => devices)), DIM.none, { labels });
}

/** `spares`: devices of an array that stand by. */
export function countSpares(query: Query): Answer | Refusal {
  const array = arrayOf(query);
  const found = query.measures.devices.arrays.find((one) => one.array === array?.name);
  if (array === undefined || found === undefined) return { impossible: "`spares` is of an array" };
  const spares = found.devices.all - found.devices.active;
  return makeAnswer(bothOf({ all: spares, active: spares }), DIM.none, {
    labels: [{ span: array.sparesOrigin ?? array.nameOrigin, text: `${formatCount(spares)} spares` }],
  });
}

/** `planned`: devices of an array once all that is planned exists, without those that `except` leaves out. */
export function countPlanned(query: Query): Answer | Refusal {
  const array = arrayOf(query);
  if (array === undefined) return { impossible: "`planned` is of an array" };
  const own = arrayNamed(query.plan, array.name);
  const dims = own.spec.dims.map((dim) => ({ ...dim, extent: dim.planned }));
  const planned = countDevices({ ...own, spec: { ...own.spec, dims } }, "all");
  return makeAnswer(bothOf({ all: planned, active: planned }), DIM.none, {
    labels: [labelArray(array, `${formatCount(planned)} planned`)],
  });
}

/** `assemblies`: physical cables of a fabric, or with an end at an array. */
export function countAssemblies(query: Query): Answer {
  const runs = runsOf(query).flatMap(({ position }) =>
    query.measures.assemblies.filter((one) => one.position === position),
  );
  const labels = runs.flatMap((run) => labelRun(query, run, `${formatCount(run.assemblies[query.which])} cables`));
  return makeAnswer(sumBoth(runs.map(({ assemblies }) => assemblies)), DIM.none, { labels });
}
