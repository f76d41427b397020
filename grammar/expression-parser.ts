/**
 * The rules of expressions, index lists and paths, as the base of the whole parser: what may stand inside a member.
 * Also the parser's settings and what recovery may put in or leave out.
 */
import {
  type CstNode,
  CstParser,
  EOF,
  type IOrAlt,
  type IParserErrorMessageProvider,
  type IToken,
  LLkLookaheadStrategy,
  type ParserMethod,
  type TokenType,
} from "chevrotain";
import { createLookahead } from "./first-sets.js";
import * as t from "./tokens.js";
import { memberStarts } from "./words.js";

export type Rule = ParserMethod<[], CstNode>;
/** Kept in fields: made anew at every call they would cost more than the parsing itself. */
export type Alternatives = IOrAlt<unknown>[];

/**
 * Messages of the parser are keys, not prose: `token:<name>` when one token was expected, `rule:<name>` when a rule
 * found no way on, `end` when text is left over. Whoever shows them chooses the words.
 */
const messageKeys: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => `token:${expected.name}`,
  buildNotAllInputParsedMessage: () => "end",
  buildNoViableAltMessage: ({ ruleName }) => `rule:${ruleName}`,
  buildEarlyExitMessage: ({ ruleName }) => `rule:${ruleName}`,
};

/** What may be put in where it is missing: a thing that carries no meaning of its own. */
const insertable: ReadonlySet<TokenType> = new Set([t.RCurly, t.RSquare, t.RRound, t.Equals, t.Colon, t.LCurly]);

/** What begins or ends a member or a bracket. */
const shaping: ReadonlySet<TokenType> = new Set([
  ...memberStarts,
  t.Separator,
  t.Equals,
  t.LCurly,
  t.RCurly,
  t.LSquare,
  t.RSquare,
  t.LRound,
  t.RRound,
  EOF,
]);

export interface ParserOptions {
  /** Go on after a mistake. */
  readonly recovery: boolean;
  /** Check the grammar with Chevrotain's own means, for tests; slow. */
  readonly validate: boolean;
}

export class ExpressionParser extends CstParser {
  declare protected SAVE_ERROR: (error: Error) => Error;
  declare protected readonly moveToTerminatedState: () => void;
  declare protected readonly SKIP_TOKEN: () => IToken;
  declare protected readonly CST_STACK: CstNode[];

  /** How many mistakes are met before the rest of a text is left unread. */
  mostMistakes = 1;

  constructor(options: ParserOptions) {
    super([...t.allTokens], {
      recoveryEnabled: options.recovery,
      maxLookahead: 1,
      nodeLocationTracking: "none",
      errorMessageProvider: messageKeys,
      skipValidations: !options.validate,
      lookaheadStrategy: options.validate ? new LLkLookaheadStrategy({ maxLookahead: 1 }) : createLookahead(),
    });
    this.limitMistakes();
  }

  /** After `mostMistakes` the parser goes to the end of the text: each costs time, and a text may hold millions. */
  private limitMistakes(): void {
    const save = this.SAVE_ERROR;
    this.SAVE_ERROR = (error) => {
      if (this.errors.length < this.mostMistakes) return save.call(this, error);
      this.moveToTerminatedState();
      return error;
    };
  }

  /** As Chevrotain does it, but with plain objects: it makes dictionaries, which take several times the memory. */
  protected cstInvocationStateUpdate(name: string): void {
    this.CST_STACK.push({ name, children: {} });
  }

  protected override canTokenTypeBeInsertedInRecovery(type: TokenType): boolean {
    return insertable.has(type);
  }

  /** One token too many may be dropped, but never what gives the text its shape. */
  protected override canTokenTypeBeDeletedInRecovery(): boolean {
    return !shaping.has(this.LA(1).tokenType);
  }

  private readonly nextStep = (): void => {
    this.CONSUME(t.Dot);
    this.SUBRULE1(this.step);
  };

  readonly path: Rule = this.RULE("path", () => {
    this.SUBRULE(this.step);
    this.MANY(this.nextStep);
  });

  private readonly optionalEntries = (): void => {
    this.SUBRULE(this.entries);
  };

  readonly step: Rule = this.RULE("step", () => {
    this.CONSUME(t.PlainName);
    this.OPTION(this.optionalEntries);
  });

  private readonly nextEntry = (): void => {
    this.CONSUME(t.Comma);
    this.SUBRULE1(this.entry);
  };

  protected readonly optionalSeparator = (): void => {
    this.CONSUME(t.Separator);
  };

