/** Modules and cables of a form factor that the cage does not take. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import { wordsIn } from "../../model/bag.js";
import { noteFigures } from "../../model/note-figure.js";
import { findHead } from "../../plan/connectors.js";
import {
  figuresOfEnds,
  groupEnds,
  labelFigure,
  labelGroup,
  listPluggedEnds,
  nameEnds,
  type PlugGroup,
  type PluggedEnd,
} from "../plugs/plugged-ends.js";
import type { Rule } from "../rule.js";
import { countOf, joinWords } from "../wiring/statements.js";

export const rule: Rule = {
  code: "WF5112",
  severity: "error",
  title: "plug that does not fit its cage",
  name: "cage_fit",
  *check({ plan }) {
    for (const group of groupEnds(listPluggedEnds(plan), findMisfit)) yield report(group);
  },
};

/** What the cages of an end take: their own form, and those that the part accepts beside it. */
function formsOf({ end }: PluggedEnd): readonly string[] {
  return end.ports.cage === null ? [] : [end.ports.cage, ...wordsIn(end.ports.bag, "accepts")];
}

/** What the cages take where the plug does not fit. A part or a cage that does not say its form is not judged. */
function findMisfit(end: PluggedEnd): string | null {
  const forms = formsOf(end);
  const choices = listChoices(end).filter((choice) => choice.length > 0);
  const fits = choices.some((choice) => choice.some((form) => forms.includes(form)));
  return forms.length === 0 || choices.length === 0 || fits ? null : joinWords(forms, "or");
}

/** The forms of the plug: a cable has another at its tails, and one without a head may be turned round. */
function listChoices({ part, kind, statement, which }: PluggedEnd): readonly (readonly string[])[] {
  const own = wordsIn(part.bag, "fits");
  const tails = wordsIn(part.bag, "fits_tails");
  if (kind === "module" || tails.length === 0) return [own];
  const head = findHead(statement.run);
  if (head === "plain") return [own, tails];
  return [head === which ? own : tails];
}

function report(group: PlugGroup): Diagnostic {
  const { part, kind } = group.first;
  const wanted = findMisfit(group.first) ?? "";
  const found = joinWords(listChoices(group.first).flat(), "or");
  const what = kind === "module" ? "module" : "cable";
  return diagnose(
    rule,
    `the ${what} \`${part.id}\` fits ${found}, but the cages of ${nameEnds(group)} take ${wanted} (${countOf(group.ends.length, "end")})`,
    [
      ...labelGroup(group, `fits ${found}`, `takes ${wanted}`),
      ...labelFigure(part, "fits", joinWords(wordsIn(part.bag, "fits"), "or")),
    ],
    {
      notes: [
        ...figuresOfEnds(group, ["cage", "accepts"]).flatMap((figures) => noteFigures(...figures)),
        ...noteFigures(part, ["fits", "fits_tails"]),
      ],
      help: `name a ${what} that fits ${wanted}, or say what else the cages take with \`accepts\``,
    },
  );
}
