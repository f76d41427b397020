/**
 * `plan.json`: the plan as rules, small at any size of cluster, with the digest of every other file. It is written last,
 * so a folder is whole exactly if its digests hold.
 */
import type { Plugs } from "../analysis/metrics/plugs.metric.js";
import { hasErrors } from "../core/diagnostic.js";
import { countDevices, countLinks } from "../plan/count.js";
import type { Plan } from "../plan/plan.js";
import type { Artifact, Emitter, Results, WrittenFile } from "./emitter.js";

/** The version of the form of `plan.json`; its schema is docs/schemas/plan-1.json. */
export const PLAN_VERSION = 1;

export const emitter: Emitter = {
  name: "plan",
  emit: () => [],
  finish: (results, written) => renderPlan(results, written),
};

function renderPlan(results: Results, written: readonly WrittenFile[]): Artifact {
  const { design, plan, measures, diagnostics } = results;
  const file = {
    weft_plan: PLAN_VERSION,
    name: plan.spec.name,
    description: design.doc,
    parameters: design.parameters.map(({ name, text, isDefault }) => ({ name, value: text, default: isDefault })),
    plan: plan.spec,
    totals: countTotals(plan, measures.plugs),
    blocks: listBlocks(plan),
    sound: !hasErrors(diagnostics),
    findings: diagnostics.map(({ code, severity, message }) => ({ code, severity, message })),
    files: written.map(({ path, rows, bytes, sha256 }) => ({ path, rows, bytes, sha256 })),
  };
  return { path: "plan.json", rows: null, chunks: [`${JSON.stringify(file, null, 1)}\n`] };
}

function countTotals(plan: Plan, plugs: Plugs): object {
  return {
    devices: plan.arrays.map((array) => ({
      array: array.spec.name,
      all: countDevices(array, "all"),
      active: countDevices(array, "active"),
    })),
    links: plan.runs.map((run) => ({
      fabric: run.spec.fabric,
      run: run.spec.name,
      all: countLinks(run, "all"),
      active: countLinks(run, "active"),
    })),
    modules: plugs.modules.map(({ fabric, run, end, array, part, cages }) => ({
      fabric,
      run,
      end,
      array,
      part: part?.id ?? null,
      ...cages,
    })),
    cables: plugs.cables.map(({ fabric, run, part, pieces }) => ({ fabric, run, part: part?.id ?? null, ...pieces })),
  };
}

/** The blocks of each pool in dealing order: what is derived, for readers without weft. */
function listBlocks(plan: Plan): object {
  return plan.layouts.map((layout) => ({
    array: layout.array.spec.name,
    ports: layout.ports.name,
    cages: layout.ports.pool === null ? null : Math.ceil(layout.ports.pool / layout.ports.perCage),
    blocks: layout.blocks.map(({ run, goes, region, cages, places, everywhere }) => ({
      fabric: run.spec.fabric,
      run: run.spec.name,
      goes,
      region,
      cages,
      places,
      everywhere,
    })),
  }));
}
