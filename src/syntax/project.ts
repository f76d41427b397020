/** A loaded project: every file that the entry reaches, parsed. Knows nothing of how files are found or read. */
import type { PriceFile } from "../core/price-file.js";
import type { Tree } from "./ast.js";

export interface ProjectFile {
  readonly path: string;
  readonly text: string;
  readonly tree: Tree;
  /** The path of the file for each text after `from`; absent where it could not be loaded. */
  readonly imports: ReadonlyMap<string, string>;
  /** True for a file of data, such as a NetBox type: its tree was made out of the data. */
  readonly isData?: boolean;
  /** Other names by which the parts of a data file may be imported, with the name that each stands for. */
  readonly aliases?: ReadonlyMap<string, string>;
}

export interface Project {
  /** The path of the file that was asked for. */
  readonly entry: string;
  readonly files: ReadonlyMap<string, ProjectFile>;
  /** Price books, first those that the cluster names, then those of the command line: what comes later wins. */
  readonly priceFiles?: readonly PriceFile[];
}
