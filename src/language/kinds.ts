/**
 * The language as a table: a row for every keyword that opens a member, with where it may stand, its heading and its
 * properties. Checking, completion, the manual and the schemas read it; nothing else says what a block may hold.
 */
import { DIM } from "../core/dimension.js";
import { arrayDemands, connectDemands, fabricDemands } from "./fabric-rows.js";
import type { PropertyType } from "./types.js";
import {
  cageForms,
  errorCorrections,
  fabricProtocols,
  generations,
  heatSinks,
  media,
  portProtocols,
  portRoles,
  storageMedia,
} from "./vocabulary.js";

export interface PropertyRow {
  readonly name: string;
  readonly type: PropertyType;
  readonly required?: boolean;
  /** What holds when it is not given, as written. */
  readonly default?: string;
  readonly doc: string;
}

/** Whether a piece of the heading may, must or may not be there. */
export type Presence = "none" | "optional" | "required";

export interface Kind {
  readonly keyword: string;
  /** `block`: a heading and members. `array`: devices of one part. `statement`: has its own syntax. */
  readonly form: "block" | "array" | "statement";
  /** Keywords of the blocks it may stand in; `file` is the top of a file. */
  readonly parents: readonly string[];
  readonly name: Presence;
  readonly dims: Presence;
  readonly body: Presence;
  readonly except: boolean;
  /** Of its block. The properties of `part` depend on its kind: part-kinds.ts. */
  readonly properties: readonly PropertyRow[];
  /** `dimensions`: the keys of its block are names of dimensions, each with a whole number; it has no properties. */
  readonly keys?: "dimensions";
  readonly doc: string;
}

const device = ["cluster", "group", "fabric"] as const;
const inCluster = ["cluster", "group", "fabric", "storage", "workload"] as const;

const arrayProperties: readonly PropertyRow[] = [
  {
    name: "spares",
    type: { kind: "count", least: 0, most: Number.MAX_SAFE_INTEGER },
    default: "0",
    doc: "how many of the last devices of its own dimension stand by: installed, not counted as capacity",
  },
  { name: "name", type: { kind: "text" }, doc: "pattern of instance names, such as s{segment:02}-t{rail}" },
  ...arrayDemands,
];

const switchProperties: readonly PropertyRow[] = [
  ...arrayProperties,
  {
    name: "max_oversubscription",
    type: { kind: "quantity", dimension: DIM.none },
    doc: "the most that bandwidth down over bandwidth up of a switch may be, counting active devices: 16 / 15",
  },
];

function describeArray(keyword: string, doc: string, properties = arrayProperties): Kind {
  return {
    keyword,
    form: "array",
    parents: device,
    name: "required",
    dims: "optional",
    body: "optional",
    except: true,
    properties,
    doc,
  };
}

function describeComponent(keyword: string, doc: string): Kind {
  return {
    keyword,
    form: "array",
    parents: ["part"],
    name: "required",
    dims: "optional",
    body: "none",
    except: false,
    properties: [],
    doc,
  };
}

function describeStatement(
  keyword: string,
  parents: readonly string[],
  doc: string,
  properties: readonly PropertyRow[] = [],
): Kind {
  const body = properties.length > 0 ? "optional" : "none";
  return { keyword, form: "statement", parents, name: "none", dims: "none", body, except: false, properties, doc };
}

const clusterProperties: readonly PropertyRow[] = [
  {
    name: "numbering",
    type: { kind: "count", least: 0, most: 1 },
    default: "0",
    doc: "whether names of devices and ports count from 0 or from 1; expressions always count from 0",
  },
  {
    name: "prices",
    type: { kind: "texts" },
    doc: 'price books by path, or "std/prices"; of two that price one part the later counts',
  },
  {
    name: "priced_on",
    type: { kind: "text" },
    doc: "the day for which prices should hold, such as 2026-09-13: those that are much older are pointed out",
  },
];

const shortProperty: PropertyRow = {
  name: "short",
  type: { kind: "text" },
  doc: "what stands for the dimension in instance names; its own name when not given",
};

/** What is plugged at the ends of links; of a connect, or of a fabric for all its connects. */
const plugProperties: readonly PropertyRow[] = [
  { name: "module", type: { kind: "part", kinds: ["optic"] }, doc: "the optic in the cages of both ends" },
  { name: "module_a", type: { kind: "part", kinds: ["optic"] }, doc: "the optic in the cages of the left end" },
  { name: "module_z", type: { kind: "part", kinds: ["optic"] }, doc: "the optic in the cages of the right end" },
  { name: "cable", type: { kind: "part", kinds: ["cable"] }, doc: "the cable, or the cord between the modules" },
];

