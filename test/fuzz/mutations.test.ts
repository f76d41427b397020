/** Ten thousand damaged designs a run: none may throw, and none may take a second when it is tried alone. */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { compileMutants, type MutantOutcome } from "./compile-mutants.js";

const MUTANTS = 10_000;
const FIRST_SEED = 1;

/** Small designs, each with one piece of the language: damage is found in them as well as in the large ones, and sooner. */
const small = readdirSync("test/fixtures/language")
  .filter((file) => file.endsWith(".weft") && !file.endsWith("-refused.weft"))
  .map((file) => `test/fixtures/language/${file}`);
const large = readdirSync("examples").flatMap((example) =>
  readdirSync(`examples/${example}`)
    .filter((file) => file.endsWith(".weft"))
    .map((file) => `examples/${example}/${file}`),
);
const paths = [...large, ...Array.from({ length: 9 * large.length }, (_, at) => small[at % small.length] as string)];

/** The fastest of three tries: a machine that is busy with other things makes none of them slow three times. */
async function tryAgain({ path, seed }: MutantOutcome): Promise<number> {
  const times: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    for await (const outcome of compileMutants([path], seed)) {
      times.push(outcome.milliseconds);
      break;
    }
  }
  return Math.min(...times);
}

test(`${MUTANTS} mutations of the examples and the language fixtures`, { timeout: 900_000 }, async () => {
  const failures: string[] = [];
  let count = 0;
  for await (const outcome of compileMutants(paths, FIRST_SEED)) {
    const isSlow = outcome.failure?.startsWith("took ") ?? false;
    if (outcome.failure !== null && (!isSlow || (await tryAgain(outcome)) > 1000)) {
      failures.push(`${outcome.path} seed ${outcome.seed}: ${outcome.failure}`);
    }
    count++;
    if (count === MUTANTS) break;
  }
  expect(failures).toEqual([]);
});
