/** `npm run bench`: prints every figure as a ratio measured in this run; exits with 1 if one is over its limit. */
import { measureRows } from "./rows.js";
import { measureScale } from "./scale.js";
import { measureStartUp } from "./start-up.js";
import { formatVerdict, passes, type Verdict } from "./verdict.js";
import { measureWhole } from "./whole.js";

const suites: Readonly<Record<string, () => Promise<readonly Verdict[]>>> = {
  start: measureStartUp,
  rows: measureRows,
  whole: measureWhole,
  scale: measureScale,
};

/** Runs the named suites, or all of them. */
export async function runBenches(names: readonly string[]): Promise<void> {
  const chosen = names.length === 0 ? Object.keys(suites) : names;
  for (const name of chosen) {
    const suite = suites[name];
    if (suite === undefined) throw new Error(`no bench ${name}: ${Object.keys(suites).join(", ")}`);
    for (const verdict of await suite()) {
      console.log(formatVerdict(verdict));
      if (!passes(verdict)) process.exitCode = 1;
    }
  }
}
