/** What the package offers to programs: load, compile, read diagnostics. The command line and the editor use the same. */
export { type Compilation, type CompileOptions, compileProject } from "./compile.js";
export type { Checked, Diagnostic, Severity } from "./core/diagnostic.js";
export { type RenderOptions, renderDiagnostics } from "./core/render.js";
export { formatText } from "./format.js";
export type { Host, ReadResult } from "./host/host.js";
export { createMemoryHost } from "./host/memory.js";
export { loadProject } from "./load.js";
export { enumerateLinks, type LinkRow, readPlan } from "./plan/enumerate.js";
