import { withAncestors } from './shown.ts';

/** sRGB, each 0 to 255, and opacity from 0 to 1. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

const computed = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/;

/**
 * @param text a colour as `getComputedStyle` writes it
 * @throws for colours outside the plain sRGB notation, which the site does not use
 */
export function readColour(text: string): Colour {
  const [, red, green, blue, alpha = '1'] = computed.exec(text) ?? [];
  if (red === undefined) throw new Error(`This check cannot read the colour ${text}`);
  return { red: Number(red), green: Number(green), blue: Number(blue), alpha: Number(alpha) };
}

/** @returns the visible colour of one that is drawn over an opaque one */
export function lay(over: Colour, under: Colour): Colour {
  const mix = (above: number, below: number) => above * over.alpha + below * (1 - over.alpha);
  return {
    red: mix(over.red, under.red),
    green: mix(over.green, under.green),
    blue: mix(over.blue, under.blue),
    alpha: 1,
  };
}

/**
 * @returns the colour behind the element's content: its background over those of all its ancestors
 * @throws if the background is a picture, or nothing opaque, so that it cannot be computed
 */
export function groundOf(element: Element): Colour {
  const layers: Colour[] = [];
  for (const each of withAncestors(element)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(each);
    if (backgroundImage !== 'none') throw new Error(`A picture lies behind ${each.outerHTML.slice(0, 80)}`);
    const layer = readColour(backgroundColor);
    if (layer.alpha > 0) layers.push(layer);
    if (layer.alpha === 1) return layers.reduceRight((under, over) => lay(over, under));
  }
  throw new Error('Nothing opaque lies behind the page');
}

const linear = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = ({ red, green, blue }: Colour): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** @returns the contrast ratio of WCAG 2.2, from 1 to 21, of a colour over an opaque one */
export function contrast(over: Colour, under: Colour): number {
  const [one, other] = [luminance(lay(over, under)), luminance(under)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
