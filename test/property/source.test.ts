/** Source text of random designs: the front end gives back the design that was written, as the oracle reads both. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileProject } from "../../src/compile.js";
import { createMemoryHost } from "../../src/host/memory.js";
import { loadProject } from "../../src/load.js";
import { countOracle, listOraclePorts, listOracleRows } from "../oracle/compare.js";
import { arbitraryDesign } from "../oracle/design-arbitrary.js";
import { expandNaively } from "../oracle/expand.js";
import { writeSource } from "../oracle/write-source.js";

test("a design and its source text mean the same", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryDesign(), async ({ design, cluster }) => {
      const loaded = await loadProject(createMemoryHost({ "made.weft": writeSource(design) }), "made.weft");
      const compilation = compileProject(loaded);
      const built = compilation.design();
      const early = compilation
        .diagnostics()
        .filter(({ code, severity }) => severity === "error" && /^WF[1-4]/.test(code));
      expect(early.map(({ message }) => message)).toEqual([]);
      if (built === null) throw new Error("the text has no cluster");
      const read = expandNaively(built);
      expect(listOracleRows(read)).toEqual(listOracleRows(cluster));
      expect(countOracle(read)).toEqual(countOracle(cluster));
      // The order of arrays is that of the text, groups first.
      expect(listOraclePorts(read).sort()).toEqual(listOraclePorts(cluster).sort());
      expect([...read.errors].sort()).toEqual([...cluster.errors].sort());
    }),
  );
});
