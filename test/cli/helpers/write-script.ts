/**
 * Writes a small set of files into a folder, in a process of its own, and kills itself before a given operation:
 * `node write-script.mjs <folder> <run> <operation or -1>`. Prints the operations it made.
 */
import { diskOperations, type FileOperations } from "../../../src/node/file-operations.js";
import { writeFolder } from "../../../src/node/write-folder.js";
import { emitSmallRun, listSmallRun } from "./small-run.js";

const [folder = "", run = "", stop = "-1"] = process.argv.slice(2);
const log: string[] = [];

/** Returns an operation that is counted, and that ends the process when its turn has come. */
function counted<A extends readonly unknown[], R>(name: string, operation: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    if (log.length === Number(stop)) process.kill(process.pid, "SIGKILL");
    log.push(name);
    return operation(...args);
  };
}

const operations: FileOperations = {
  create: counted("create", diskOperations.create),
  write: counted("write", diskOperations.write),
  close: counted("close", diskOperations.close),
  read: counted("read", diskOperations.read),
  digest: counted("digest", diskOperations.digest),
  rename: counted("rename", diskOperations.rename),
  remove: counted("remove", diskOperations.remove),
  removeFolder: counted("removeFolder", diskOperations.removeFolder),
  makeFolder: counted("makeFolder", diskOperations.makeFolder),
  list: counted("list", diskOperations.list),
  look: counted("look", diskOperations.look),
};

const outcome = await writeFolder({
  folder,
  artifacts: emitSmallRun(run),
  finish: (files) => listSmallRun(run, files),
  operations,
});
process.stdout.write(JSON.stringify({ log, diagnostics: outcome.diagnostics, isWritten: outcome.value !== null }));
