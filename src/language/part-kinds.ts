/** The kinds of part: a row each, with its properties and what may stand inside it. Data only. */
import type { Kind, PropertyRow } from "./kinds.js";
import {
  cableRows,
  cduRows,
  chassisRows,
  commonRows,
  computerRows,
  driveRows,
  gpuRows,
  nicRows,
  opticRows,
  panelRows,
  pduRows,
  rackRows,
  storageRows,
  switchRows,
} from "./part-rows.js";

export interface PartKind {
  /** The identifier after `part`, and the keyword of arrays of it. */
  readonly kind: string;
  /** The keyword of arrays and components of it where that is another: a `dpu` stands wherever a `nic` may. */
  readonly standsFor?: string;
  readonly doc: string;
  readonly properties: readonly PropertyRow[];
  /** Keywords of the parts that such a part may hold. */
  readonly components: readonly string[];
  /** Whether it may declare `ports` and `cage`. */
  readonly hasPorts: boolean;
}

const computer = ["gpu", "cpu", "nic", "drive"] as const;

function describe(
  kind: string,
  doc: string,
  own: readonly PropertyRow[],
  rest: Partial<Pick<PartKind, "components" | "hasPorts" | "standsFor">> = {},
): PartKind {
  return { kind, doc, properties: [...commonRows, ...own], components: [], hasPorts: false, ...rest };
}

export const partKinds: readonly PartKind[] = [
  describe(
    "server",
    "A computer that runs the workload: a server, a tray or a whole rack-scale system, which holds trays.",
    [...chassisRows, ...computerRows],
    { components: [...computer, "server"], hasPorts: true },
  ),
  describe("switch", "A network switch.", [...chassisRows, ...switchRows], { hasPorts: true }),
  describe(
    "storage_node",
    "A computer or an appliance that serves storage.",
    [
      ...chassisRows,
      ...storageRows,
      ...computerRows.filter(
        (row) => row.name === "host_memory" || row.name === "local_storage" || row.name === "network",
      ),
    ],
    { components: ["cpu", "nic", "drive"], hasPorts: true },
  ),
  describe("appliance", "Any other device with ports, such as a fabric manager.", chassisRows, {
    components: ["cpu", "nic", "drive"],
    hasPorts: true,
  }),
  describe("file_system", "A managed file system: storage as a service, without hardware of one's own.", storageRows),
  describe("gpu", "An accelerator.", gpuRows, { hasPorts: true }),
  describe("baseboard", "A board of GPUs that servers are built on; it stands wherever a gpu may.", computerRows, {
    components: ["gpu"],
    standsFor: "gpu",
  }),
  describe("cpu", "A processor.", [
    { name: "cores", type: { kind: "count", least: 1, most: 1e4 }, doc: "physical cores" },
  ]),
  describe("nic", "A network adapter; its ports become ports of what holds it.", nicRows, { hasPorts: true }),
  describe("dpu", "A network adapter with processors of its own; it stands wherever a nic may.", nicRows, {
    hasPorts: true,
    standsFor: "nic",
  }),
  describe("drive", "A disk or a flash drive.", driveRows),
  describe("optic", "A pluggable module: electrical on one side, light on the other.", opticRows),
  describe("cable", "A cable with its plugs, or a cord of fibre between modules.", cableRows),
  describe("panel", "A patch panel.", panelRows),
  describe("rack", "A rack.", rackRows),
  describe("pdu", "A power distribution unit.", pduRows),
  describe("cdu", "A coolant distribution unit.", [...chassisRows, ...cduRows], { hasPorts: true }),
];

const byKind: ReadonlyMap<string, PartKind> = new Map(partKinds.map((row) => [row.kind, row]));

/** Returns the row of a kind of part, or null. */
export function findPartKind(kind: string): PartKind | null {
  return byKind.get(kind) ?? null;
}

/** Returns the properties of its part that an array may change for itself; where both have one name, the array's counts. */
export function changeableRows(array: Pick<Kind, "keyword" | "properties">): readonly PropertyRow[] {
  const taken = new Set(array.properties.map((row) => row.name));
  return (byKind.get(array.keyword)?.properties ?? []).filter((row) => !taken.has(row.name));
}

/** Returns the keyword that arrays and components of that kind of part are declared with. */
export function keywordOf(kind: string): string {
  return byKind.get(kind)?.standsFor ?? kind;
}
