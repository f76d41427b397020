/** Modules whose electrical lanes do not run as those of their cage, or whose light differs from them without a gearbox. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatRate } from "../../core/quantity.js";
import { isTrueIn, numberIn } from "../../model/bag.js";
import { noteFigures } from "../../model/note-figure.js";
import type { Part } from "../../model/part.js";
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
import { readLaneMode } from "../wiring/lanes.js";
import { countOf, isMisfit } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5110",
  severity: "error",
  title: "module with other lanes than its cage",
  name: "modulation_gearbox",
  *check({ plan }) {
    const ends = listPluggedEnds(plan).filter(({ kind }) => kind === "module");
    const modules = new Set<Part>();
    for (const { part, origin } of ends) {
      if (modules.has(part)) continue;
      modules.add(part);
      if (lacksGearbox(part)) yield reportLight(part, origin);
    }
    for (const group of groupEnds(ends, findHost)) yield reportLanes(group);
  },
};

/** 8 lanes of 50 Gbps on 4 lanes of light need a gearbox; one lane of light a lane does not. */
function lacksGearbox({ bag }: Part): boolean {
  const [lanes, light] = [numberIn(bag, "lanes"), numberIn(bag, "optical_lanes")];
  return lanes !== null && light !== null && lanes !== light && !isTrueIn(bag, "gearbox");
}

function reportLight(part: Part, origin: PluggedEnd["origin"]): Diagnostic {
  const lanes = numberIn(part.bag, "lanes") ?? 0;
  const light = numberIn(part.bag, "optical_lanes") ?? 0;
  const rate = numberIn(part.bag, "lane_rate");
  const electrical =
    rate === null ? countOf(lanes, "electrical lane") : `${countOf(lanes, "electrical lane")} of ${formatRate(rate)}`;
  const optical =
    rate === null ? countOf(light, "lane") : `${countOf(light, "lane")} of ${formatRate((lanes * rate) / light)}`;
  return diagnose(
    rule,
    `\`${part.id}\` has ${electrical} and ${optical} of light, but no gearbox between them`,
    [
      { span: origin, text: "plugged here" },
      ...labelFigure(part, "lanes", String(lanes)),
      ...labelFigure(part, "optical_lanes", String(light)),
    ],
    {
      notes: noteFigures(part, ["lanes", "optical_lanes", "lane_rate"]),
      help: "say `gearbox = true` if the module has one, or correct its lanes",
    },
  );
}

/** How a link is sent where the module's electrical lanes run at another rate; unknown lanes are not judged. */
function findHost({ statement, which, part }: PluggedEnd): string | null {
  const { connect } = statement;
  const mode = isMisfit(connect, which) ? null : readLaneMode(connect, which);
  const rate = numberIn(part.bag, "lane_rate");
  if (mode === null || rate === null || rate === mode.laneRateBitsPerSecond) return null;
  return `${countOf(mode.lanes, "lane")} of ${formatRate(mode.laneRateBitsPerSecond)}`;
}

function reportLanes(group: PlugGroup): Diagnostic {
  const { part } = group.first;
  const host = findHost(group.first) ?? "";
  const own = formatRate(numberIn(part.bag, "lane_rate") ?? 0);
  return diagnose(
    rule,
    `links at ${nameEnds(group)} are ${host}, but the electrical lanes of \`${part.id}\` run at ${own}`,
    [...labelGroup(group, `lanes of ${own}`, host), ...labelFigure(part, "lane_rate", own)],
    {
      notes: [
        "a gearbox changes lanes to light inside the module; nothing changes them between the cage and the module",
        ...figuresOfEnds(group, ["lanes"]).flatMap((figures) => noteFigures(...figures)),
        ...noteFigures(part, ["lane_rate"]),
      ],
      help: "name a module for the lane rate of the port, or join the link to another port",
    },
  );
}
