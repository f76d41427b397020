/** A loaded project: every file that the entry reaches, parsed. Knows nothing of how files are found or read. */
import type { Tree } from "./ast.js";

export interface ProjectFile {
  readonly path: string;
  readonly text: string;
  readonly tree: Tree;
  /** The path of the file for each text after `from`; absent where it could not be loaded. */
  readonly imports: ReadonlyMap<string, string>;
}

export interface Project {
  /** The path of the file that was asked for. */
  readonly entry: string;
  readonly files: ReadonlyMap<string, ProjectFile>;
}
