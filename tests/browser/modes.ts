import type { Page } from 'playwright/test';

/** How a reader has set up their device. */
export interface Mode {
  readonly name: string;
  readonly media: NonNullable<Parameters<Page['emulateMedia']>[0]>;
  /** CSS pixels. */
  readonly width: number;
}

const ordinary = {
  colorScheme: 'light',
  forcedColors: 'none',
  contrast: 'no-preference',
  reducedMotion: 'no-preference',
} as const;

/** Every mode sets all four, so that none is left over from the one before. */
export const modes: readonly Mode[] = [
  { name: 'light', media: ordinary, width: 1280 },
  { name: 'dark', media: { ...ordinary, colorScheme: 'dark' }, width: 360 },
  { name: 'more contrast', media: { ...ordinary, contrast: 'more' }, width: 360 },
  { name: 'dark, more contrast', media: { ...ordinary, colorScheme: 'dark', contrast: 'more' }, width: 1280 },
  { name: 'reduced motion', media: { ...ordinary, reducedMotion: 'reduce' }, width: 360 },
  { name: 'forced colours', media: { ...ordinary, forcedColors: 'active' }, width: 1280 },
  {
    name: 'forced colours, dark',
    media: { ...ordinary, colorScheme: 'dark', forcedColors: 'active' },
    width: 360,
  },
];
