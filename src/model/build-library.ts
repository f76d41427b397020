/** Builds parts for their own sake, without a cluster: what a library shows of them. Knows nothing of where files are. */
import type { Checked } from "../core/diagnostic.js";
import { bindProject } from "../semantics/bind.js";
import { openContext } from "../semantics/context.js";
import type { Project } from "../syntax/project.js";
import { buildPart } from "./build-part.js";
import type { BuildState } from "./build-state.js";
import type { Part } from "./part.js";

/** A part and the file that declares it. */
export interface LibraryPart {
  readonly part: Part;
  readonly file: string;
}

/** No file is called so: a library has no entry that would have to declare a cluster. */
const NO_ENTRY = "";

/**
 * Returns the parts of the files for which `wants` is true, in the order of the files and of their declarations; those
 * with mistakes are left out, and the diagnostics say why.
 */
export function buildLibrary(
  project: Project,
  wants: (file: string, name: string) => boolean,
): Checked<readonly LibraryPart[]> {
  const ctx = openContext({ ...project, entry: NO_ENTRY }, { set: {} });
  const bindings = bindProject(ctx);
  const state: BuildState = { ctx, bindings, parts: new Map(), activeParts: [] };
  const parts = [...bindings.files.values()].flatMap((file) =>
    file.parts
      .filter((definition) => wants(file.path, definition.name.text))
      .flatMap((definition): LibraryPart[] => {
        const part = buildPart(state, definition);
        return part === null ? [] : [{ part, file: file.path }];
      }),
  );
  return { value: parts, diagnostics: ctx.diagnostics };
}
