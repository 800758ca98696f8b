import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import { longestSide, servedPicture } from '../../../src/staff-files/pictures.ts';

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#6b2f2a' } });

/** A photo as a telephone saves it: with location, camera and orientation. */
const photo = (width: number, height: number, orientation: number) =>
  canvas(width, height)
    .withExif({
      IFD0: { Make: 'Phone', Artist: 'Jan' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 20/1 5/1' },
    })
    .withMetadata({ orientation });

const formats = [
  ['jpeg', (picture: Sharp) => picture.jpeg()],
  ['png', (picture: Sharp) => picture.png()],
  ['webp', (picture: Sharp) => picture.webp()],
  ['avif', (picture: Sharp) => picture.avif({ effort: 0 })],
] as const;

describe('a picture as it is served', () => {
  for (const [name, code] of formats) {
    it(`${name}: is smaller, upright, of its own kind, and tells nothing of where and by whom it was made`, async () => {
      const original = await code(photo(2_400, 1_800, 6)).toBuffer();
      const before = await sharp(original).metadata();
      assert.ok(before.exif?.includes('Phone'), 'the sample holds no metadata');
      const { bytes, width, height } = await servedPicture(original);
      const after = await sharp(bytes).metadata();
      // AVIF stores the rotation itself and not as metadata.
      const sides = [width, height].sort((one, other) => one - other);
      assert.deepEqual(sides, [900, longestSide]);
      assert.deepEqual([after.width, after.height], [width, height]);
      assert.equal(after.format, before.format);
      assert.deepEqual(
        [after.exif, after.xmp, after.iptc, after.orientation],
        [undefined, undefined, undefined, undefined],
      );
      assert.ok(!Buffer.from(bytes).includes('Phone') && !Buffer.from(bytes).includes('GPS'));
    });
  }

  it('is turned as the camera was held', async () => {
    const { width, height } = await servedPicture(await photo(800, 600, 6).jpeg().toBuffer());
    assert.deepEqual([width, height], [600, 800]);
  });

  it('is never made larger', async () => {
    const { width, height } = await servedPicture(await canvas(120, 80).png().toBuffer());
    assert.deepEqual([width, height], [120, 80]);
  });

  it('keeps moving when it moves', async () => {
    const frames = Buffer.concat([Buffer.alloc(40 * 20 * 3, 0), Buffer.alloc(40 * 20 * 3, 255)]);
    const moving = await sharp(frames, { raw: { width: 40, height: 40, channels: 3, pageHeight: 20 } })
      .gif({ loop: 0, delay: [100, 100] })
      .toBuffer();
    const { bytes, width, height } = await servedPicture(moving);
    const { pages } = await sharp(bytes).metadata();
    assert.deepEqual([pages, width, height], [2, 40, 20]);
  });

  it('is refused when it is cut off', async () => {
    const whole = await canvas(900, 900).jpeg().toBuffer();
    await assert.rejects(servedPicture(whole.subarray(0, whole.length / 2)));
  });
});
