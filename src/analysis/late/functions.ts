/** The late functions by name: a row each, with what it counts unless told otherwise. Their families stand beside. */
import type { LateFunction } from "./answer.js";
import { answerCost } from "./cost.js";
import {
  countAllDevices,
  countArray,
  countAssemblies,
  countGpus,
  countLinks,
  countPlanned,
  countPorts,
  countSpares,
  sumMemory,
} from "./counts.js";
import { sumCapacity, sumHeight, sumReads, sumWeight, sumWrites } from "./matter.js";
import { countHops, countPaths, countTiers, findBisection, sumRates, weighArray } from "./network.js";
import { countCages, countDegree, countFree, countRadix, countUsed } from "./ports.js";
import { answerPower } from "./power.js";

/** By name, as in the table of functions of the language. */
export const lateFunctions: ReadonlyMap<string, LateFunction> = new Map<string, LateFunction>([
  ["count", { scope: "all", answer: countArray }],
  ["devices", { scope: "all", answer: countAllDevices }],
  ["planned", { scope: "all", answer: countPlanned }],
  ["spares", { scope: "all", answer: countSpares }],
  ["gpus", { scope: "active", answer: countGpus }],
  ["memory", { scope: "active", answer: sumMemory }],
  ["ports", { scope: "all", answer: countPorts }],
  ["used", { scope: "all", answer: countUsed }],
  ["free", { scope: "all", answer: countFree }],
  ["cages", { scope: "all", answer: countCages }],
  ["radix", { scope: "all", answer: countRadix }],
  ["degree", { scope: "all", answer: countDegree }],
  ["links", { scope: "all", answer: countLinks }],
  ["assemblies", { scope: "all", answer: countAssemblies }],
  ["tiers", { scope: "all", answer: countTiers }],
  ["hops", { scope: "all", answer: countHops }],
  ["paths", { scope: "all", answer: countPaths }],
  ["oversubscription", { scope: "active", answer: weighArray }],
  ["bandwidth", { scope: "active", answer: sumRates }],
  ["bisection", { scope: "active", answer: findBisection }],
  ["storage_capacity", { scope: "all", answer: sumCapacity }],
  ["storage_read", { scope: "all", answer: sumReads }],
  ["storage_write", { scope: "all", answer: sumWrites }],
  ["power", { scope: "all", answer: answerPower }],
  ["weight", { scope: "all", answer: sumWeight }],
  ["height", { scope: "all", answer: sumHeight }],
  ["cost", { scope: "all", answer: answerCost }],
]);
