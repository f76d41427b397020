/** The table that `weft check` prints: what the design amounts to, readable in ten seconds. */
import type { Design } from "../../model/design.js";
import { countDevices, countLinks } from "../../plan/count.js";
import type { Plan } from "../../plan/plan.js";
import { groupDigits, layOutTable } from "./table.js";

/** Returns the table as text, ending in a line feed. */
export function summarise(design: Design, plan: Plan): string {
  const arrays = plan.arrays.map((array) => [
    array.spec.name,
    groupDigits(countDevices(array, "active")),
    groupDigits(countDevices(array, "all")),
    array.spec.part,
  ]);
  const runs = plan.runs.map((run) => [
    `${run.spec.fabric} ${run.spec.name}`,
    groupDigits(countLinks(run, "active")),
    groupDigits(countLinks(run, "all")),
    `links at ${run.spec.rateBitsPerSecond / 1e9} Gbps`,
  ]);
  const rows = [["", "active", "installed", ""], ...arrays, ...runs];
  return `${design.name}\n${layOutTable(rows, ["left", "right", "right", "left"]).join("\n")}\n`;
}
