import { escapeMarkup } from '../../escape-markup.ts';

/** Markup that is safe to send without escaping. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Values of a template: texts are escaped, empty values give an empty string, lists are joined. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(textOf).join('');
  return part === false || part === null || part === undefined ? '' : escapeMarkup(String(part));
}

/**
 * A template tag for HTML. Every value is escaped, unless it is `Html`; attributes must be in double quotes, for
 * which the same escaping is right (HTML, 13.1.2.3).
 */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, place) => text + textOf(parts[place])).join(''));

/** @returns the name of a boolean attribute when it is set, else an empty string */
export const flag = (name: string, holds: boolean): Html => new Html(holds ? ` ${name}` : '');
