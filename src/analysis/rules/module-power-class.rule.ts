/** Modules, or ends of cables, that draw more than their cage may give. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatPower } from "../../core/quantity.js";
import { numberIn } from "../../model/bag.js";
import { noteFigures } from "../../model/note-figure.js";
import { wattsOfPlug } from "../../model/plugs.js";
import {
  figuresOfEnds,
  groupEnds,
  labelFigure,
  labelGroup,
  listPluggedEnds,
  nameEnds,
  type PlugGroup,
  type PluggedEnd,
} from "../plugs/plugged-ends.js";
import type { Rule } from "../rule.js";

export const rule: Rule = {
  code: "WF5115",
  severity: "error",
  title: "module above the power of its cage",
  name: "module_power_class",
  *check({ plan }) {
    for (const group of groupEnds(listPluggedEnds(plan), findLimit)) yield report(group);
  },
};

/** What the cage gives where the plug draws more; unknown figures are not judged. */
function findLimit({ part, end }: PluggedEnd): string | null {
  const [watts, limit] = [wattsOfPlug(part), numberIn(end.ports.bag, "module_power")];
  return watts !== null && limit !== null && watts > limit ? formatPower(limit) : null;
}

function report(group: PlugGroup): Diagnostic {
  const { part, kind } = group.first;
  const watts = formatPower(wattsOfPlug(part) ?? 0);
  const limit = findLimit(group.first) ?? "";
  const property = kind === "cable" ? "end_power" : "power";
  return diagnose(
    rule,
    `\`${part.id}\` draws ${watts} at most, but a cage of ${nameEnds(group)} gives ${limit}`,
    [...labelGroup(group, `${watts} in each cage`, `${limit} a cage`), ...labelFigure(part, property, watts)],
    {
      notes: [
        "a port switches off what asks for more than it may give",
        ...figuresOfEnds(group, ["module_power"]).flatMap((figures) => noteFigures(...figures)),
        ...noteFigures(part, [property]),
      ],
      help: `name a module of at most ${limit}, or a part whose cages give ${watts}`,
    },
  );
}
