/**
 * The rules of weft's grammar as a Chevrotain parser that builds a concrete syntax tree. No actions and no meaning:
 * precedence, placement and names are settled by what reads the tree. Words are typed by `words.ts` beforehand.
 */
import {
  type CstNode,
  EOF,
  type IRecognitionException,
  type IToken,
  MismatchedTokenException,
  type TokenType,
} from "chevrotain";
import { type Alternatives, ExpressionParser, type ParserOptions, type Rule } from "./expression-parser.js";
import * as t from "./tokens.js";
import { memberStarts } from "./words.js";

/** What may follow a member. */
const afterMember: ReadonlySet<TokenType> = new Set([...memberStarts, t.Separator, t.RCurly, EOF]);

export class WeftParser extends ExpressionParser {
  constructor(options: ParserOptions) {
    super(options);
    this.performSelfAnalysis();
  }

  /** At the end of a heading: anything but a block or the next member is refused, and skipped up to there. */
  private readonly endHeading = (): void => {
    const next = this.LA(1);
    if (next.tokenType === t.LCurly || afterMember.has(next.tokenType)) return;
    throw this.SAVE_ERROR(new MismatchedTokenException("rule:heading", next, this.LA(0)));
  };

  /** At the end of a member: what cannot follow is refused and skipped, braces and their contents as one. */
  private readonly endMember = (): void => {
    const first = this.LA(1);
    if (afterMember.has(first.tokenType)) return;
    this.SAVE_ERROR(new MismatchedTokenException("rule:member", first, this.LA(0)));
    let depth = 0;
    for (let next = first; next.tokenType !== EOF; next = this.SKIP_TOKEN()) {
      if (depth === 0 && afterMember.has(next.tokenType)) return;
      if (next.tokenType === t.LCurly) depth++;
      if (next.tokenType === t.RCurly) depth--;
    }
  };

  private readonly nextMember = (): void => {
    this.SUBRULE(this.member);
  };

  readonly file: Rule = this.RULE("file", () => {
    this.MANY(this.nextMember);
  });

  readonly block: Rule = this.RULE("block", () => {
    this.CONSUME(t.LCurly);
    this.MANY(this.nextMember);
    this.CONSUME(t.RCurly);
  });

  private readonly memberKinds: Alternatives = [
    { ALT: () => this.SUBRULE(this.attribute) },
    { ALT: () => this.SUBRULE(this.declaration) },
    { ALT: () => this.SUBRULE(this.partDeclaration) },
    { ALT: () => this.SUBRULE(this.importStatement) },
    { ALT: () => this.SUBRULE(this.letStatement) },
    { ALT: () => this.SUBRULE(this.paramStatement) },
    { ALT: () => this.SUBRULE(this.portsStatement) },
    { ALT: () => this.SUBRULE(this.cageStatement) },
    { ALT: () => this.SUBRULE(this.connectStatement) },
    { ALT: () => this.SUBRULE(this.isolateStatement) },
    { ALT: () => this.SUBRULE(this.requireStatement) },
    { ALT: () => this.SUBRULE(this.allowStatement) },
  ];

  readonly member: Rule = this.RULE("member", () => {
    this.OR(this.memberKinds);
    this.ACTION(this.endMember);
    this.OPTION(this.optionalSeparator);
  });

  readonly evidence: Rule = this.RULE("evidence", () => {
    this.CONSUME(t.Grade);
    this.OPTION(() => this.CONSUME(t.StringLiteral));
  });

  readonly otherFigure: Rule = this.RULE("otherFigure", () => {
    this.CONSUME(t.Also);
    this.SUBRULE(this.expression);
    this.OPTION(() => this.SUBRULE(this.evidence));
  });

