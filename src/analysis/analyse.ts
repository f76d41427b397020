/** Runs the rules over a plan and sorts out what the design allows. Which rules there are, it is told. */
import { projectCodes } from "../core/codes/project.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { suggest } from "../core/suggest.js";
import type { Allowance } from "../model/design.js";
import type { Rule, RuleContext } from "./rule.js";

/**
 * Returns the findings of the rules in their order, without those that the design allows. Errors cannot be allowed. An
 * allowance for no rule, or one that allowed nothing, is a warning of its own.
 */
export function analyse(context: RuleContext, rules: readonly Rule[]): Diagnostic[] {
  const { allowances } = context.design;
  const allowed = new Set(allowances.map((allowance) => allowance.rule));
  const used = new Set<string>();
  const findings: Diagnostic[] = [];
  for (const rule of rules) {
    for (const finding of rule.check(context)) {
      if (finding.severity !== "error" && allowed.has(rule.name)) used.add(rule.name);
      else findings.push(finding);
    }
  }
  return [...findings, ...allowances.flatMap((allowance) => judgeAllowance(allowance, rules, used, findings))];
}

function judgeAllowance(
  allowance: Allowance,
  rules: readonly Rule[],
  used: ReadonlySet<string>,
  findings: readonly Diagnostic[],
): Diagnostic[] {
  const rule = rules.find((candidate) => candidate.name === allowance.rule);
  const labels = [{ span: allowance.origin, text: "" }];
  if (rule === undefined) {
    const nearest = suggest(
      allowance.rule,
      rules.map((candidate) => candidate.name),
    );
    return [
      diagnose(projectCodes.unknownRule, `no rule is called \`${allowance.rule}\``, labels, {
        help:
          nearest === null
            ? "take the name from the finding's page: `weft explain WFnnnn`"
            : `did you mean \`${nearest}\`?`,
      }),
    ];
  }
  if (used.has(rule.name)) return [];
  const isError = findings.some((finding) => finding.code === rule.code);
  const why = isError ? "what it finds here is an error, and errors cannot be allowed" : "it finds nothing here";
  return [
    diagnose(projectCodes.unusedAllowance, `rule \`${rule.name}\` is allowed, but ${why}`, labels, {
      help: isError ? "mend the error; this line changes nothing" : "remove the line",
    }),
  ];
}
