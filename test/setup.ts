/** Makes every run of fast-check draw the same values, so that a failure seen once is seen again. */
import fc from "fast-check";

fc.configureGlobal({ seed: 20_260_101, numRuns: 100 });