const fabricProperties: readonly PropertyRow[] = [
  { name: "protocol", type: { kind: "word", words: fabricProtocols }, doc: "what its ports speak" },
  { name: "color", type: { kind: "text" }, doc: "colour of its cables" },
  { name: "medium", type: { kind: "word", words: media }, doc: "what its links run over where a connect does not say" },
  { name: "mtu", type: { kind: "quantity", dimension: DIM.data }, doc: "largest packet, such as 9000B" },
  ...plugProperties,
  ...fabricDemands,
];

const tierProperties: readonly PropertyRow[] = [
  { name: "media", type: { kind: "word", words: storageMedia }, doc: "what it is made of" },
  { name: "capacity", type: { kind: "quantity", dimension: DIM.data }, doc: "usable capacity" },
  { name: "read", type: { kind: "quantity", dimension: DIM.rate }, doc: "read bandwidth of the whole tier" },
  { name: "write", type: { kind: "quantity", dimension: DIM.rate }, doc: "write bandwidth of the whole tier" },
  { name: "client_read", type: { kind: "quantity", dimension: DIM.rate }, doc: "the most one client host can read" },
  { name: "client_write", type: { kind: "quantity", dimension: DIM.rate }, doc: "the most one client host can write" },
];

const workloadProperties: readonly PropertyRow[] = [
  { name: "runs_on", type: { kind: "reference", to: "array" }, required: true, doc: "the array of its hosts" },
  { name: "fabric", type: { kind: "reference", to: "fabric" }, doc: "the fabric of its collectives" },
  { name: "checkpoint", type: { kind: "quantity", dimension: DIM.data }, doc: "checkpoint size a GPU" },
  {
    name: "saves_to",
    type: { kind: "reference", to: "tier" },
    doc: "the storage, or the tier of it, that takes checkpoints",
  },
  { name: "all_reduce", type: { kind: "quantity", dimension: DIM.data }, doc: "bytes of one all-reduce" },
  { name: "ranks", type: { kind: "count", least: 2, most: 1e9 }, doc: "how many GPUs take part in it" },
];

const portsProperties: readonly PropertyRow[] = [
  { name: "lanes", type: { kind: "count", least: 1, most: 64 }, doc: "electrical lanes of one whole port" },
  {
    name: "splits",
    type: { kind: "splits" },
    doc: "legal splits, that is breakouts, such as [4x200Gbps, 2x400Gbps over 2]",
  },
  { name: "per_cage", type: { kind: "count", least: 1, most: 64 }, default: "1", doc: "how many ports share one cage" },
  { name: "cage", type: { kind: "word", words: cageForms }, doc: "form factor of the cage" },
  { name: "protocol", type: { kind: "words", words: portProtocols }, doc: "what the port can be set to" },
  { name: "fec", type: { kind: "word", words: errorCorrections }, doc: "forward error correction" },
  { name: "role", type: { kind: "word", words: portRoles }, doc: "what the ports are for" },
  { name: "generation", type: { kind: "word", words: generations }, doc: "InfiniBand generation of the ports" },
  { name: "heat_sink", type: { kind: "word", words: heatSinks }, doc: "the top of the modules that its cages take" },
  {
    name: "accepts",
    type: { kind: "words", words: cageForms },
    doc: "other form factors that its cages take, beside their own",
  },
  {
    name: "module_power",
    type: { kind: "quantity", dimension: DIM.power },
    doc: "the most a module may draw in one cage",
  },
  {
    name: "pipeline_cages",
    type: { kind: "count", least: 1, most: 1e6 },
    doc: "how many neighbouring cages share one pipeline of the chip",
  },
  {
    name: "pipeline_ports",
    type: { kind: "count", least: 1, most: 1e6 },
    doc: "the most logical ports of one pipeline",
  },
  {
    name: "logical_ports",
    type: { kind: "count", least: 1, most: 1e6 },
    doc: "the most logical ports of this group after splits",
  },
  {
    name: "reserved",
    type: { kind: "count", least: 0, most: 1e6 },
    doc: "ports that management or the subnet manager needs, the last ones",
  },
  { name: "label", type: { kind: "text" }, doc: "what is printed at port n of its front, such as Ethernet{n}" },
];