  readonly attribute: Rule = this.RULE("attribute", () => {
    this.CONSUME(t.Key);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.expression);
    this.OPTION(() => this.SUBRULE(this.evidence));
    this.MANY(() => this.SUBRULE(this.otherFigure));
  });

  readonly declaration: Rule = this.RULE("declaration", () => {
    this.CONSUME(t.BlockWord);
    this.SUBRULE(this.heading);
    this.OPTION(() => this.SUBRULE(this.block));
  });

  readonly heading: Rule = this.RULE("heading", () => {
    this.OPTION(() => this.CONSUME(t.DeclaredName));
    this.OPTION1(() => this.SUBRULE(this.entries));
    this.OPTION2(() => {
      this.CONSUME(t.Colon);
      this.CONSUME(t.PlainName);
    });
    this.OPTION3(() => {
      this.CONSUME(t.Except);
      this.SUBRULE(this.expression);
    });
    this.ACTION(this.endHeading);
  });

  readonly partDeclaration: Rule = this.RULE("partDeclaration", () => {
    this.CONSUME(t.Part);
    this.SUBRULE(this.partHeading);
    this.OPTION(() => this.SUBRULE(this.block));
  });

  readonly partHeading: Rule = this.RULE("partHeading", () => {
    this.CONSUME(t.Word);
    this.CONSUME(t.PlainName);
    this.OPTION(() => {
      this.CONSUME(t.Extends);
      this.CONSUME1(t.PlainName);
    });
    this.ACTION(this.endHeading);
  });

  readonly importStatement: Rule = this.RULE("importStatement", () => {
    this.CONSUME(t.Import);
    this.CONSUME(t.LCurly);
    this.OPTION(() => {
      this.CONSUME(t.PlainName);
      this.MANY(() => {
        this.CONSUME(t.Comma);
        this.CONSUME1(t.PlainName);
      });
      this.OPTION1(() => this.CONSUME(t.Separator));
    });
    this.CONSUME(t.RCurly);
    this.CONSUME(t.From);
    this.CONSUME(t.StringLiteral);
  });

  readonly letStatement: Rule = this.RULE("letStatement", () => {
    this.CONSUME(t.Let);
    this.CONSUME(t.PlainName);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.expression);
  });

  readonly paramStatement: Rule = this.RULE("paramStatement", () => {
    this.CONSUME(t.Param);
    this.CONSUME(t.PlainName);
    this.CONSUME(t.Colon);
    this.CONSUME(t.Word);
    this.OPTION(() => this.SUBRULE(this.bounds));
    this.OPTION1(() => this.SUBRULE(this.defaultValue));
    this.OPTION2(() => this.CONSUME(t.StringLiteral));
  });

  readonly bounds: Rule = this.RULE("bounds", () => {
    this.CONSUME(t.In);
    this.SUBRULE(this.expression);
  });

  readonly defaultValue: Rule = this.RULE("defaultValue", () => {
    this.CONSUME(t.Equals);
    this.SUBRULE(this.expression);
  });

  readonly portsStatement: Rule = this.RULE("portsStatement", () => {
    this.CONSUME(t.Ports);
    this.SUBRULE(this.portsHeading);
    this.OPTION(() => this.SUBRULE(this.block));
  });

  readonly portsHeading: Rule = this.RULE("portsHeading", () => {
    this.CONSUME(t.DeclaredName);
    this.OPTION(() => this.SUBRULE(this.entries));
    this.OPTION1(() => this.SUBRULE(this.poolSize));
    this.OPTION2(() => this.SUBRULE(this.portRate));
    this.ACTION(this.endHeading);
  });

  readonly poolSize: Rule = this.RULE("poolSize", () => {
    this.CONSUME(t.X);
    this.SUBRULE(this.expression);
  });

  readonly portRate: Rule = this.RULE("portRate", () => {
    this.CONSUME(t.At);
    this.SUBRULE(this.expression);
  });

  readonly cageStatement: Rule = this.RULE("cageStatement", () => {
    this.CONSUME(t.Cage);
    this.CONSUME(t.DeclaredName);
    this.OPTION(() => this.SUBRULE(this.entries));
    this.CONSUME(t.Holds);
    this.SUBRULE(this.slot);
    this.MANY(() => {
      this.CONSUME(t.Semicolon);
      this.SUBRULE1(this.slot);
    });
  });

  readonly slot: Rule = this.RULE("slot", () => {
    this.SUBRULE(this.path);
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE1(this.path);
    });
  });

  readonly connectStatement: Rule = this.RULE("connectStatement", () => {
    this.CONSUME(t.Connect);
    this.SUBRULE(this.wiring);
    this.OPTION(() => this.SUBRULE(this.block));
  });

  readonly wiring: Rule = this.RULE("wiring", () => {
    this.SUBRULE(this.path);
    this.SUBRULE(this.arrow);
    this.SUBRULE1(this.path);
    this.MANY(() => this.SUBRULE(this.clause));
    this.ACTION(this.endHeading);
  });

  readonly arrow: Rule = this.RULE("arrow", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Arrow) }, { ALT: () => this.CONSUME(t.PeerArrow) }]);
  });

  private readonly clauseKinds: Alternatives = [
    {
      ALT: () => {
        this.CONSUME(t.On);
        this.SUBRULE(this.names);
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.X);
        this.SUBRULE(this.expression);
        this.OPTION(() => {
          this.CONSUME(t.Colon);
          this.SUBRULE1(this.expression);
        });
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.At);
        this.SUBRULE2(this.expression);
        this.OPTION1(() => this.CONSUME(t.Whole));
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.Where);
        this.SUBRULE3(this.expression);
      },
    },
  ];

  readonly clause: Rule = this.RULE("clause", () => {
    this.OR(this.clauseKinds);
  });

  readonly isolateStatement: Rule = this.RULE("isolateStatement", () => {
    this.CONSUME(t.Isolate);
    this.SUBRULE(this.names);
  });

  readonly names: Rule = this.RULE("names", () => {
    this.CONSUME(t.PlainName);
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.CONSUME1(t.PlainName);
    });
  });

  readonly requireStatement: Rule = this.RULE("requireStatement", () => {
    this.CONSUME(t.Require);
    this.SUBRULE(this.expression);
    this.OPTION(() => this.CONSUME(t.StringLiteral));
  });

  readonly allowStatement: Rule = this.RULE("allowStatement", () => {
    this.CONSUME(t.Allow);
    this.CONSUME(t.PlainName);
    this.OPTION(() => this.CONSUME(t.StringLiteral));
  });
}

