import type { Page } from 'playwright/test';

/** A reader's settings of the device. */
export interface Mode {
  readonly name: string;
  readonly media: NonNullable<Parameters<Page['emulateMedia']>[0]>;
  /** CSS pixels. */
  readonly width: number;
  /** The lowest contrast allowed for a text: SC 1.4.6, and more where more is required. */
  readonly textRatio: number;
}

const ordinary = {
  colorScheme: 'light',
  forcedColors: 'none',
  contrast: 'no-preference',
  reducedMotion: 'no-preference',
} as const;

/** Every mode sets all four values, so that none remains from the previous mode. */
export const modes: readonly Mode[] = [
  { name: 'light', media: ordinary, width: 1280, textRatio: 7 },
  { name: 'dark', media: { ...ordinary, colorScheme: 'dark' }, width: 360, textRatio: 7 },
  { name: 'more contrast', media: { ...ordinary, contrast: 'more' }, width: 360, textRatio: 10 },
  {
    name: 'dark, more contrast',
    media: { ...ordinary, colorScheme: 'dark', contrast: 'more' },
    width: 1280,
    textRatio: 10,
  },
  { name: 'reduced motion', media: { ...ordinary, reducedMotion: 'reduce' }, width: 360, textRatio: 7 },
  { name: 'forced colours', media: { ...ordinary, forcedColors: 'active' }, width: 1280, textRatio: 7 },
  {
    name: 'forced colours, dark',
    media: { ...ordinary, colorScheme: 'dark', forcedColors: 'active' },
    width: 360,
    textRatio: 7,
  },
];
