/** `power(...)`: what devices draw at most, with the modules in their cages where their own figure does not count them. */
import type { Label } from "../../core/diagnostic.js";
import { DIM } from "../../core/dimension.js";
import { formatCount, formatPower } from "../../core/quantity.js";
import { type Ratio, ratio } from "../../core/ratio.js";
import type { Both } from "../metric.js";
import { type ArrayPower, listAddedPlugs } from "../metrics/power.metric.js";
import type { Answer, Query, Target } from "./answer.js";

/** Returns the arrays that a power is asked of: one, those of a fabric, or all. */
export function selectPower(
  { design, measures }: Pick<Query, "design" | "measures">,
  target: Target | null,
): readonly ArrayPower[] {
  return measures.power.arrays.filter(({ array, devices }) => {
    if (devices.all === 0) return false;
    if (target === null || target.name === array) return true;
    return target.of === "fabric" && design.arrays.some((one) => one.name === array && one.fabric === target.name);
  });
}

/** Returns the answer. What nobody states is missing; where parts inside say theirs, these are the least it can be. */
export function answerPower(query: Query): Answer {
  const terms = selectPower(query, query.target).map((array) => readArray(query, array));
  const sum = (which: "all" | "active"): Ratio =>
    terms.flatMap(({ watts }) => watts).reduce((total, watts) => total.add(ratio(watts[which])), ratio(0));
  return {
    value: { all: sum("all"), active: sum("active") },
    dimension: DIM.power,
    detail: "",
    labels: terms.flatMap(({ labels }) => labels),
    missing: terms.flatMap(({ missing }) => missing),
  };
}

interface PowerTerm {
  readonly watts: readonly Both<number>[];
  readonly labels: readonly Label[];
  readonly missing: readonly string[];
}

function readArray({ design, which }: Query, one: ArrayPower): PowerTerm {
  const array = design.arrays.find(({ name }) => name === one.array);
  const { max, least, devices } = one;
  const wattsEach = max?.wattsEach ?? least?.wattsEach ?? null;
  const own: Both<number> | null =
    wattsEach === null ? null : { all: devices.all * wattsEach, active: devices.active * wattsEach };
  const plugs = listAddedPlugs(one, "max");
  const known = plugs.flatMap((plug) => (plug.max === null ? [] : [{ ...plug, max: plug.max }]));
  const texts = [
    ...(wattsEach === null || own === null
      ? []
      : [
          `${formatCount(devices[which])} x ${formatPower(wattsEach)}${max === null ? " of the parts inside" : ""} = ${formatPower(own[which])}`,
        ]),
    ...known.map(
      ({ part, cages, max: watts }) => `${formatCount(cages[which])} x \`${part.id}\` = ${formatPower(watts[which])}`,
    ),
  ];
  return {
    watts: [...(own === null ? [] : [own]), ...known.map((plug) => plug.max)],
    labels: array === undefined || texts.length === 0 ? [] : [{ span: array.nameOrigin, text: texts.join(" + ") }],
    missing: [
      ...(max === null ? [`the power of \`${one.array}\` (part \`${one.part}\`)`] : []),
      ...plugs.flatMap(({ part, max: watts }) =>
        watts === null ? [`the power of \`${part.id}\` in the cages of \`${one.array}\``] : [],
      ),
    ],
  };
}
