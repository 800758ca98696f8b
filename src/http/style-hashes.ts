import { createHash } from 'node:crypto';

const style = /<style[^>]*>([\s\S]*?)<\/style>/g;

/** @returns the hash by which a Content-Security-Policy names what stands inline: `sha256-…` (CSP3 2.3.1) */
export const inlineHash = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** @returns the hash of each style sheet in a finished page */
export const styleHashesOf = (html: string): readonly string[] =>
  [...html.matchAll(style)].map(([, sheet = '']) => inlineHash(sheet));
