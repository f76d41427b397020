/** Fills a bag from the checked properties of a block. Knows no property by name. */
import type { Properties, PropertyValue } from "../semantics/property.js";
import type { Name } from "../syntax/ast.js";
import type { Bag } from "./bag.js";
import type { Part } from "./part.js";

/** Returns the part of that name when it is of one of the kinds, else null after a report. */
export type PartFinder = (name: Name, kinds: readonly string[]) => Part | null;

type Open = { -readonly [K in keyof Bag]: { -readonly [N in keyof Bag[K]]: Bag[K][N] } };

/** Returns the bag of a block; `findPart` looks up the parts that it names, which are left out when there are none. */
export function makeBag(properties: Properties, findPart: PartFinder = () => null): Bag {
  const bag: Open = {
    numbers: {},
    texts: {},
    words: {},
    truths: {},
    series: {},
    lists: {},
    parts: {},
    names: {},
    places: {},
  };
  for (const [name, { value, attribute }] of properties) {
    put(bag, name, value, findPart);
    bag.places[name] = attribute.value.span;
  }
  return bag;
}

function put(bag: Open, name: string, value: PropertyValue, findPart: PartFinder): void {
  switch (value.kind) {
    case "number":
      bag.numbers[name] = value.value.valueOf();
      break;
    case "text":
      bag.texts[name] = value.value;
      break;
    case "words":
      bag.words[name] = value.words;
      break;
    case "truth":
      bag.truths[name] = value.value;
      break;
    case "series":
      bag.series[name] = value.values.map((each) => each.valueOf());
      break;
    case "texts":
      bag.lists[name] = value.values;
      break;
    case "dimension":
      bag.names[name] = value.name.text;
      break;
    case "reference":
      bag.names[name] = value.to.name.text;
      break;
    case "part": {
      const part = findPart(value.name, value.kinds);
      if (part !== null) bag.parts[name] = part;
      break;
    }
    // Both have a form of their own in the model.
    case "flops":
    case "splits":
      break;
  }
}
