/** Devices whose modules, all plugged, take more than the power supplies give once one of them is lost. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatCount, formatPower } from "../../core/quantity.js";
import { numberIn } from "../../model/bag.js";
import type { DeviceArray } from "../../model/design.js";
import { noteFigures } from "../../model/note-figure.js";
import { wattsOfPlug } from "../../model/plugs.js";
import { type DevicePlugs, findModules } from "../plugs/module-bill.js";
import { labelFigure } from "../plugs/plugged-ends.js";
import type { Rule } from "../rule.js";

export const rule: Rule = {
  code: "WF5116",
  severity: "error",
  title: "more modules than the power supplies carry",
  name: "module_power_budget",
  *check({ design, plan }) {
    const { fullest } = findModules(plan);
    for (const array of design.arrays) {
      const plugs = fullest.get(array.name);
      const budget = plugs === undefined ? null : readBudget(array, plugs);
      if (plugs !== undefined && budget !== null && budget.needed > budget.left) yield report(array, plugs, budget);
    }
  },
};

interface Budget {
  readonly base: number;
  readonly supplies: number;
  readonly each: number;
  /** With one power supply lost. */
  readonly left: number;
  /** Base and modules; less than that where a module does not say its power. */
  readonly needed: number;
}

/** Null where the part does not say what it draws without modules, or what its power supplies give. */
function readBudget({ part }: DeviceArray, { watts }: DevicePlugs): Budget | null {
  const base = part.powerTypicalWatts;
  const [supplies, each] = [numberIn(part.bag, "supplies"), numberIn(part.bag, "supply_power")];
  if (base === null || supplies === null || each === null) return null;
  return { base, supplies, each, left: (supplies - 1) * each, needed: base + watts };
}

function report(array: DeviceArray, { device, plugs, watts }: DevicePlugs, budget: Budget): Diagnostic {
  const { part } = array;
  const { base, supplies, each, left, needed } = budget;
  const terms = plugs.flatMap(({ part: plug, cages }) => {
    const own = wattsOfPlug(plug);
    return own === null ? [] : [`${formatCount(cages)} x ${formatPower(own)}`];
  });
  const unknown = plugs
    .filter(({ part: plug }) => wattsOfPlug(plug) === null)
    .map(({ part: plug }) => `\`${plug.id}\``);
  const properties = ["power_typical", "supplies", "supply_power"];
  return diagnose(
    rule,
    `the modules of \`${device}\` take ${terms.join(" + ")} = ${formatPower(watts)}, with ${formatPower(base)} of its own ` +
      `${formatPower(needed)}; with one of ${formatCount(supplies)} power supplies lost ${formatPower(left)} are left`,
    [
      { span: array.nameOrigin, text: `${formatPower(needed)} of ${formatPower(left)}` },
      ...labelFigure(part, "supply_power", `${formatPower(each)} each`),
      ...labelFigure(part, "power_typical", "without modules"),
      ...plugs.map(({ part: plug, cages }) => ({ span: plug.origin, text: `${formatCount(cages)} in its cages` })),
    ],
    {
      notes: [
        ...(unknown.length === 0 ? [] : [`${unknown.join(", ")} does not say what it draws, so it is more than that`]),
        ...noteFigures(part, properties),
        ...plugs.flatMap(({ part: plug }) => noteFigures(plug, ["power", "end_power"])),
      ],
      help: "plug fewer or cooler modules, or take a part with more or stronger power supplies",
    },
  );
}
