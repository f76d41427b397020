/** The grammar needs one token of lookahead and passes every check of Chevrotain. */
import { createToken, EmbeddedActionsParser, EOF, Lexer } from "chevrotain";
import { describe, expect, it } from "vitest";
import { parser, WeftParser } from "../../../grammar/parser.js";
import { allTokens, lexer } from "../../../grammar/tokens.js";
import { resolveWords } from "../../../grammar/words.js";
import { sampleDesign } from "../syntax/samples.js";
import { computeFollow, findConflicts } from "./follow-sets.js";

const rules = parser.getGAstProductions();
const starts = ["file", "expression"];

describe("the grammar", () => {
  it("passes Chevrotain's own checks", () => {
    expect(() => new WeftParser({ recovery: true, validate: true })).not.toThrow();
  });

  it("is decided by one token everywhere, also between an optional part and what may follow it", () => {
    expect(findConflicts(rules, starts, allTokens)).toEqual([]);
  });

  it("finds such a conflict where there is one", () => {
    const A = createToken({ name: "A", pattern: "a" });
    class Ambiguous extends EmbeddedActionsParser {
      constructor() {
        super([A], { maxLookahead: 1 });
        this.performSelfAnalysis();
      }
      readonly outer = this.RULE("outer", () => {
        this.SUBRULE(this.inner);
        this.CONSUME(A);
      });
      readonly inner = this.RULE("inner", () => {
        this.OPTION(() => this.CONSUME(A));
      });
    }
    const found = new Ambiguous().getGAstProductions();
    expect(findConflicts(found, ["outer"], [A])).toEqual(["inner: optional part and what follows: A"]);
  });

  it("lets the end of the file follow a file and a lone expression only where it may", () => {
    const follow = computeFollow(rules, starts);
    expect(follow.get("member")?.has(EOF)).toBe(true);
    expect(follow.get("entry")?.has(EOF)).toBe(false);
  });

  it("builds the same tree with our decisions and with Chevrotain's", () => {
    const read = (chosen: WeftParser): unknown => {
      const { tokens } = lexer.tokenize(sampleDesign);
      resolveWords(tokens, sampleDesign);
      chosen.input = tokens;
      const tree = chosen.file();
      expect(chosen.errors).toEqual([]);
      return JSON.parse(JSON.stringify(tree, (key, value) => (key === "tokenType" ? value.name : value)));
    };
    const ours = read(parser);
    expect(read(new WeftParser({ recovery: true, validate: true }))).toEqual(ours);
    expect(read(new WeftParser({ recovery: true, validate: false }))).toEqual(ours);
  });

  it("has a lexer that Chevrotain finds nothing wrong with", () => {
    const lexed = allTokens.filter((token) => token.PATTERN !== undefined && token.PATTERN !== Lexer.NA);
    expect(
      new Lexer([...lexed], { positionTracking: "onlyOffset", ensureOptimizations: true }).lexerDefinitionErrors,
    ).toEqual([]);
  });
});
