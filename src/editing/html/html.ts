import { escapeMarkup } from '../../escape-markup.ts';

/** Markup that may be sent as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: texts are escaped, nothing stands for nothing, lists are joined. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(textOf).join('');
  return part === false || part === null || part === undefined ? '' : escapeMarkup(String(part));
}

/**
 * A template of HTML. Whatever is put into it is a text, and escaped, unless it is markup itself; attributes stand in
 * double quotes, in which the same escaping holds (HTML, 13.1.2.3).
 */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, place) => text + textOf(parts[place])).join(''));

/** @returns the name of an attribute without a value, where it holds */
export const flag = (name: string, holds: boolean): Html => new Html(holds ? ` ${name}` : '');
