/**
 * One slip of the pen stays one or two messages: every name of the starting design, and some of larger ones, is left out,
 * misspelt or replaced by a name that nothing has.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexer } from "../../grammar/tokens.js";
import { startingDesign } from "../../src/cli/start-design.js";
import { judgeText, tell } from "../unit/docs/judge-text.js";

/** What becomes of a name. */
const slips = ["", "$q", "nothing_has_this"] as const;

interface Slip {
  readonly text: string;
  /** The line as it is with the slip, for messages. */
  readonly line: string;
}

/** Returns a design with each of its names slipped in each way. */
function listSlips(design: string): readonly Slip[] {
  const names = lexer.tokenize(design).tokens.filter(({ image }) => /^[A-Za-z_]/.test(image));
  return names.flatMap(({ image, startOffset }) =>
    slips.map((slip) => {
      const end = startOffset + image.length;
      const text = design.slice(0, startOffset) + slip.replace("$", image) + design.slice(end);
      return { text, line: text.split("\n")[design.slice(0, startOffset).split("\n").length - 1] ?? "" };
    }),
  );
}

/** Returns the errors of a slip where there are more than two. */
async function findCascade({ text, line }: Slip): Promise<readonly string[]> {
  const errors = (await judgeText(text)).filter(({ severity }) => severity === "error");
  return errors.length > 2 ? [line, ...tell(errors)] : [];
}

describe("one slip", () => {
  it("in the starting design gives two errors at most", { timeout: 60_000 }, async () => {
    const cascades: (readonly string[])[] = [];
    for (const slip of listSlips(startingDesign)) {
      const cascade = await findCascade(slip);
      if (cascade.length > 0) cascades.push(cascade);
    }
    expect(cascades).toEqual([]);
  });

  it("in a known design gives two errors at most", { timeout: 120_000 }, async () => {
    const designs = [
      "examples/hpn-7.0/hpn.weft",
      "examples/superpod-h100/superpod.weft",
      "test/fixtures/designs/nvl72.weft",
    ];
    const known = designs.flatMap((path) => listSlips(readFileSync(path, "utf8")));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...known), async (slip) => {
        expect(await findCascade(slip)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
