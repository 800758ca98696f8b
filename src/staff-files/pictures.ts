import { createHash } from 'node:crypto';

/** Longest side of a picture in pixels: twice the text column, for high-resolution screens. */
export const longestSide = 1_200;

/** Limit of pixels, more than any telephone makes; each pixel takes four bytes while a picture is resized. */
export const mostPixels = 120_000_000;

/** A picture as the site serves it. */
export interface ServedPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

async function make(bytes: Uint8Array): Promise<ServedPicture> {
  // Loaded with the first picture, because most commands need none.
  const { default: sharp } = await import('sharp');
  const options = { failOn: 'error', limitInputPixels: mostPixels } as const;
  const { format, pages = 1, isPalette } = await sharp(bytes, options).metadata();
  // Metadata are removed: place, time, camera, preview, author (EXIF, XMP, IPTC). Colours become sRGB.
  const smaller = sharp(bytes, { ...options, animated: pages > 1 })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
  const coded =
    format === 'jpeg'
      ? smaller.jpeg({ quality: 80, mozjpeg: true })
      : format === 'png'
        ? smaller.png({ compressionLevel: 9, palette: isPalette })
        : smaller;
  const { data, info } = await coded.toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.pageHeight ?? info.height };
}

const thumbnailSide = 192;

/** @returns a small picture as WebP, for lists; @throws when it is damaged */
export async function thumbnailOf(bytes: Uint8Array): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels })
    .autoOrient()
    .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 70 })
    .toBuffer();
}

/** Cache: check, page and build need the same picture, and `npm run dev` needs it for each page. */
const made = new Map<string, Promise<ServedPicture>>();
const mostKept = 100;

/**
 * @param bytes JPEG, PNG, GIF, WebP or AVIF
 * @returns the picture without metadata, rotated by its EXIF orientation, at most 1,200 px long and wide
 * @throws when it is damaged, too large or another kind of file
 */
export function servedPicture(bytes: Uint8Array): Promise<ServedPicture> {
  const key = createHash('sha256').update(bytes).digest('base64');
  const known = made.get(key);
  if (known !== undefined) return known;
  const [oldest] = made.keys();
  if (made.size >= mostKept && oldest !== undefined) made.delete(oldest);
  const picture = make(bytes);
  made.set(key, picture);
  return picture;
}