/** Without recovery: it takes half the time to set up, and most texts have no mistake. */
export const parser = new WeftParser({ recovery: false, validate: false });

let recovering: WeftParser | null = null;

/** What a run of the parser gives: a tree, whole or with holes, and the mistakes met. */
export interface Parsed {
  readonly node: CstNode | undefined;
  readonly errors: readonly IRecognitionException[];
}

/** Returns the tree of a file whose words are settled, and the first mistake if there is one: then the tree ends there. */
export function readTokens(tokens: readonly IToken[]): Parsed {
  return runRule(parser, tokens, "file");
}

/**
 * Returns the tree of tokens whose words are settled, and at most that many mistakes. Only a text with mistakes is
 * read a second time, with recovery.
 */
export function parseTokens(tokens: readonly IToken[], rule: "file" | "expression", mostMistakes: number): Parsed {
  const first = runRule(parser, tokens, rule);
  if (first.errors.length === 0) return first;
  recovering ??= new WeftParser({ recovery: true, validate: false });
  recovering.mostMistakes = mostMistakes;
  return runRule(recovering, tokens, rule);
}

function runRule(chosen: WeftParser, tokens: readonly IToken[], rule: "file" | "expression"): Parsed {
  chosen.input = [...tokens];
  const node = chosen[rule]();
  const { errors } = chosen;
  chosen.input = [];
  return { node, errors };
}