const connectProperties: readonly PropertyRow[] = [
  ...plugProperties,
  { name: "medium", type: { kind: "word", words: media }, doc: "what the links run over" },
  { name: "align", type: { kind: "dimension" }, doc: "the dimension of which each value starts on a fresh cage" },
  ...connectDemands,
];

export const kinds: readonly Kind[] = [
  {
    keyword: "part",
    form: "block",
    parents: ["file"],
    name: "required",
    dims: "none",
    body: "required",
    except: false,
    properties: [],
    doc: "A thing that can be bought.",
  },
  {
    keyword: "cluster",
    form: "block",
    parents: ["file"],
    name: "required",
    dims: "none",
    body: "required",
    except: false,
    properties: clusterProperties,
    doc: "The design.",
  },
  {
    keyword: "group",
    form: "block",
    parents: ["cluster", "group"],
    name: "required",
    dims: "required",
    body: "required",
    except: true,
    properties: [shortProperty],
    doc: "A repeated unit; what it holds gains its dimension.",
  },
  {
    keyword: "fabric",
    form: "block",
    parents: ["cluster"],
    name: "required",
    dims: "none",
    body: "required",
    except: false,
    properties: fabricProperties,
    doc: "One network: its switches, its connects and what they share.",
  },
  {
    keyword: "dimension",
    form: "block",
    parents: device,
    name: "required",
    dims: "none",
    body: "required",
    except: false,
    properties: [shortProperty],
    doc: "What is said of a dimension itself.",
  },
  {
    keyword: "storage",
    form: "block",
    parents: ["cluster"],
    name: "required",
    dims: "none",
    body: "required",
    except: false,
    properties: [
      { name: "fabric", type: { kind: "reference", to: "fabric" }, doc: "the fabric that carries it" },
      {
        name: "servers",
        type: { kind: "reference", to: "array" },
        doc: "the array of its servers; none for a managed file system",
      },
    ],
    doc: "A file system, with its tiers.",
  },
  {
    keyword: "tier",
    form: "block",
    parents: ["storage"],
    name: "required",
    dims: "none",
    body: "required",
    except: false,
    properties: tierProperties,
    doc: "One tier of a storage.",
  },
  {
    keyword: "workload",
    form: "block",
    parents: ["cluster"],
    name: "required",
    dims: "none",
    body: "required",
    except: false,
    properties: workloadProperties,
    doc: "What the cluster is for.",
  },
  {
    keyword: "phase",
    form: "block",
    parents: ["cluster"],
    name: "required",
    dims: "none",
    body: "required",
    except: false,
    properties: [],
    keys: "dimensions",
    doc: "A step of building: how many of each dimension exist in it; what it does not name is as declared.",
  },
  { ...describeArray("server", "An array of servers; inside a part, trays of it."), parents: [...device, "part"] },
  describeArray("switch", "An array of switches.", switchProperties),
  describeArray("storage_node", "An array of storage servers."),
  describeArray("appliance", "An array of other devices with ports."),
  describeComponent("gpu", "GPUs inside a part."),
  describeComponent("cpu", "Processors inside a part."),
  describeComponent("drive", "Drives inside a part."),
  describeComponent("nic", "Network adapters inside a part; their ports become its ports."),
  describeStatement("import", ["file"], "Takes names from the standard library or from another file."),
  describeStatement("let", ["file", "cluster"], "A constant."),
  describeStatement("param", ["file", "cluster"], "An input that --set can change."),
  describeStatement("ports", ["part"], "A group or a pool of ports.", portsProperties),
  describeStatement("cage", ["part"], "Which ports share which cage."),
  describeStatement("connect", ["fabric"], "Links between two arrays.", connectProperties),
  describeStatement("isolate", ["fabric"], "Dimensions that no path between switches may leave."),
  describeStatement("require", inCluster, "A condition that the compiled cluster must meet."),
  describeStatement(
    "allow",
    inCluster,
    "A finding that is accepted, with the reason; in a fabric or a group, for what lies in it.",
  ),
];

const byKeyword: ReadonlyMap<string, Kind> = new Map(kinds.map((row) => [row.keyword, row]));

/** Returns the row of a keyword, or null. */
export function findKind(keyword: string): Kind | null {
  return byKeyword.get(keyword) ?? null;
}

/** Returns the rows that may stand in a block of that keyword; `file` is the top of a file. */
export function childrenOf(keyword: string): readonly Kind[] {
  return kinds.filter((row) => row.parents.includes(keyword));
}