  readonly entries: Rule = this.RULE("entries", () => {
    this.CONSUME(t.LSquare);
    this.SUBRULE(this.entry);
    this.MANY(this.nextEntry);
    this.OPTION(this.optionalSeparator);
    this.CONSUME(t.RSquare);
  });

  private readonly entryHeads: Alternatives = [
    { ALT: () => this.CONSUME(t.Star) },
    { ALT: () => this.SUBRULE(this.expression) },
  ];

  private readonly labelledValues: Alternatives = [
    { ALT: () => this.CONSUME1(t.Star, { LABEL: "any" }) },
    { ALT: () => this.SUBRULE1(this.expression, { LABEL: "value" }) },
  ];

  private readonly labelled = (): void => {
    this.CONSUME(t.Colon);
    this.OR1(this.labelledValues);
  };

  private readonly planned = (): void => {
    this.CONSUME(t.Of);
    this.SUBRULE2(this.expression, { LABEL: "planned" });
  };

  readonly entry: Rule = this.RULE("entry", () => {
    this.OR(this.entryHeads);
    this.OPTION(this.labelled);
    this.OPTION1(this.planned);
  });

  private readonly nextTerm = (): void => {
    this.CONSUME(t.BinaryOperator);
    this.SUBRULE1(this.term);
  };

  private readonly expressionKinds: Alternatives = [
    { ALT: () => this.SUBRULE(this.choice) },
    {
      ALT: () => {
        this.SUBRULE(this.term);
        this.MANY(this.nextTerm);
      },
    },
  ];

  /** Flat: the tree by precedence is built by what reads it. */
  readonly expression: Rule = this.RULE("expression", () => {
    this.OR(this.expressionKinds);
  });

  readonly choice: Rule = this.RULE("choice", () => {
    this.CONSUME(t.If);
    this.SUBRULE(this.expression);
    this.CONSUME(t.Then);
    this.SUBRULE1(this.expression);
    this.CONSUME(t.Else);
    this.SUBRULE2(this.expression);
  });

  private readonly prefix = (): void => {
    this.CONSUME(t.Prefix);
  };

  private readonly optionalItems = (): void => {
    this.SUBRULE(this.items);
  };

  private readonly optionalOtherItems = (): void => {
    this.SUBRULE1(this.items);
  };

  private readonly precision = (): void => {
    this.CONSUME(t.LRound, { LABEL: "open" });
    this.CONSUME1(t.Word, { LABEL: "precision" });
    this.CONSUME(t.RRound, { LABEL: "close" });
  };

  private readonly connectors = (): void => {
    this.CONSUME(t.Over);
    this.SUBRULE(this.term);
  };

  private readonly nextName = (): void => {
    this.CONSUME(t.Dot);
    this.CONSUME(t.PlainName);
  };

  /** What may follow a name: the arguments of a call, or more names. */
  private readonly nameTails: Alternatives = [
    {
      ALT: () => {
        this.CONSUME1(t.LRound, { LABEL: "open" });
        this.OPTION2(this.optionalItems);
        this.CONSUME1(t.RRound, { LABEL: "close" });
      },
    },
    { ALT: () => this.MANY1(this.nextName) },
  ];

  private readonly termKinds: Alternatives = [
    { ALT: () => this.CONSUME(t.NumberLiteral) },
    {
      ALT: () => {
        this.CONSUME(t.Word);
        this.OR1(this.nameTails);
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.Quantity);
        this.OPTION(this.precision);
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.Split);
        this.OPTION1(this.connectors);
      },
    },
    { ALT: () => this.CONSUME(t.StringLiteral) },
    { ALT: () => this.CONSUME(t.Truth) },
    { ALT: () => this.CONSUME(t.UnknownQuantity) },
    {
      ALT: () => {
        this.CONSUME(t.LSquare);
        this.OPTION3(this.optionalOtherItems);
        this.CONSUME(t.RSquare);
      },
    },
    {
      ALT: () => {
        this.CONSUME2(t.LRound, { LABEL: "open" });
        this.SUBRULE(this.expression);
        this.CONSUME2(t.RRound, { LABEL: "close" });
      },
    },
  ];

  /** A term with its prefix operators. One rule for all its kinds: a node each would double the time of a parse. */
  readonly term: Rule = this.RULE("term", () => {
    this.MANY(this.prefix);
    this.OR(this.termKinds);
  });

  private readonly nextItem = (): void => {
    this.CONSUME(t.Comma);
    this.SUBRULE1(this.expression);
  };

  readonly items: Rule = this.RULE("items", () => {
    this.SUBRULE(this.expression);
    this.MANY(this.nextItem);
    this.OPTION(this.optionalSeparator);
  });
}
