/** Requirements and limits whose outcome rests on figures that are only assumed: listed once, for the whole design. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { formatCount } from "../../core/quantity.js";
import type { Span } from "../../core/span.js";
import type { Rule, RuleContext } from "../rule.js";
import { findWeakFacts, findWeakFactsOf, nameWeakFact, type WeakFact } from "../weak-facts.js";
import { countOf } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF3060",
  severity: "advice",
  title: "result that rests on assumed figures",
  name: "fact_weak",
  *check(context) {
    const results = [...listRequirements(context), ...listLimits(context)].filter(({ facts }) => facts.length > 0);
    if (results.length > 0) yield report(results);
  },
};

/** Something that the design asks for, with the assumed figures that decide it. */
interface Result {
  readonly text: string;
  readonly origin: Span;
  readonly facts: readonly WeakFact[];
}

function listRequirements(context: RuleContext): readonly Result[] {
  return context.design.requirements.map(({ text, condition }) => ({
    text,
    origin: condition.origin,
    facts: findWeakFactsOf(context, condition),
  }));
}

function listLimits(context: RuleContext): readonly Result[] {
  return context.design.arrays.flatMap(({ name, maxOversubscriptionOrigin }) =>
    maxOversubscriptionOrigin === null
      ? []
      : [
          {
            text: `max_oversubscription of ${name}`,
            origin: maxOversubscriptionOrigin,
            facts: findWeakFacts(context, "oversubscription", { of: "array", name }),
          },
        ],
  );
}

/** Figures that are listed; a person reads no more of them at once. */
const MOST_LISTED = 12;

function report(results: readonly Result[]): Diagnostic {
  const deciding = new Map<string, { readonly one: WeakFact; readonly results: string[] }>();
  for (const { text, facts } of results) {
    for (const one of facts) {
      const key = `${one.fact.origin.file} ${one.fact.origin.start}`;
      const known = deciding.get(key);
      if (known === undefined) deciding.set(key, { one, results: [text] });
      else known.results.push(text);
    }
  }
  const figures = [...deciding.values()];
  const listed = figures.slice(0, MOST_LISTED);
  const rest = figures.length - listed.length;
  const verb = results.length === 1 ? "rests" : "rest";
  return diagnose(
    rule,
    `${countOf(results.length, "requirement")} ${verb} on ${countOf(figures.length, "figure")} that ${figures.length === 1 ? "is" : "are"} only assumed: ${listed.map(({ one }) => nameWeakFact(one)).join(", ")}${rest > 0 ? ` and ${formatCount(rest)} more` : ""}`,
    [
      ...results.map(({ origin }) => ({ span: origin, text: "decided by them" })),
      ...listed.map(({ one }) => ({ span: one.fact.origin, text: "assumed" })),
    ],
    {
      notes: listed.map(
        ({ one, results: decided }) =>
          `${nameWeakFact(one)} decides ${decided.map((text) => `\`${text}\``).join(", ")}${one.fact.source === null ? "" : `: ${one.fact.source}`}`,
      ),
      help: 'find a published or measured figure before you rely on it, or say that you accept them: `allow fact_weak "why"`',
    },
  );
}
