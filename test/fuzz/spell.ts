/** Puts words together to a text with white space and comments of every kind between them, as untidy as can be. */
import { type Draw, pick } from "./mutate.js";
import type { Sentence } from "./sentence.js";

const blanks = [" ", "  ", "\t", "\n", "\n\n", "\n \n\n", "\r\n", "\r\n\r\n  ", " \u00a0", "\f"];
const comments = [
  "// one line\n",
  "//\r\n",
  "//no space   \n",
  "/* short */",
  "/* short */",
  "/**/",
  "/* two\n   lines */",
  "/*\n * starred\n\n     * lines\r\n */",
  "/// A doc comment.\n",
  "///\n",
  "///bare\r\n",
  "//// four slashes, 机柜\n",
];

/** Returns a text with a member a line and a space between words. */
export function spellPlainly({ words, isStart }: Sentence): string {
  return words.map((word, at) => `${isStart[at] ? "\n" : " "}${word}`).join("");
}

/** Returns a text with anything between words; `comments` of a hundred gaps hold comments. */
export function spellWildly({ words }: Sentence, draw: Draw, rate: { readonly comments: number }): string {
  let text = draw(8) === 0 ? "\ufeff" : "";
  for (const word of words) text += `${drawGap(draw, rate.comments)}${word}`;
  return `${text}${drawGap(draw, rate.comments)}`;
}

function drawGap(draw: Draw, rate: number): string {
  let gap = drawBlank(draw);
  while (draw(100) < rate) gap += `${pick(comments, draw)}${draw(2) === 0 ? "" : drawBlank(draw)}`;
  return gap;
}

/** Mostly a space, so that lines are as long as people's. */
function drawBlank(draw: Draw): string {
  return draw(4) > 0 ? " " : pick(blanks, draw);
}
