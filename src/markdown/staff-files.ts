import type { HastPluginEntry } from 'satteri';
import type { ServedFile } from '../staff-files/served-files.ts';
import { languageOf } from './language.ts';

/** @returns a size as readers of a language know it: `240 kB`, `1,2 MB` */
function sizeInWords(bytes: number, language: string): string {
  const [amount, unit] = bytes < 999_500 ? [Math.max(1, bytes / 1e3), 'kB'] : [bytes / 1e6, 'MB'];
  const digits = unit === 'MB' && amount < 10 ? 1 : 0;
  return `${amount.toLocaleString(language, { maximumFractionDigits: digits })}\u00a0${unit}`;
}

/**
 * @param text what a link says
 * @returns what has to be added for a reader to know what comes before it is fetched (WCAG 2.4.9, technique G201)
 */
function addition(text: string, { label, bytes }: ServedFile, language: string): string {
  const told = new RegExp(`(?<!\\p{L})${label}(?!\\p{L})`, 'iu').test(text);
  return ` (${told ? '' : `${label}, `}${sizeInWords(bytes.length, language)})`;
}

/** @returns a path without percent signs; one with broken signs as it is */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Pictures get their size, so that no text jumps when they come, and are fetched when they come near; those that are
 * none of ours are left out. Links to files say what kind of file they lead to and how large it is.
 *
 * @param find gives the file at a path within the site
 */
export const staffFiles =
  (find: (path: string) => Promise<ServedFile | undefined>): HastPluginEntry =>
  ({ fileURL }) => ({
    name: 'kis-staff-files',
    element: [
      {
        filter: ['img'],
        async visit(node, context) {
          const { src } = node.properties;
          const file = typeof src === 'string' ? await find(decode(src)) : undefined;
          if (file?.kind !== 'picture') return context.removeNode(node);
          context.setProperty(node, 'width', file.width);
          context.setProperty(node, 'height', file.height);
          context.setProperty(node, 'loading', 'lazy');
        },
      },
      {
        filter: ['a'],
        async visit(node, context) {
          const { href } = node.properties;
          if (typeof href !== 'string' || !href.startsWith('/pliki/')) return;
          const text = context.textContent(node);
          const file = await find(decode(href));
          if (file === undefined) return;
          context.appendChild(node, { type: 'text', value: addition(text, file, languageOf(fileURL)) });
        },
      },
    ],
  });
