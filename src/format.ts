/** Reads a file through the host and lays it out anew. Writes nothing; the layout itself is `syntax/format.ts`. */
import { type Checked, diagnose } from "./core/diagnostic.js";
import type { Host } from "./host/host.js";
import { describeFailure } from "./load.js";
import { format } from "./syntax/format.js";

export { format as formatText };

/** A file as it is and in the one layout; without a text what could not be read, without a layout what has mistakes. */
export interface FormattedFile {
  readonly path: string;
  readonly old: string | null;
  readonly new: string | null;
}

/** Returns the file and what is wrong with it. */
export async function formatFile(host: Host, path: string): Promise<Checked<FormattedFile>> {
  const read = await host.readText(path);
  if (!read.ok) {
    const { kind, message, help } = describeFailure(path, read.reason, read.detail);
    return { value: { path, old: null, new: null }, diagnostics: [diagnose(kind, message, [], { help })] };
  }
  const { value, diagnostics } = format({ path, text: read.text });
  return { value: { path, old: read.text, new: value }, diagnostics };
}
