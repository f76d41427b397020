/** Expands a design into its plan: opens every statement, deals the ports, and says what cannot be wired. */
import { wiringCodes } from "../core/codes/wiring.js";
import { type Checked, type Diagnostic, diagnose, hasErrors } from "../core/diagnostic.js";
import { namesIn } from "../core/index-expr.js";
import { MAX_TABLE_ASSIGNMENTS } from "../core/limits.js";
import { formatCount } from "../core/quantity.js";
import type { Connect, Design } from "../model/design.js";
import { buildSpec } from "./build-spec.js";
import { checkInside, checkPairing } from "./check-indices.js";
import { checkNames } from "./check-names.js";
import { checkPins } from "./check-pins.js";
import { checkPorts, checkRunPorts } from "./check-ports.js";
import { checkStatement } from "./check-statements.js";
import { TableTooLarge } from "./component.js";
import { layOutPools } from "./layout.js";
import { openArrays, openRun } from "./open-plan.js";
import { indexAttachments, type Plan, type PlanArray, type PlanRun } from "./plan.js";
import type { PlanSpec } from "./spec.js";
import { findTiers } from "./tiers.js";

/**
 * Returns the plan of a design. Statements with errors are left out of it, so that the rest can still be judged;
 * `connects[i]` of the plan is the statement of run i.
 */
export function expand(design: Design): Checked<Plan> {
  const diagnostics: Diagnostic[] = [];
  const keep = (connect: Connect): boolean => {
    const found = checkStatement(connect);
    diagnostics.push(...found);
    return !hasErrors(found);
  };
  const sound: Design = {
    ...design,
    fabrics: design.fabrics.map((fabric) => ({ ...fabric, connects: fabric.connects.filter(keep) })),
  };
  const { spec, connects } = buildSpec(sound);
  diagnostics.push(...checkNames(sound), ...checkMasks(sound));
  const arrays = openArrays(spec);
  const opened = openRuns(spec, arrays, connects, diagnostics);
  const dealt = assemble(spec, arrays, opened.runs, opened.connects);
  diagnostics.push(...checkTiers(dealt));
  const faults = [...checkPorts(dealt), ...checkPins(dealt)];
  diagnostics.push(...faults.map((fault) => fault.diagnostic));
  return {
    value: faults.length === 0 ? dealt : leaveOut(dealt, new Set(faults.map((fault) => fault.run))),
    diagnostics,
  };
}

/** An `except` is counted by looking at every combination of the indices that it names. */
function checkMasks(design: Design): readonly Diagnostic[] {
  return design.arrays.flatMap((array) => {
    const names = new Set(array.absent.flatMap((mask) => namesIn(mask)));
    const dims = array.dims.filter((dim) => names.has(dim.name));
    const size = dims.reduce((product, dim) => product * dim.planned, 1);
    if (size <= MAX_TABLE_ASSIGNMENTS) return [];
    return [
      diagnose(
        wiringCodes.tableTooLarge,
        `\`except\` of \`${array.name}\` bonds ${dims.map((dim) => `\`${dim.name}\` (${formatCount(dim.planned)})`).join(", ")}: more combinations than the ${formatCount(MAX_TABLE_ASSIGNMENTS)} that can be looked at`,
        [{ span: array.origin, text: "" }],
        { help: "let `except` name fewer or smaller dimensions" },
      ),
    ];
  });
}

function assemble(
  spec: PlanSpec,
  arrays: readonly PlanArray[],
  runs: readonly PlanRun[],
  connects: readonly Connect[],
): Plan {
  return {
    spec: { ...spec, runs: runs.map((run) => run.spec) },
    arrays,
    runs,
    layouts: layOutPools(runs),
    attachments: indexAttachments(runs),
    connects,
  };
}

/** Returns the plan without those runs, so that what is judged later is not judged for their mistakes. */
function leaveOut(plan: Plan, faulty: ReadonlySet<PlanRun>): Plan {
  const kept = plan.runs.filter((run) => !faulty.has(run));
  const connects = kept.flatMap((run) => plan.connects[run.position] ?? []);
  const runs = kept.map((run, position) => ({ ...run, position }));
  return assemble(plan.spec, plan.arrays, runs, connects);
}

function openRuns(
  spec: PlanSpec,
  arrays: readonly PlanArray[],
  connects: readonly Connect[],
  diagnostics: Diagnostic[],
): { readonly runs: readonly PlanRun[]; readonly connects: readonly Connect[] } {
  const runs: PlanRun[] = [];
  const kept: Connect[] = [];
  spec.runs.forEach((run, position) => {
    const connect = connects[position];
    if (connect === undefined) return;
    try {
      const opened = openRun(spec, arrays, run, runs.length);
      const found = checkRun(opened, connect);
      diagnostics.push(...found);
      if (found.length > 0) return;
      runs.push(opened);
      kept.push(connect);
    } catch (error) {
      if (!(error instanceof TableTooLarge)) throw error;
      diagnostics.push(reportTable(connect, error));
    }
  });
  return { runs, connects: kept };
}

function checkRun(run: PlanRun, connect: Connect): readonly Diagnostic[] {
  const outside = checkInside(run, connect);
  return outside.length > 0 ? outside : [...checkPairing(run, connect), ...checkRunPorts(run, connect)];
}

function reportTable(connect: Connect, error: TableTooLarge): Diagnostic {
  const names = error.names.map((name) => `\`${name}\``).join(", ");
  return diagnose(
    wiringCodes.tableTooLarge,
    `the expressions of this statement bond ${names}: ${error.assignments} combinations, more than can be looked at`,
    [{ span: connect.origin, text: "" }],
    { help: "let each expression, `where` and `except` use fewer names together" },
  );
}

function checkTiers(plan: Plan): readonly Diagnostic[] {
  return plan.spec.fabrics.flatMap((fabric) => {
    const { cycle } = findTiers(plan, fabric);
    if (cycle.length === 0) return [];
    const ring = [...cycle.map((run) => run.spec.z.array), cycle[0]?.spec.z.array ?? ""].reverse();
    return [
      diagnose(
        wiringCodes.tierCycle,
        `these statements put devices above themselves: ${ring.join(" -> ")}`,
        cycle.map((run) => ({
          span: plan.connects[run.position]?.origin ?? { file: "", start: 0, end: 0 },
          text: `\`${run.spec.z.array}\` above \`${run.spec.a.array}\``,
        })),
        { help: "turn one of them round, or write `<->` for links among equals" },
      ),
    ];
  });
}
