/**
 * Judges the requirements of a design over its compiled cluster, exactly. What is false is an error with both sides and
 * the places that contributed; what unknown figures leave open is a warning.
 */
import { type ComparisonOperator, flip } from "../core/arithmetic.js";
import { requirementCodes } from "../core/codes/requirements.js";
import { type Checked, type Diagnostic, diagnose, type Label } from "../core/diagnostic.js";
import type { Requirement } from "../model/design.js";
import { type Comparison, type Evaluation, evaluateLate, type TracedCall } from "./late/evaluate.js";
import { formatValue, writeLate } from "./late/text.js";
import { type LateNumber, reasonsOf } from "./late/value.js";
import type { Measures } from "./measure.js";
import type { MetricContext } from "./metric.js";
import { findWeakFactsOf, nameWeakFact } from "./weak-facts.js";

/** What was found of one requirement. */
export interface Verdict {
  /** The condition as written, and the message of the design or null. */
  readonly text: string;
  readonly message: string | null;
  readonly state: "met" | "failed" | "unknown";
  /** Each comparison with its numbers: `gpus(host)` is 15 360. */
  readonly found: readonly string[];
  /** Assumed figures that it rests on, where they decided it: `` `power` = 10.2kW of `lingjun_8gpu` ``. */
  readonly rests: readonly string[];
}

/** Returns a verdict on every requirement of the design, in its order. */
export function judge(context: MetricContext, measures: Measures): Checked<readonly Verdict[]> {
  const judged = context.design.requirements.map((requirement) => judgeOne(context, measures, requirement));
  return { value: judged.map(({ verdict }) => verdict), diagnostics: judged.flatMap(({ diagnostics }) => diagnostics) };
}

function judgeOne(
  context: MetricContext,
  measures: Measures,
  requirement: Requirement,
): { readonly verdict: Verdict; readonly diagnostics: readonly Diagnostic[] } {
  const evaluation = evaluateLate({ ...context, measures }, requirement.condition);
  const { value } = evaluation;
  const isTruth = value.kind === "truth";
  const state = isTruth ? (value.value ? "met" : "failed") : "unknown";
  const found = evaluation.comparisons.flatMap((comparison) => describeSubject(comparison));
  const weak = isTruth ? findWeakFactsOf(context, requirement.condition).map(nameWeakFact) : [];
  const verdict: Verdict = { text: requirement.text, message: requirement.message, state, found, rests: weak };
  if (state === "met") return { verdict, diagnostics: [] };
  return {
    verdict,
    diagnostics: [
      state === "failed" ? reportFailed(requirement, evaluation, weak) : reportOpen(requirement, evaluation),
    ],
  };
}

function reportFailed(requirement: Requirement, evaluation: Evaluation, weak: readonly string[]): Diagnostic {
  const culprits = findCulprits(evaluation);
  const said = culprits.map(describeComparison);
  const why = said.length > 0 ? said.join(", and ") : `\`${requirement.text}\` does not hold`;
  const calls = culprits.length > 0 ? culprits.flatMap(({ calls: own }) => own) : evaluation.calls;
  const [only] = culprits;
  const primary: Label = {
    span: culprits.length === 1 && only !== undefined ? only.origin : requirement.condition.origin,
    text: calls.flatMap(({ answer }) => (answer.detail === "" ? [] : [answer.detail])).join("; "),
  };
  return diagnose(
    requirementCodes.notMet,
    requirement.message === null ? `requirement not met: ${why}` : `${requirement.message}: ${why}`,
    [primary, ...calls.flatMap(({ answer }) => answer.labels)],
    {
      notes: [...calls.flatMap(noteScope), ...noteWeak(weak)],
      help: "change the design, or the requirement",
    },
  );
}

function noteWeak(weak: readonly string[]): readonly string[] {
  return weak.length === 0 ? [] : [`it rests on figures that are only assumed: ${weak.join(", ")}`];
}

