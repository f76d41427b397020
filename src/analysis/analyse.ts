/** Runs the rules over a plan and sorts out what the design allows. Which rules there are, it is told. */
import { projectCodes } from "../core/codes/project.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import { suggestCertainly } from "../core/suggest.js";
import type { Allowance } from "../model/design.js";
import type { Rule, RuleContext } from "./rule.js";

/**
 * Returns the findings of the rules in their order, without those that the design allows. Errors cannot be allowed. An
 * allowance for no rule, or one that allowed nothing, is a warning of its own.
 */
export function analyse(context: RuleContext, rules: readonly Rule[]): Diagnostic[] {
  const { allowances } = context.design;
  const used = new Set<Allowance>();
  const findings: Diagnostic[] = [];
  for (const rule of rules) {
    const own = allowances.filter((allowance) => allowance.rule === rule.name);
    for (const finding of rule.check(context)) {
      const accepting = finding.severity === "error" ? [] : own.filter((allowance) => covers(allowance, finding));
      for (const allowance of accepting) used.add(allowance);
      if (accepting.length === 0) findings.push(finding);
    }
  }
  return [...findings, ...allowances.flatMap((allowance) => judgeAllowance(allowance, rules, used, findings))];
}

/** In a block, an allowance holds for what has a part of its findings there. */
function covers({ within }: Allowance, finding: Diagnostic): boolean {
  if (within === null) return true;
  return finding.labels.some(
    ({ span }) => span.file === within.file && span.start >= within.start && span.end <= within.end,
  );
}

function judgeAllowance(
  allowance: Allowance,
  rules: readonly Rule[],
  used: ReadonlySet<Allowance>,
  findings: readonly Diagnostic[],
): Diagnostic[] {
  const rule = rules.find((candidate) => candidate.name === allowance.rule);
  if (rule === undefined) return [reportUnknown(allowance, rules)];
  if (used.has(allowance)) return [];
  const found = findings.filter((finding) => finding.code === rule.code);
  const errors = found.filter((finding) => finding.severity === "error" && covers(allowance, finding));
  const { why, help } =
    errors.length > 0
      ? {
          why: "what it finds here is an error, and errors cannot be allowed",
          help: "mend the error; this line changes nothing",
        }
      : found.length > 0
        ? {
            why: "what it finds lies outside the block of this line",
            help: "move the line into that block, or into the cluster, where it holds for the whole design",
          }
        : { why: "it finds nothing here", help: "remove the line" };
  const message = `rule \`${rule.name}\` is allowed, but ${why}`;
  const labels = [{ span: allowance.origin, text: "" }, ...errors.flatMap(({ labels: [first] }) => first ?? [])];
  return [diagnose(projectCodes.unusedAllowance, message, labels, { help })];
}

function reportUnknown({ rule, ruleOrigin, origin }: Allowance, rules: readonly Rule[]): Diagnostic {
  const near = suggestCertainly(
    rule,
    rules.map((candidate) => candidate.name),
  );
  return diagnose(
    projectCodes.unknownRule,
    `no rule is called \`${rule}\``,
    [{ span: origin, text: "" }],
    near === null
      ? { help: "take the name from the finding's page: `weft explain WFnnnn`" }
      : {
          help: `did you mean \`${near.word}\`?`,
          fixes: [
            {
              title: `change to \`${near.word}\``,
              edits: [{ span: ruleOrigin, text: near.word }],
              safe: near.isCertain,
            },
          ],
        },
  );
}
