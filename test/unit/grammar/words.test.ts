/** The role that each word gets from its neighbours. */
import { describe, expect, it } from "vitest";
import { lexer } from "../../../grammar/tokens.js";
import { resolveExpressionWords, resolveWords } from "../../../grammar/words.js";

const roles = (text: string): string => {
  const { tokens } = lexer.tokenize(text);
  resolveWords(tokens, text);
  return tokens
    .map((token) => (/^\w/.test(token.image) || token.image === "," ? token.tokenType.name : token.image))
    .join(" ");
};

describe("the role of a word", () => {
  it.each([
    ["fabric = frontend", "Key = Identifier"],
    ["fabric f { fabric = g  fabric h { } }", "BlockWord Identifier { Key = Identifier BlockWord Identifier { } }"],
    ["ports { cage = osfp }", "Ports { Key = Identifier }"],
    ["gpu gpu[8]: gpu", "BlockWord Identifier [ NumberLiteral ] : Identifier"],
    ["part gpu gpu { }", "Part Identifier Identifier { }"],
    ["import { gpu, fabric } from", "Import { Identifier Comma Identifier } From"],
    ["let switch = gpu", "Let Identifier = Identifier"],
    ["param gpu: count in 1..gpu = n", "Param Identifier : Identifier In NumberLiteral .. Identifier = Identifier"],
    [
      "connect gpu.nic -> switch[nic: gpu]",
      "Connect Identifier . Identifier -> Identifier [ Identifier : Identifier ]",
    ],
    ["on gpu at x where gpu", "On Identifier At X Where Identifier"],
    ["a = ports(tor) b = cage", "Key = Identifier ( Identifier ) Key = Identifier"],
    ["protocol =\n switch tor[3]: th5", "Key = BlockWord Identifier [ NumberLiteral ] : Identifier"],
    ["switch tor[rail:\n switch agg: th5", "BlockWord Identifier [ Identifier : BlockWord Identifier : Identifier"],
    ["server\n switch tor: th5", "BlockWord BlockWord Identifier : Identifier"],
    ["storage {", "BlockWord {"],
    ["group x[4] { ports x x 64 }", "BlockWord Identifier [ NumberLiteral ] { Ports Identifier X NumberLiteral }"],
    ["a = b, c = d", "Key = Identifier Separator Key = Identifier"],
    ["[a, b, ]", "[ Identifier Comma Identifier Separator ]"],
    ["isolate a, gpu, switch s: t", "Isolate Identifier Comma Identifier Separator BlockWord Identifier : Identifier"],
    ["swich tor: th5", "UnknownHead Identifier : Identifier"],
    ["a = b\nfoo bar", "Key = Identifier UnknownHead Identifier"],
    ["a = b foo bar", "Key = Identifier Identifier Identifier"],
    ["part switch\n th5 { }", "Part Identifier Identifier { }"],
    ["on p,\n q", "On Identifier Comma Identifier"],
    ["a = [b\n foo = 3", "Key = [ Identifier Key = NumberLiteral"],
    ["a = [b\n foo bar", "Key = [ Identifier UnknownHead Identifier"],
  ])("%s", (text, expected) => {
    expect(roles(text)).toBe(expected);
  });

  it("is a name in a lone expression, unless it is an operator", () => {
    const { tokens } = lexer.tokenize("gpu in [fabric, ports, ]");
    resolveExpressionWords(tokens);
    expect(tokens.map((token) => token.tokenType.name).join(" ")).toBe(
      "Identifier In LSquare Identifier Comma Identifier Separator RSquare",
    );
  });

  it("stays the same when settled twice", () => {
    const text = "cluster c { a = [1, ], gpu gpu: h, b = fabric }";
    const { tokens } = lexer.tokenize(text);
    resolveWords(tokens, text);
    const once = tokens.map((token) => token.tokenType.name);
    resolveWords(tokens, text);
    expect(tokens.map((token) => token.tokenType.name)).toEqual(once);
  });
});
