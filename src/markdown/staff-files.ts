import type { HastPluginEntry } from 'satteri';
import type { ServedFile } from '../staff-files/served-files.ts';
import { languageOf } from './language.ts';

/** @returns a size in the notation of a language: `240 kB`, `1,2 MB` */
function sizeInWords(bytes: number, language: string): string {
  const [amount, unit] = bytes < 999_500 ? [Math.max(1, bytes / 1e3), 'kB'] : [bytes / 1e6, 'MB'];
  const digits = unit === 'MB' && amount < 10 ? 1 : 0;
  return `${amount.toLocaleString(language, { maximumFractionDigits: digits })}\u00a0${unit}`;
}

/**
 * @param text of a link
 * @returns the addition that tells kind and size of the file before it is downloaded (WCAG 2.4.9, technique G201)
 */
function addition(text: string, { label, bytes }: ServedFile, language: string): string {
  const told = new RegExp(`(?<!\\p{L})${label}(?!\\p{L})`, 'iu').test(text);
  return ` (${told ? '' : `${label}, `}${sizeInWords(bytes.length, language)})`;
}

/** @returns the percent-decoded path; unchanged when it cannot be decoded */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Pictures get their size, so that the text does not jump, and are loaded lazily; pictures from elsewhere are
 * removed. Links to files tell their kind and size.
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
