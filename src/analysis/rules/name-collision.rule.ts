/** Instance names that are equal but for letter case, too long, or no host names. */
import { type Diagnostic, diagnose } from "../../core/diagnostic.js";
import type { DeviceArray } from "../../model/design.js";
import type { PlanArray } from "../../plan/plan.js";
import { arrayNamed } from "../../plan/plan.js";
import type { Rule } from "../rule.js";
import { type CommonNames, findCommonNames, spellNames } from "../wiring/common-names.js";

/** The longest label of a host name: RFC 1035, section 2.3.4. */
const LONGEST_NAME = 63;

export const rule: Rule = {
  code: "WF6009",
  severity: "error",
  title: "instance names that cannot be host names",
  name: "name_collision",
  *check({ design, plan }) {
    const named = design.arrays.flatMap((array) => {
      const planned = arrayNamed(plan, array.name);
      return isReadable(planned) ? [{ array, planned, spelled: spellNames(planned) }] : [];
    });
    const known = new Set<string>();
    for (const { array, planned } of named) yield* checkForm(array, planned, known);
    for (const [at, second] of named.entries()) {
      for (const first of named.slice(0, at)) {
        const common = findCommonNames(plan, first.spelled, second.spelled);
        if (common !== null) yield reportCommon([first.array, second.array], common);
      }
    }
  },
};

/** A pattern with a field that is no dimension is the finding of another place. */
function isReadable({ spec }: PlanArray): boolean {
  return spec.naming.every((piece) =>
    typeof piece === "string" ? !/[{}]/.test(piece) : spec.dims.some((dim) => dim.name === piece.dim),
  );
}

/** What is wrong with the names of one array. Widths are fixed, so its first name is as long as all of them. */
function checkForm(array: DeviceArray, planned: PlanArray, known: Set<string>): readonly Diagnostic[] {
  const name = planned.write(array.dims.map(() => 0));
  const pattern = array.namePattern === null ? `such as \`${name}\`` : `pattern \`${array.namePattern}\``;
  const labels = [{ span: array.nameOrigin, text: pattern }];
  const help =
    array.namePattern === null ? "give the dimension a `short`, or the array a `name`" : "change the pattern";
  const problems: Diagnostic[] = [];
  const letters = findLetters(array, name, known);
  if (letters.length > 0) {
    const told = letters.map((letter) => `\`${letter}\``).join(", ");
    const message = `names such as \`${name}\` hold ${told}, host names are letters, digits and \`-\``;
    problems.push(diagnose(rule, message, [...labels, ...labelShorts(array, letters)], { help }));
  }
  if (name.startsWith("-") || name.endsWith("-")) {
    problems.push(
      diagnose(rule, `names such as \`${name}\` begin or end with \`-\`, host names do not`, labels, { help }),
    );
  }
  if (name.length > LONGEST_NAME) {
    const message = `names such as \`${name}\` have ${name.length} characters, host names have at most ${LONGEST_NAME}`;
    problems.push(diagnose(rule, message, labels, { help }));
  }
  return problems;
}

/** The letters that no host name has, unless the short form of a dimension brought them in and was told before. */
function findLetters(array: DeviceArray, name: string, known: Set<string>): readonly string[] {
  const isWrong = (text: string): readonly string[] => text.match(/[^A-Za-z0-9-]/gu) ?? [];
  const letters = [...new Set(isWrong(name))];
  if (array.namePattern !== null) return letters;
  const ofName = isWrong(array.name.replaceAll("_", "-"));
  const shorts = array.dims.map((dim) => dim.short).filter((short) => isWrong(short).length > 0);
  const isKnown = ofName.length === 0 && shorts.every((short) => known.has(short));
  for (const short of shorts) known.add(short);
  return isKnown ? [] : letters;
}

function labelShorts(array: DeviceArray, wrong: readonly string[]): Diagnostic["labels"] {
  if (array.namePattern !== null) return [];
  return array.dims
    .filter((dim) => wrong.some((letter) => dim.short.includes(letter)))
    .map((dim) => ({ span: dim.origin, text: `\`${dim.short}\` stands in the name` }));
}

function reportCommon(
  [first, second]: readonly [DeviceArray, DeviceArray],
  { name, other, count }: CommonNames,
): Diagnostic {
  const differ = name === other ? "" : `, and \`${other}\` differs from it only in letter case`;
  const more = count === null || count === 1 ? "" : `; ${count} names are shared in all`;
  return diagnose(
    rule,
    `\`${name}\` names a device of \`${first.name}\` and one of \`${second.name}\`${differ}${more}, each device needs its own name`,
    [
      { span: second.nameOrigin, text: second.namePattern === null ? "" : `pattern \`${second.namePattern}\`` },
      { span: first.nameOrigin, text: first.namePattern === null ? "" : `pattern \`${first.namePattern}\`` },
    ],
    { help: "rename one array, or give it a `name` pattern that tells them apart" },
  );
}
