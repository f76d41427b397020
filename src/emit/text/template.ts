/** Renders the templates of `templates/`, which were compiled when weft was built. Knows nothing of what they say. */
import handlebars from "handlebars/runtime.js";
import { partials, templates } from "../templates.generated.js";

type Render = (view: object) => string;

/** What is used of Handlebars' runtime; the types of the package leave this entry out. */
interface Runtime {
  create(): {
    template(spec: object): Render;
    registerPartial(name: string, render: Render): void;
  };
}

/** Returns the text of a template over a view: strings, truths, lists and objects of them, already formatted. */
export function renderTemplate(name: keyof typeof templates, view: object): string {
  const environment = (handlebars as Runtime).create();
  for (const [partial, spec] of Object.entries(partials))
    environment.registerPartial(partial, environment.template(spec));
  return environment.template(templates[name])(view);
}
