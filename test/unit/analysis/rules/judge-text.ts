/** Takes one text through all stages to the findings of every rule, as a compilation does. */
import { analyse } from "../../../../src/analysis/analyse.js";
import { rules } from "../../../../src/analysis/rules.generated.js";
import type { Diagnostic } from "../../../../src/core/diagnostic.js";
import { createMemoryHost } from "../../../../src/host/memory.js";
import { loadProject } from "../../../../src/load.js";
import { buildDesign } from "../../../../src/model/build.js";
import type { Design } from "../../../../src/model/design.js";
import { expand } from "../../../../src/plan/expand.js";
import type { Plan } from "../../../../src/plan/plan.js";
import { standardNames } from "../../../../src/std/std.generated.js";

/** A text and what came of it. */
export interface Judged {
  readonly design: Design;
  readonly plan: Plan;
  /** Of all stages up to the plan, then of the rules. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the plan of a text with one cluster and all that is said of it. Throws an Error if there is no cluster. */
export async function judgeText(text: string): Promise<Judged> {
  const loaded = await loadProject(createMemoryHost({ "design.weft": text }), "design.weft");
  const built = buildDesign(loaded.value, { set: {}, standardParts: standardNames });
  if (built.value === null) throw new Error("the text has no cluster");
  const planned = expand(built.value);
  const context = { design: built.value, plan: planned.value };
  const found = analyse(context, rules);
  return { ...context, diagnostics: [...loaded.diagnostics, ...built.diagnostics, ...planned.diagnostics, ...found] };
}

/** Returns codes and messages, for comparisons that a person reads. */
export function tell(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}
