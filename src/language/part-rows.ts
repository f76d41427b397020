/** The properties of parts, by family: figures that a catalogue states. Data only; which kind takes which is in part-kinds.ts. */
import { DIM, type Dimension } from "../core/dimension.js";
import type { PropertyRow } from "./kinds.js";
import {
  airflows,
  cableMedia,
  cageForms,
  coolings,
  generations,
  heatSinks,
  lifecycles,
  opticFamilies,
  portProtocols,
} from "./vocabulary.js";

const quantity = (name: string, dimension: Dimension, doc: string): PropertyRow => ({
  name,
  type: { kind: "quantity", dimension },
  doc,
});
const count = (name: string, doc: string, most = 1e6): PropertyRow => ({
  name,
  type: { kind: "count", least: 0, most },
  doc,
});
const text = (name: string, doc: string): PropertyRow => ({ name, type: { kind: "text" }, doc });
const word = (name: string, words: readonly string[], doc: string): PropertyRow => ({
  name,
  type: { kind: "word", words },
  doc,
});
const words = (name: string, of: readonly string[], doc: string): PropertyRow => ({
  name,
  type: { kind: "words", words: of },
  doc,
});
const truth = (name: string, doc: string): PropertyRow => ({ name, type: { kind: "truth" }, doc });
const series = (name: string, dimension: Dimension, doc: string): PropertyRow => ({
  name,
  type: { kind: "quantities", dimension },
  doc,
});
const texts = (name: string, doc: string): PropertyRow => ({ name, type: { kind: "texts" }, doc });

/** Of every part. */
export const commonRows: readonly PropertyRow[] = [
  text("manufacturer", "who makes it"),
  text("model", "the maker's name for it"),
  text("mpn", "the maker's part number, as ordered"),
  text("description", "one line for the bill of materials"),
  text("note", "what a buyer should know about it"),
  word("lifecycle", lifecycles, "where it stands in its life"),
  quantity("height", DIM.rackUnits, "rack units it takes, such as 8U"),
  quantity("width", DIM.length, "outer width, such as 600mm"),
  quantity("depth", DIM.length, "outer depth, such as 897mm"),
  quantity("tall", DIM.length, "outer height as a length, where rack units do not say it"),
  quantity("weight", DIM.mass, "mass as installed"),
  quantity("power", DIM.power, "the most it draws"),
  quantity("power_typical", DIM.power, "what it draws under the usual load"),
  truth("power_has_modules", "whether `power` already counts the modules in its cages"),
];

/** Of what is plugged into mains and cooled. */
export const chassisRows: readonly PropertyRow[] = [
  truth("full_depth", "whether nothing else fits behind it in its rack units"),
  count("module_bays", "bays for supplies, cards and other modules"),
  count("supplies", "power supplies fitted"),
  count("supplies_required", "power supplies that must live for full speed"),
  quantity("supply_power", DIM.power, "what one power supply can deliver"),
  text("inlet", "type of its power inlets, such as IEC 60320 C20"),
  text("voltage", "what it takes, such as 200-240 VAC"),
  word("cooling", coolings, "how it is cooled"),
  word("airflow", airflows, "which way the air goes; front is where the ports are for a switch"),
  quantity("air", DIM.flow, "air it moves at full load"),
  quantity("liquid_heat", DIM.power, "heat that goes to liquid"),
  quantity("air_heat", DIM.power, "heat that goes to air"),
  quantity("coolant", DIM.flow, "liquid it needs at full load"),
];

export const gpuRows: readonly PropertyRow[] = [
  quantity("memory", DIM.data, "its own memory"),
  text("memory_type", "such as HBM3"),
  quantity("memory_bandwidth", DIM.rate, "of its own memory"),
  quantity("scale_up", DIM.rate, "to the other GPUs of its server, one way, such as 450GB/s"),
  text("host_link", "how it meets the processor, such as PCIe Gen5 x16"),
  { name: "compute", type: { kind: "flops" }, doc: "dense peak, one figure a precision, such as 989TFLOPS(bf16)" },
];

/** Of a computer: what it claims for what it is made of, compared with the sum of its parts. */
export const computerRows: readonly PropertyRow[] = [
  quantity("memory", DIM.data, "what it states for all its GPUs together; compared at the precision written"),
  quantity("host_memory", DIM.data, "memory of its processors"),
  quantity("local_storage", DIM.data, "what it states for all its drives together; compared at the precision written"),
  quantity("network", DIM.rate, "what it states for all ports of its NICs together, one way"),
  series("rail_map", DIM.none, "the rail of each GPU in order: `[3, 2, 0, 1, ...]`; GPU i is on rail i when not given"),
];

export const nicRows: readonly PropertyRow[] = [
  count("pcie_generation", "PCI Express generation of its host interface", 9),
  count("pcie_lanes", "PCI Express lanes of its host interface", 64),
  count("pcie_lanes_more", "lanes of a second slot that it uses", 64),
];

export const driveRows: readonly PropertyRow[] = [
  quantity("capacity", DIM.data, "usable bytes"),
  quantity("read", DIM.rate, "sequential read"),
  quantity("write", DIM.rate, "sequential write"),
  text("form", "form factor, such as E1.S or U.2"),
];

