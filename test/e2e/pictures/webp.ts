/** Small pictures out of screenshots: the browser itself encodes WebP, and frames of it are put together here, so no other program is needed. */
import type { Page } from 'playwright-core';

export interface Frame {
  /** One picture, as `encodeWebp` gives it; all of one size. */
  readonly picture: Buffer;
  readonly shownMs: number;
}

/** `page` is any page; it is left on another one. */
export async function encodeWebp(page: Page, png: Buffer, { quality = 0.8, scale = 1 } = {}): Promise<Buffer> {
  const data = await page.evaluate<string>(
    `(async () => {
      const image = new Image();
      image.src = 'data:image/png;base64,${png.toString('base64')}';
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(image.width * ${scale});
      canvas.height = Math.round(image.height * ${scale});
      const drawing = canvas.getContext('2d');
      drawing.imageSmoothingQuality = 'high';
      drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/webp', ${quality});
    })()`,
  );
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
}

/** Width and height less one, and a duration, are three bytes each (developers.google.com/speed/webp/docs/riff_container). */
export function animateWebp(frames: readonly Frame[], { width, height }: { width: number; height: number }): Buffer {
  const isAnimated = 0x02;
  const endlessly = 0;
  const size = Buffer.concat([threeBytes(width - 1), threeBytes(height - 1)]);
  const header = chunk('VP8X', Buffer.concat([Buffer.from([isAnimated, 0, 0, 0]), size]));
  const animation = chunk('ANIM', Buffer.from([255, 255, 255, 255, endlessly, 0]));
  const shown = frames.map(({ picture, shownMs }) => {
    const place = Buffer.concat([threeBytes(0), threeBytes(0), size, threeBytes(shownMs)]);
    // Nothing shines through: each frame is drawn over the last as it is.
    return chunk('ANMF', Buffer.concat([place, Buffer.from([0x02]), imageOf(picture)]));
  });
  const body = Buffer.concat([Buffer.from('WEBP'), header, animation, ...shown]);
  return chunk('RIFF', body);
}

/** The image's own chunk of a picture that stands alone. */
function imageOf(picture: Buffer): Buffer {
  for (let at = 12; at + 8 <= picture.length;) {
    const name = picture.toString('latin1', at, at + 4);
    const length = picture.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (name === 'VP8 ' || name === 'VP8L') return picture.subarray(at, end);
    at = end;
  }
  throw new Error('no picture in it');
}

function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function threeBytes(value: number): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(value, 0, 3);
  return bytes;
}
