/** Kinds of diagnostics about names: WF2. */
import type { DiagnosticKind } from "../diagnostic.js";

export const nameCodes = {
  unknownName: { code: "WF2001", severity: "error", title: "unknown name" },
  duplicateName: { code: "WF2002", severity: "error", title: "name declared twice" },
  unknownPart: { code: "WF2003", severity: "error", title: "unknown part" },
  unknownImport: { code: "WF2004", severity: "error", title: "name not in the imported file" },
  cyclicValue: { code: "WF2005", severity: "error", title: "value that depends on itself" },
  cyclicPart: { code: "WF2006", severity: "error", title: "part made of itself" },
  unknownProperty: { code: "WF2007", severity: "error", title: "unknown property" },
  unknownKind: { code: "WF2008", severity: "error", title: "unknown kind of block or part" },
  unknownFunction: { code: "WF2009", severity: "error", title: "unknown function" },
  unknownParameter: { code: "WF2010", severity: "error", title: "unknown parameter" },
  wrongKindOfName: { code: "WF2011", severity: "error", title: "name of something else" },
  unknownPorts: { code: "WF2012", severity: "error", title: "unknown port group" },
  ambiguousPorts: { code: "WF2013", severity: "error", title: "several port groups fit" },
  unknownDimension: { code: "WF2014", severity: "error", title: "unknown dimension" },
  ambiguousName: { code: "WF2015", severity: "error", title: "name that is both a dimension and a value" },
  boundValue: { code: "WF2016", severity: "error", title: "value in the place of a new name" },
  nameUsedOnce: { code: "WF2017", severity: "error", title: "new name used only once" },
  unboundName: { code: "WF2018", severity: "error", title: "name not bound on either end" },
  nameBoundTwice: { code: "WF2019", severity: "error", title: "two dimensions of one end with one name" },
  indexWithArray: { code: "WF2050", severity: "error", title: "dimension written with its array" },
} as const satisfies Record<string, DiagnosticKind>;