export const switchRows: readonly PropertyRow[] = [
  quantity("capacity", DIM.rate, "switching capacity, one way"),
  {
    name: "logical_ports",
    type: { kind: "count", least: 1, most: 1e6 },
    doc: "the most ports that the chip has after splits",
  },
  text("asic", "its switching chip"),
  truth("subnet_manager", "whether it can run the subnet manager of an InfiniBand fabric"),
  count("lag_limit", "the most links of one link aggregation group"),
  count("ecmp_limit", "the most next hops of one route"),
];

/** Of what serves files or blocks. */
export const storageRows: readonly PropertyRow[] = [
  quantity("capacity", DIM.data, "usable bytes"),
  quantity("raw", DIM.data, "bytes before protection"),
  series("capacities", DIM.data, "usable bytes it can be ordered with"),
  quantity("read", DIM.rate, "read bandwidth"),
  quantity("write", DIM.rate, "write bandwidth"),
  quantity("client_read", DIM.rate, "the most one client can read"),
  quantity("client_write", DIM.rate, "the most one client can write"),
  count("iops", "operations a second", 1e12),
  quantity("read_latency", DIM.time, "of one small read"),
  quantity("write_latency", DIM.time, "of one small write"),
  text("file_system", "what it runs"),
  count("mounts", "the most clients that may mount it", 1e9),
  quantity("per_capacity", DIM.frequency, "bandwidth a usable byte, such as 200MB/s/TiB"),
  quantity("write_per_capacity", DIM.frequency, "write bandwidth a usable byte, where it differs"),
];

export const opticRows: readonly PropertyRow[] = [
  quantity("rate", DIM.rate, "what it carries one way, all its optical ports together"),
  words("fits", cageForms, "form factors of the cages that it fits"),
  word("heat_sink", heatSinks, "its top: `finned` for air-cooled switch cages, `flat` for cages with their own sink"),
  word("family", opticFamilies, "what its far end must be too"),
  word("fibre", ["om3", "om4", "os2"], "the fibre it needs; the lowest grade that its reach is given for"),
  quantity("reach", DIM.length, "farthest on its best fibre"),
  quantity("reach_om3", DIM.length, "farthest on OM3"),
  quantity("reach_om4", DIM.length, "farthest on OM4"),
  count("lanes", "electrical lanes of the whole module", 64),
  quantity("lane_rate", DIM.rate, "of one electrical lane, such as 100Gbps"),
  count("optical_lanes", "lanes of light one way; the electrical lanes where it has no gearbox", 64),
  truth("gearbox", "whether it changes the number and rate of lanes"),
  count("optical_ports", "sockets, each a link of its own", 8),
  text("connector", "its socket, such as 2 x MPO-12/APC"),
  words("protocol", portProtocols, "what it carries"),
  words("generation", generations, "the InfiniBand generations it is for"),
  { name: "splits", type: { kind: "splits" }, doc: "how it can be split, such as [2x400Gbps]" },
];

export const cableRows: readonly PropertyRow[] = [
  word("medium", cableMedia, "what it is made of"),
  quantity("rate", DIM.rate, "what it carries one way; none for plain fibre"),
  words("fits", cageForms, "form factors of the cages at its head, or at both ends"),
  words("fits_tails", cageForms, "form factors of the cages at its tails, where they differ from the head"),
  word("heat_sink", heatSinks, "top of the plugs; of those at the head, where the tails have another"),
  word("heat_sink_tails", heatSinks, "top of the plugs at the tails, where it differs"),
  count("tails", "how many tails a breakout assembly has; 1 for a straight cable", 16),
  text("connector", "of plain fibre and cords, such as MPO-12/APC"),
  series("lengths", DIM.length, "lengths it can be ordered in, ascending"),
  texts("mpns", "part numbers, one a length, in the order of `lengths`; an empty text where it is not known"),
  quantity("reach", DIM.length, "the longest that works"),
  quantity("end_power", DIM.power, "what one end draws"),
  quantity("diameter", DIM.length, "of the jacket"),
  quantity("line_weight", DIM.lineMass, "mass a metre"),
  quantity("current", DIM.current, "the most a power cord carries"),
  text("polarity", "of a multi-fibre cord: A, B or C"),
  count("fibres", "fibres that are lit", 1e4),
  words("protocol", portProtocols, "what it carries"),
  words("generation", generations, "the InfiniBand generations it joins"),
];

export const panelRows: readonly PropertyRow[] = [
  count("bays", "module bays"),
  count("connectors", "the most MPO connectors at its front"),
];

export const rackRows: readonly PropertyRow[] = [
  quantity("load", DIM.mass, "the most it carries, at rest"),
  quantity("rolling_load", DIM.mass, "the most it carries while it is moved"),
  quantity("usable_depth", DIM.length, "from front rail to rear door"),
  text("opening", "between its rails, such as 19 inch"),
  quantity("busbar", DIM.voltage, "voltage of its busbar"),
];

export const pduRows: readonly PropertyRow[] = [
  quantity("line_voltage", DIM.voltage, "between phases"),
  count("phases", "1 or 3", 3),
  quantity("breaker", DIM.current, "rating of its breaker"),
  quantity("derate", DIM.none, "the share of the breaker that may be used for long: 80%"),
  quantity("usable_power", DIM.power, "what it may deliver for long, at power factor 1"),
  count("c13", "C13 outlets"),
  count("c19", "C19 outlets"),
];

export const cduRows: readonly PropertyRow[] = [
  quantity("heat", DIM.power, "heat it takes"),
  quantity("flow", DIM.flow, "coolant it moves at that heat"),
  quantity("approach", DIM.temperature, "between facility water and coolant at that heat"),
  text("place", "in the rack or in the row"),
];
