/** A host over texts in memory, for tests, editors and browsers. */
import { type Host, normalisePath, resolveBeside } from "./host.js";

/** Returns a host that has those files and no others; paths are compared after normalising. */
export function createMemoryHost(files: Readonly<Record<string, string>>): Host {
  const texts = new Map(Object.entries(files).map(([path, text]) => [normalisePath(path), text]));
  return {
    resolve: resolveBeside,
    async readText(path) {
      const wanted = normalisePath(path);
      const text = texts.get(wanted);
      if (text !== undefined) return { ok: true, text };
      const isFolder = [...texts.keys()].some((known) => wanted === "" || known.startsWith(`${wanted}/`));
      return { ok: false, reason: isFolder ? "folder" : "missing", detail: "" };
    },
    async listBeside(path) {
      const wanted = normalisePath(path);
      const folder = wanted.slice(0, wanted.lastIndexOf("/") + 1);
      const inside = [...texts.keys()]
        .filter((known) => known.startsWith(folder))
        .map((known) => known.slice(folder.length));
      return inside.filter((name) => !name.includes("/"));
    },
  };
}
