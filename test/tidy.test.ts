/** The house rules of docs/STYLE.md and the layers of docs/ARCHITECTURE.md, held by reading the sources. */
import { basename } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { dataFiles, layerOf, layers, siblingSuffixes } from "./tidy/layers.js";
import { listFiles, listImports, placeOf, readSources, type Source, walk } from "./tidy/sources.js";

const sources = readSources();
const written = sources.filter((source) => !source.isGenerated);
const product = written.filter((source) => layerOf(source.path) !== null);
const pure = product.filter((source) => layers[layerOf(source.path) ?? ""]?.isOuter !== true);

/** Returns what `find` says of each node of each source: places with a reason. */
function collect(of: readonly Source[], find: (node: ts.Node, source: Source) => string | null): string[] {
  const found: string[] = [];
  for (const source of of) {
    walk(source.tree, (node) => {
      const reason = find(node, source);
      if (reason !== null) found.push(`${placeOf(source, node)} ${reason}`);
    });
  }
  return found;
}

describe("layers", () => {
  const edges = product.flatMap((source) => listImports(source).map((edge) => ({ from: source.path, ...edge })));

  it("are imported downwards only", () => {
    const wrong = edges.filter(({ from, to, isOwn, isType }) => {
      const own = layerOf(from) ?? "";
      const layer = layers[own];
      if (layer === undefined) return true;
      if (!isOwn) return !isPackageAllowed(layer.packages, layer.isOuter === true, to);
      const target = layerOf(to);
      if (target === null) return true;
      if (target === own || layer.values.includes(target)) return false;
      return !(isType && layer.types?.includes(target) === true);
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it("keep data free of the stage that makes it", () => {
    const wrong = edges.filter(({ from, to, isOwn }) => {
      const allowed = dataFiles[from];
      return isOwn && allowed !== undefined && !allowed.includes(layerOf(to) ?? "");
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it("have members that do not know each other", () => {
    const familyOf = (path: string): string | undefined => siblingSuffixes.find((suffix) => path.endsWith(suffix));
    const wrong = edges.filter(({ from, to }) => familyOf(from) !== undefined && familyOf(from) === familyOf(to));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});

function isPackageAllowed(packages: readonly string[], isOuter: boolean, name: string): boolean {
  if (name.startsWith("node:")) return isOuter;
  return packages.some((allowed) => name === allowed || name.startsWith(`${allowed}/`));
}

describe("the pure part", () => {
  const globals = new Set([
    "Date",
    "Intl",
    "performance",
    "eval",
    "Function",
    "console",
    "process",
    "globalThis",
    "Buffer",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "queueMicrotask",
    "fetch",
  ]);
  const members = new Set([
    "localeCompare",
    "toLocaleString",
    "toLocaleLowerCase",
    "toLocaleUpperCase",
    "toLocaleDateString",
  ]);

  it("gives the same on every machine and reaches nothing outside", () => {
    const found = collect(pure, (node) => {
      if (ts.isPropertyAccessExpression(node)) {
        const name = node.name.text;
        if (members.has(name)) return `calls ${name}`;
        return name === "random" && node.expression.getText() === "Math" ? "calls Math.random" : null;
      }
      return ts.isIdentifier(node) && globals.has(node.text) && isUse(node) ? `uses ${node.text}` : null;
    });
    expect(found).toEqual([]);
  });
});

/** Returns whether an identifier stands for a value, not for a property or a thing being declared. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return parent.getChildAt(0) === node;
  if (ts.isTypeReferenceNode(parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  return !("name" in parent && parent.name === node);
}

describe("every file", () => {
  it("opens with what it is", () => {
    const wrong = sources.filter(({ text }) => !/^(?:#!.*\n)?\/\*\*[\s\S]/.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it("has at most 400 lines", () => {
    const long = written
      .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it("has a name in kebab case", () => {
    const names = [...folders(), ...sources.map(({ path }) => path)].filter(
      (path) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(basename(path)),
    );
    expect(names).toEqual([]);
  });
});

function folders(): string[] {
  return [...new Set(sources.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf("/")))))].filter(
    (path) => path !== "",
  );
}

describe("every function", () => {
  it("has at most 70 lines", () => {
    const long = collect(
      written.filter(({ path }) => !path.endsWith(".test.ts")),
      (node) => {
        if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return null;
        const file = node.getSourceFile();
        const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line;
        const lines = lineOf(node.getEnd()) - lineOf(node.getStart()) + 1;
        return lines > 70 ? `has ${lines} lines` : null;
      },
    );
    expect(long).toEqual([]);
  });

  it("says what it returns if others may call it", () => {
    const bare = collect(product, (node) => {
      if (!ts.isFunctionDeclaration(node) || node.body === undefined) return null;
      const isExported = node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true;
      return isExported && ts.getJSDocCommentsAndTags(node).length === 0 ? `${node.name?.text} has no docstring` : null;
    });
    expect(bare).toEqual([]);
  });
});

describe("no file", () => {
  it("gets around the types", () => {
    const found = collect(written, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) return "says any";
      if (ts.isNonNullExpression(node)) return "says !";
      const isDouble = ts.isAsExpression(node) && ts.isAsExpression(node.expression);
      return isDouble && node.expression.type.kind === ts.SyntaxKind.UnknownKeyword ? "says as unknown as" : null;
    });
    expect(found).toEqual([]);
  });

  it("has a default export, configuration apart", () => {
    const found = collect(
      written.filter(({ path }) => !path.endsWith(".config.ts")),
      (node) =>
        (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) && !ts.isDefaultClause(node.parent)
          ? "exports a default"
          : null,
    );
    expect(found).toEqual([]);
  });

  it("declares a class, the parser, commands and errors apart", () => {
    const found = collect(written, (node) => {
      if (!ts.isClassLike(node)) return null;
      const base = node.heritageClauses?.[0]?.types[0]?.expression.getText() ?? "";
      return /^(\w*Parser|Command|\w*Error)$/.test(base)
        ? null
        : `class ${node.name?.text ?? ""} extends ${base || "nothing"}`;
    });
    expect(found).toEqual([]);
  });

  it("puts work off in a comment", () => {
    const marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"];
    const found = written.filter(({ text }) => marks.some((mark) => new RegExp(`\\b${mark}\\b`).test(text)));
    expect(found.map(({ path }) => path).filter((path) => path !== "test/tidy.test.ts")).toEqual([]);
  });
});

describe("prose", () => {
  it("has a page that a link leads to", () => {
    const pages = listFiles("docs").filter((path) => path.endsWith(".md"));
    const known = new Set([...pages, ...sources.map(({ path }) => path)]);
    const broken = pages.flatMap((page) => {
      const text = sources.length > 0 ? (ts.sys.readFile(page) ?? "") : "";
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? "");
      return links
        .map((link) => ({ link, path: new URL(link, `file:///${page}`).pathname.slice(1) }))
        .filter(({ path }) => !known.has(path) && !ts.sys.fileExists(path) && !ts.sys.directoryExists(path))
        .map(({ link }) => `${page} links to ${link}`);
    });
    expect(broken).toEqual([]);
  });
});
