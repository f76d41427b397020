/**
 * What a design demands of a network: properties of fabrics, of the arrays in them and of their connects, all of which
 * rules judge only where they are given. Data only.
 */
import { DIM } from "../core/dimension.js";
import type { PropertyRow } from "./kinds.js";

/** Of a fabric. */
export const fabricDemands: readonly PropertyRow[] = [
  {
    name: "survives",
    type: { kind: "word", words: ["device", "link"] },
    doc: "what may fail, any one of them, without cutting a host off from another",
  },
  {
    name: "blast_radius",
    type: { kind: "count", least: 0, most: 1e9 },
    doc: "the most GPUs that may lose half of their bandwidth when one switch fails",
  },
  {
    name: "endpoints",
    type: { kind: "count", least: 1, most: 1e9 },
    doc: "how many host ports it must be able to grow to with the switches and tiers that it has",
  },
  {
    name: "growth",
    type: { kind: "quantity", dimension: DIM.none },
    doc: "free ports of its highest switches, as a share of their links: 25%",
  },
  {
    name: "spare_ports",
    type: { kind: "quantity", dimension: DIM.none },
    doc: "ports that each of its switches keeps free of all that is planned: 2%",
  },
  {
    name: "manager",
    type: { kind: "reference", to: "array" },
    doc: "the array that runs its subnet manager, where no switch does",
  },
];

/** Of an array of devices. */
export const arrayDemands: readonly PropertyRow[] = [
  {
    name: "critical",
    type: { kind: "truth" },
    doc: "whether each device must reach two switches in every fabric that it is linked in",
  },
  {
    name: "mlag",
    type: { kind: "dimension" },
    doc: "the dimension of which the two switches are peers of one MLAG pair",
  },
  {
    name: "demand",
    type: { kind: "quantity", dimension: DIM.rate },
    doc: "what all its active devices together must carry in every fabric that they are linked in",
  },
];

/** Of a connect. */
export const connectDemands: readonly PropertyRow[] = [
  {
    name: "lag",
    type: { kind: "word", words: ["pair", "nic", "device"] },
    doc: "which links are one link aggregation group: those of two devices, of one NIC or of one device of the left end",
  },
];
