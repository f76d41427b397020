/** The project's own source files as the house rules see them: path, text and syntax tree. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export interface Source {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly isGenerated: boolean;
}

const folders = ["src", "grammar", "scripts", "bin", "test", "bench"];

/** Returns every TypeScript and JavaScript file of the project, in code-unit order. */
export function readSources(): Source[] {
  const nested = folders.filter((folder) => existsSync(folder)).flatMap((folder) => listFiles(folder));
  const top = readdirSync(".").filter((name) => name.endsWith(".config.ts"));
  return [...nested, ...top]
    .filter((path) => /\.(ts|js)$/.test(path) && !path.endsWith(".d.ts"))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((path) => {
      const text = readFileSync(path, "utf8");
      const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
      return { path, text, tree, isGenerated: path.includes(".generated.") };
    });
}

/** Returns the paths of all files under a folder. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"));
}

/** Calls `visit` for every node of a tree, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

export interface ImportEdge {
  /** A path of the project (`src/core/span.ts`) or the name of a package. */
  readonly to: string;
  readonly isOwn: boolean;
  /** True if the import is erased: it brings types only. */
  readonly isType: boolean;
}

/** Returns what a file imports or re-exports, statically or lazily. */
export function listImports(source: Source): ImportEdge[] {
  const edges: ImportEdge[] = [];
  const add = (specifier: ts.Node | undefined, isType: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const written = specifier.text;
    const isOwn = written.startsWith(".");
    const to = isOwn ? join(source.path, "..", written).replaceAll("\\", "/").replace(/\.js$/, ".ts") : written;
    edges.push({ to, isOwn, isType });
  };
  walk(source.tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
  });
  return edges;
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((one) => one.isTypeOnly)
  );
}

/** Returns `path:line` of a node. */
export function placeOf(source: Source, node: ts.Node): string {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
  return `${source.path}:${line + 1}`;
}
