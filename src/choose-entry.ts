/** Finds the design in a folder: its only file that has a cluster. Which files there are, it is told. */
import { projectCodes } from "./core/codes/project.js";
import { type Checked, diagnose } from "./core/diagnostic.js";
import type { Host } from "./host/host.js";
import { parse } from "./syntax/parse.js";

/** Returns the path of the file with a cluster, or null and a diagnostic when there is none or more than one. */
export async function chooseEntry(
  host: Host,
  folder: string,
  paths: readonly string[],
): Promise<Checked<string | null>> {
  const found: string[] = [];
  for (const path of paths) {
    const result = await host.readText(path);
    if (result.ok && hasCluster(path, result.text)) found.push(path);
  }
  const [only, second] = found;
  if (only !== undefined && second === undefined) return { value: only, diagnostics: [] };
  const named = `\`${folder}\``;
  if (only !== undefined) {
    const message = `${found.length} files of ${named} have a cluster, one was expected`;
    const help = "name the file instead of the folder";
    return refuse(diagnose(projectCodes.severalDesigns, message, [], { notes: found, help }));
  }
  const message =
    paths.length === 0
      ? `there is no .weft file in ${named}`
      : `none of the ${paths.length} .weft files in ${named} has a cluster`;
  return refuse(
    diagnose(projectCodes.noDesign, message, [], { help: "name a file with a cluster, or start one with `weft init`" }),
  );
}

function refuse(diagnostic: Checked<null>["diagnostics"][number]): Checked<null> {
  return { value: null, diagnostics: [diagnostic] };
}

function hasCluster(path: string, text: string): boolean {
  const { members } = parse({ path, text }).value;
  return members.some((member) => member.kind === "declaration" && member.keyword.text === "cluster");
}
