/** The parts of the standard library as tables for people: one a class, with the figures that tell them apart. */
import { countNoun } from "../../src/core/words.js";
import type { LibraryPart } from "../../src/model/build-library.js";
import { countGpus, type Fact, type Grade, isServicePorts, type Part, type PortGroup } from "../../src/model/part.js";

interface Column {
  readonly title: string;
  readonly cell: (part: Part) => string;
}

/** A class of parts: its heading, the kinds of part in it and what its table shows beside name and description. */
interface PartClass {
  readonly title: string;
  readonly kinds: readonly string[];
  readonly columns: readonly Column[];
}

const marks: Readonly<Record<Grade, string>> = { measured: " (m)", published: "", derived: " (d)", assumed: " (a)" };

/** Columns of figures by property; more than one property is the first that the part has. */
function figure(title: string, ...properties: readonly string[]): Column {
  return {
    title,
    cell: (part) => {
      const found = properties.flatMap((property) => part.facts.find((fact) => fact.property === property) ?? [])[0];
      return found === undefined ? "" : [found, ...found.also].map(writeFigure).join(" or ");
    },
  };
}

/** The first figure of a list: the others are in the part. */
function writeFigure({ text, grade }: Pick<Fact, "text" | "grade">): string {
  const first = /^\[([^\],]+)/.exec(text)?.[1] ?? text;
  return `${first.replaceAll('"', "").replaceAll("_", ",")}${grade === null ? "" : marks[grade]}`;
}

const ports: Column = {
  title: "ports",
  cell: (part) =>
    part.ports
      .filter((group) => !isServicePorts(group))
      .map(writePorts)
      .join("; "),
};

function writePorts(group: PortGroup): string {
  const count = group.dims.reduce((product, dim) => product * dim.extent, 1) * (group.poolCount ?? 1);
  return `${count === 1 ? "" : `${count} x `}${writeRate(group.rateBitsPerSecond)}${group.cage === null ? "" : ` ${group.cage}`}`;
}

function writeRate(bitsPerSecond: number): string {
  return bitsPerSecond >= 1e12 ? `${bitsPerSecond / 1e12}T` : `${bitsPerSecond / 1e9}G`;
}

const splits: Column = {
  title: "splits",
  cell: (part) => {
    const modes = part.ports
      .filter((group) => !isServicePorts(group))
      .flatMap((group) => group.splits.map((mode) => `${mode.children}x${writeRate(mode.rateBitsPerSecond)}`));
    return [...new Set(modes)].join(", ");
  },
};

const lengths: Column = {
  title: "lengths",
  cell: (part) => {
    const all = part.bag.series["lengths"] ?? [];
    const [first, last] = [all[0], all.at(-1)];
    return first === undefined ? "" : `${first} to ${last} m, ${all.length} steps`;
  },
};

const gpus: Column = { title: "GPUs", cell: (part) => (countGpus(part) === 0 ? "" : String(countGpus(part))) };
const number: Column = { title: "number", cell: (part) => part.mpn ?? "" };
const [height, weight, power, typical] = [
  figure("height", "height"),
  figure("weight", "weight"),
  figure("power", "power"),
  figure("typical", "power_typical"),
];

const classes: readonly PartClass[] = [
  {
    title: "GPUs",
    kinds: ["gpu"],
    columns: [
      figure("memory", "memory"),
      figure("bandwidth", "memory_bandwidth"),
      figure("scale-up", "scale_up"),
      figure("compute", "compute"),
      power,
    ],
  },
  { title: "Servers, trays and racks of GPUs", kinds: ["server"], columns: [gpus, ports, height, weight, power] },
  { title: "Boards", kinds: ["baseboard"], columns: [gpus, number, figure("memory", "memory")] },
  {
    title: "Adapters",
    kinds: ["nic", "dpu"],
    columns: [ports, number, figure("PCIe generation", "pcie_generation"), power],
  },
  {
    title: "Switches",
    kinds: ["switch"],
    columns: [ports, splits, figure("logical ports", "logical_ports"), height, weight, power, typical],
  },
  {
    title: "Modules",
    kinds: ["optic"],
    columns: [
      figure("rate", "rate"),
      figure("family", "family"),
      figure("reach", "reach"),
      figure("fits", "fits"),
      figure("top", "heat_sink"),
      power,
      number,
    ],
  },
  {
    title: "Cables and cords",
    kinds: ["cable"],
    columns: [figure("medium", "medium"), figure("rate", "rate"), figure("tails", "tails"), lengths],
  },
  {
    title: "Storage",
    kinds: ["storage_node", "file_system"],
    columns: [
      ports,
      figure("read", "read"),
      figure("write", "write"),
      height,
      figure("power", "power", "power_typical"),
    ],
  },
  { title: "Appliances", kinds: ["appliance"], columns: [ports, height, weight, power] },
  { title: "Processors", kinds: ["cpu"], columns: [figure("cores", "cores")] },
  { title: "Drives", kinds: ["drive"], columns: [figure("capacity", "capacity"), figure("form", "form")] },
  {
    title: "Racks",
    kinds: ["rack"],
    columns: [height, figure("width", "width"), figure("depth", "depth"), weight, figure("load", "load")],
  },
  { title: "Panels", kinds: ["panel"], columns: [height, figure("connectors", "connectors")] },
  {
    title: "Power distribution",
    kinds: ["pdu"],
    columns: [
      figure("voltage", "line_voltage"),
      figure("breaker", "breaker"),
      figure("usable", "usable_power"),
      figure("C13", "c13"),
      figure("C19", "c19"),
    ],
  },
  { title: "Coolant distribution", kinds: ["cdu"], columns: [figure("heat", "heat"), figure("flow", "flow"), height] },
];

const head = (count: number): string => `# Parts of the standard library

<!-- Generated by \`npm run generate\` from src/std. -->

${countNoun(count, "part")}, by class, with the figures that tell them apart. A figure without a mark is published or stands in the
name; (d) is derived, (a) is assumed, (m) is measured; "or" joins what two sources say. An empty cell is unknown.
\`weft parts <name>\` shows all figures of a part with their sources; [catalogue.md](catalogue.md) says where they come
from.
`;

/** Returns the page. Throws an error when a part belongs to no class. */
export function writePartTables(parts: readonly LibraryPart[]): string {
  const known = new Set(classes.flatMap(({ kinds }) => kinds));
  const lost = parts.find(({ part }) => !known.has(part.kind));
  if (lost !== undefined) throw new Error(`no table for parts of kind ${lost.part.kind}, such as ${lost.part.id}`);
  const sections = classes.flatMap((one) => {
    const members = parts.filter(({ part }) => one.kinds.includes(part.kind));
    return members.length === 0 ? [] : [writeClass(one, members)];
  });
  return [head(parts.length), ...sections].join("\n");
}

function writeClass({ title, columns }: PartClass, members: readonly LibraryPart[]): string {
  const titles = ["part", "what it is", ...columns.map((column) => column.title), "from"];
  const rows = members.map(({ part, file }) => [
    `\`${part.id}\``,
    part.description,
    ...columns.map(({ cell }) => cell(part)),
    file,
  ]);
  const lines = [titles, titles.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `## ${title}\n\n${countNoun(members.length, "part")}.\n\n${lines.join("\n")}\n`;
}
