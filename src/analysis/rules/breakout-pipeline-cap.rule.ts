/** Cages that share a pipeline of the chip and make more logical ports together than it has, though the whole chip has enough. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { placeIn } from "../../model/bag.js";
import type { Plan } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { type Crowded, findCrowdedPipelines, type PipelineTerm } from "../wiring/pipelines.js";
import { countOf, describeDirection, endOfBlock } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5130",
  severity: "error",
  title: "more ports than the pipeline has",
  name: "breakout_pipeline_cap",
  *check({ design, plan }) {
    for (const crowded of findCrowdedPipelines(design, plan)) yield report(plan, crowded);
  },
};

function report(plan: Plan, crowded: Crowded): Diagnostic {
  const { array, ports, device, firstCage, cages, terms, made, room } = crowded;
  const from = firstCage + plan.spec.numbering;
  const where = cages === 1 ? `cage ${from}` : `cages ${from} to ${from + cages - 1}`;
  const sum = terms.map((term) => describeTerm(plan, term)).join(" + ");
  return diagnose(
    rule,
    `${where} of \`${device}\` make ${countOf(made, "logical port")} (${sum}), ${room} were expected at most: ` +
      "they share one pipeline",
    [
      ...terms.flatMap((term) => {
        const span = plan.connects[term.position]?.[endOfBlock(term.which)].origin;
        return span === undefined
          ? []
          : [{ span, text: `${countOf(term.ports, "port")} in ${countOf(term.cages, "cage")}` }];
      }),
      {
        span: placeIn(ports.bag, "pipeline_ports") ?? ports.origin,
        text: `${countOf(room, "port")} for ${countOf(cages, "neighbouring cage")}`,
      },
      { span: array.origin, text: "" },
    ],
    {
      notes: ["a split port makes all its children, used or not"],
      help: `split in fewer, or leave some of every ${countOf(cages, "cage")} whole or free: draw from ranges such as \`${array.name}.${ports.name}[0..1]\``,
    },
  );
}

function describeTerm(plan: Plan, { position, which, ports }: PipelineTerm): string {
  const run = plan.runs[position];
  return run === undefined ? String(ports) : `${ports} ${describeDirection(run, which)}`;
}
