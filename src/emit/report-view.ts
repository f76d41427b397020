/** What the report says, formatted and escaped: a bounded view for its template, whatever the size of the cluster. */
import { buildOverview, type OverviewSection } from "../analysis/overview.js";
import { formatCount } from "../core/quantity.js";
import { countNoun } from "../core/words.js";
import { countLinks } from "../plan/count.js";
import type { Results } from "./emitter.js";
import { viewCost } from "./report-cost.js";
import { viewInside } from "./report-devices.js";
import { viewBisection, viewPaths, viewPorts, viewRatios } from "./report-fabrics.js";
import { viewAllReduce, viewAssumptions, viewCheckpoint, viewFindings, viewRequirements } from "./report-findings.js";
import { viewPlugs } from "./report-plugs.js";
import { viewPower } from "./report-power.js";
import { formatFigure } from "./text/figure.js";
import { escapeCode, escapeMarkdown, makeTable, type TableView } from "./text/markdown.js";

/** Returns the view of `templates/report.md.hbs`. */
export function buildReport(results: Results): object {
  const { design, measures, estimates } = results;
  const sections = buildOverview(results, measures);
  return {
    title: escapeMarkdown(design.name),
    doc: escapeMarkdown(design.doc),
    source: escapeCode(nameOfFile(design.file)),
    sentence: describeSize(results),
    phase: describePhase(results),
    parameters: viewParameters(results),
    cluster: sections.filter(({ title }) => title === "").map((section) => viewCounts(section, isCount))[0] ?? null,
    fabrics: sections.filter(({ title }) => title !== "").map((section) => viewFabric(results, section)),
    inside: viewInside(design),
    ports: viewPorts(measures),
    plugs: viewPlugs(measures),
    power: viewPower(measures),
    cost: viewCost(design, measures),
    checkpoints: estimates.checkpoints.map(viewCheckpoint),
    allReduces: estimates.allReduces.map(viewAllReduce),
    hasWorkload: design.workloads.length > 0,
    requirements: viewRequirements(results.verdicts),
    findings: viewFindings(results.diagnostics),
    assumptions: viewAssumptions(results),
    files: listFiles(results),
  };
}

/** The name alone: what is written must not depend on where the design stands. */
function nameOfFile(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

function describeSize({ design, plan, measures }: Results): string {
  const { devices, links } = measures;
  const hosts = devices.arrays.filter(({ gpusEach }) => gpusEach > 0).reduce((sum, one) => sum + one.devices.active, 0);
  const switches = devices.arrays
    .filter(({ kind }) => kind === "switch")
    .reduce((sum, one) => sum + one.devices.all, 0);
  const total = links.fabrics.reduce((sum, one) => sum + one.links.all, 0);
  const compute = hosts === 0 ? "" : `${countNoun(devices.gpus.active, "active GPU")} in ${countNoun(hosts, "host")}, `;
  const fabrics = plan.spec.fabrics.length === 1 ? "one fabric" : `${design.fabrics.length} fabrics`;
  return `${compute}${countNoun(switches, "switch", "switches")} and ${countNoun(total, "link")} in ${fabrics}.`;
}

/** Which phase this is, and how much of each dimension that it limits exists; empty for the design as declared. */
function describePhase({ design: { phase, phases, arrays } }: Results): string {
  if (phase === null) return "";
  const limits = [...phase.extents].flatMap(([name, count]) => {
    const dim = arrays.flatMap(({ dims }) => dims).find((one) => one.name === name);
    return dim === undefined ? [] : [`${name} ${formatCount(count)} of ${formatCount(dim.declared ?? dim.extent)}`];
  });
  const place = `phase ${phases.indexOf(phase) + 1} of ${phases.length + 1}`;
  const has = limits.length === 0 ? "everything exists in it" : limits.join(", ");
  return escapeMarkdown(`This is ${place}, ${phase.name}: ${has}.`);
}

function viewParameters({ design }: Results): TableView | null {
  return makeTable(
    [
      ["parameter", "left"],
      ["value", "right"],
      ["", "left"],
    ],
    design.parameters.map(({ name, text, isDefault, doc }) => [
      escapeMarkdown(name),
      escapeMarkdown(text),
      escapeMarkdown(`${doc}${isDefault ? "" : " (set)"}`),
    ]),
  );
}

function isCount(key: string): boolean {
  return /^(devices|gpus|memory|links|assemblies)\b/.test(key);
}

function viewCounts({ rows }: OverviewSection, wanted: (key: string) => boolean): TableView | null {
  return makeTable(
    [
      ["", "left"],
      ["active", "right"],
      ["with spares", "right"],
    ],
    rows
      .filter(({ key }) => wanted(key))
      .map(({ label, active, all }) => [
        escapeMarkdown(label.trim()),
        active === null ? "" : formatFigure(active),
        all === null ? "" : formatFigure(all),
      ]),
  );
}

function viewFabric(results: Results, section: OverviewSection): object {
  const { design, measures } = results;
  const { title } = section;
  return {
    name: escapeMarkdown(title),
    doc: escapeMarkdown(design.fabrics.find(({ name }) => name === title)?.doc ?? ""),
    counts: viewCounts(section, isCount),
    ratios: viewRatios(measures, title),
    bandwidth: viewCounts(section, (key) => /^(bandwidth|share)\./.test(key)),
    bisection: viewBisection(measures, title),
    paths: viewPaths(measures, title),
  };
}

function listFiles({ plan, measures }: Results): readonly object[] {
  const links = plan.runs.reduce((sum, run) => sum + countLinks(run, "all"), 0);
  const cables = measures.assemblies.reduce((sum, one) => sum + one.assemblies.all, 0);
  return [
    { name: "bom.csv", what: "what to order, and what comes inside it" },
    { name: "cables.csv", what: `${countNoun(links, "row")}, one a link, on ${countNoun(cables, "cable")}` },
    { name: "ports.csv", what: "every switch port: used, spare or free" },
    { name: "performance.json", what: "the bandwidth, path and time figures of this report, for programs" },
    { name: "plan.json", what: "the plan as rules, with the digest of every other file" },
  ];
}
