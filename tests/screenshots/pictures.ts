/**
 * Renders the pictures in `public/` from the drawings beside them, with the browser of the tests: `node
 * tests/screenshots/pictures.ts`. They are committed, because a machine that builds the site has no browser.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { setInPinnedFont } from '../looks/pinned-font.ts';
import { chromiumArguments, findChromium } from '../support/chromium.ts';
import { projectRoot } from '../support/site.ts';

interface Picture {
  readonly name: string;
  readonly drawing: string;
  readonly width: number;
  readonly height: number;
  /** The share of the picture that stays empty around the drawing, because systems crop icons to a circle. */
  readonly margin: number;
}

const pictures: readonly Picture[] = [
  { name: 'podglad', drawing: 'podglad', width: 1200, height: 630, margin: 0 },
  { name: 'ikona-192', drawing: 'favicon', width: 192, height: 192, margin: 0.12 },
  { name: 'ikona-512', drawing: 'favicon', width: 512, height: 512, margin: 0.12 },
  { name: 'apple-touch-icon', drawing: 'favicon', width: 180, height: 180, margin: 0.12 },
];

const folder = join(projectRoot, 'public');
const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArguments });
for (const { name, drawing, width, height, margin } of pictures) {
  const page = await browser.newPage({ viewport: { width, height } });
  const svg = await readFile(join(folder, `${drawing}.svg`), 'utf8');
  await page.setContent(
    `<style>body{margin:0;background:#fbf6ee}svg{position:absolute;inset:${margin * 100}%;width:${100 - margin * 200}%;height:${100 - margin * 200}%}</style>${svg}`,
  );
  await setInPinnedFont(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();

/** For programs that do not read `<link>`: one picture of 48 pixels, as PNG within ICO. */
const icon = await sharp(join(folder, 'favicon.svg')).resize(48, 48).png({ compressionLevel: 9 }).toBuffer();
const head = Buffer.alloc(22);
head.writeUInt16LE(1, 2);
head.writeUInt16LE(1, 4);
head.set([48, 48, 0, 0], 6);
head.writeUInt16LE(1, 10);
head.writeUInt16LE(32, 12);
head.writeUInt32LE(icon.length, 14);
head.writeUInt32LE(head.length, 18);
await writeFile(join(folder, 'favicon.ico'), Buffer.concat([head, icon]));