function reportOpen(requirement: Requirement, evaluation: Evaluation): Diagnostic {
  const missing = evaluation.comparisons.flatMap(({ left, right }) => [...reasonsOf(left), ...reasonsOf(right)]);
  const reasons = [...new Set([...reasonsOf(evaluation.value), ...missing])];
  const isMissing = evaluation.calls.some(({ answer }) => answer.missing.length > 0);
  return diagnose(
    requirementCodes.notJudged,
    `\`${requirement.text}\` cannot be judged: ${reasons.join(", ")}`,
    [{ span: requirement.condition.origin, text: "" }, ...evaluation.calls.flatMap(({ answer }) => answer.labels)],
    {
      notes: evaluation.comparisons.flatMap(describeSubject).map((text) => `${text} as far as figures are known`),
      help: isMissing
        ? "state the missing figures in the parts, or require something that is known"
        : "no figure of a part can change this: ask it of something that has an answer, or remove it",
    },
  );
}

/** The comparisons that make a conjunction fail; none where the condition is of another form. */
function findCulprits({ comparisons, isConjunction }: Evaluation): readonly Comparison[] {
  return isConjunction ? comparisons.filter(({ holds }) => holds === false) : [];
}

const words: Readonly<Record<ComparisonOperator, string>> = {
  "==": "exactly",
  "!=": "anything but",
  "<": "less than",
  "<=": "at most",
  ">": "more than",
  ">=": "at least",
};

/** Puts the side with a call first: `gpus(host)` is 14 336, at least 15 000 is required. */
function orderSides(comparison: Comparison): Comparison {
  const { leftExpr, rightExpr, left, right, operator } = comparison;
  if (leftExpr.kind !== "number" || rightExpr.kind === "number") return comparison;
  return {
    ...comparison,
    leftExpr: rightExpr,
    rightExpr: leftExpr,
    left: right,
    right: left,
    operator: flip(operator),
  };
}

function describeComparison(comparison: Comparison): string {
  const { leftExpr, rightExpr, left, right, operator } = orderSides(comparison);
  if (left.kind !== "number" || right.kind !== "number")
    return `\`${writeLate(leftExpr)} ${operator} ${writeLate(rightExpr)}\` does not hold`;
  const [found, wanted] = formatSides(left, right);
  const limit = rightExpr.kind === "number" ? wanted : `\`${writeLate(rightExpr)}\` = ${wanted}`;
  const bound = left.missing.length > 0 ? "at least " : "";
  return `\`${writeLate(leftExpr)}\` is ${bound}${found}, ${words[operator]} ${limit} is required`;
}

function describeSubject(comparison: Comparison): readonly string[] {
  const { leftExpr, left, rightExpr, right } = orderSides(comparison);
  const sides = [
    [leftExpr, left],
    [rightExpr, right],
  ] as const;
  return sides.flatMap(([expr, value]) =>
    value.kind === "number" && expr.kind !== "number"
      ? [
          `\`${writeLate(expr)}\` is ${value.missing.length > 0 ? "at least " : ""}${formatValue(value.value, value.dimension)}`,
        ]
      : [],
  );
}

/** Rounding must not make two different values look alike. */
function formatSides(left: LateNumber, right: LateNumber): readonly [string, string] {
  const one = formatValue(left.value, left.dimension);
  const other = formatValue(right.value, right.dimension);
  if (one !== other || left.value.equals(right.value)) return [one, other];
  return [`${one} (exactly ${left.value.toFraction()})`, `${other} (exactly ${right.value.toFraction()})`];
}

function noteScope({ expr, answer, which }: TracedCall): readonly string[] {
  if (answer.value.all.equals(answer.value.active)) return [];
  const call = `\`${expr.function}\``;
  return which === "all"
    ? [`${call} counts spares here; active devices alone give ${formatValue(answer.value.active, answer.dimension)}`]
    : [`${call} leaves spares out here; with them it is ${formatValue(answer.value.all, answer.dimension)}`];
}
