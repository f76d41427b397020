/** `ports.csv`: every port of every switch, used, spare or free, in the order of devices and ports. */
import { exists } from "../plan/count.js";
import type { Plan, PlanArray } from "../plan/plan.js";
import { countPortRows, openPortTable, type PortRow } from "../plan/port-table.js";
import { sizeOfSpace, unrank } from "../plan/space.js";
import type { Emitter } from "./emitter.js";
import { csvCell, csvLine, gatherLines } from "./text/csv.js";

/** The columns of `ports.csv`; later ones are appended on the right. */
export const portColumns = [
  "device",
  "part",
  "port",
  "cage",
  "lane",
  "speed_gbps",
  "state",
  "fabric",
  "run",
  "far_device",
  "far_port",
  "link_id",
  "kept_for",
] as const;

export const emitter: Emitter = {
  name: "ports",
  emit: ({ plan }) => [
    {
      path: "ports.csv",
      rows: switchesOf(plan).reduce((sum, array) => sum + countPortRows(plan, array), 0),
      chunks: gatherLines(writePorts(plan)),
    },
  ],
};

function switchesOf(plan: Plan): readonly PlanArray[] {
  return plan.arrays.filter((array) => array.spec.kind === "switch");
}

function* writePorts(plan: Plan): Generator<string> {
  yield csvLine(portColumns);
  for (const array of switchesOf(plan)) {
    const table = openPortTable(plan, array);
    const index: number[] = [];
    const size = sizeOfSpace(array.spec.dims);
    for (let device = 0; device < size; device++) {
      unrank(array.spec.dims, device, index);
      if (!exists(array, index)) continue;
      const start = `${csvCell(array.write(index))},${csvCell(array.spec.part)},`;
      let text = "";
      for (const row of table(index)) text += start + writeRow(row);
      yield text;
    }
  }
}

/** `used`: a link between devices in service; `spare`: a link of a spare device; `free`: no link, though it may be kept. */
function writeRow({ label, rateBitsPerSecond, use }: PortRow): string {
  const start = `${csvCell(label.port)},${csvCell(label.cage)},${label.lane},${rateBitsPerSecond / 1e9}`;
  if (use === null) return `${start},free,,,,,,\n`;
  const { fabric, name } = use.run.spec;
  if (use.names === null) return `${start},free,,,,,,${csvCell(name)}\n`;
  const { names, which } = use;
  const far = which === "a" ? [names.zDevice, names.z.port] : [names.aDevice, names.a.port];
  return `${start},${use.state},${[fabric, name, ...far, names.linkId].map(csvCell).join(",")},\n`;
}
