import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { makePackage } from '../../src/app-package/make-package';

const shipped = path.join(__dirname, '../../appPackage');
const values = {
  APP_NAME: 'Treasury Desk',
  TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555',
  BOT_ID: '66666666-7777-4888-9999-aaaaaaaaaaaa',
  BOT_DOMAIN: 'desk.example.com',
  PUBLISHER_NAME: 'Example Bank',
  PUBLISHER_DOMAIN: 'www.example.com',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  cpSync(shipped, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function edit(name: string, from: string, to: string): void {
  const text = readFileSync(path.join(folder, name), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(folder, name), text.replace(from, to));
}

function refusedFor(given: Readonly<Record<string, string>> = values): string[] {
  const made = makePackage(folder, given);
  return made.ok ? [] : made.problems.map(({ message }) => message);
}

it('holds the manifest, the languages and the icons, at the top and nothing else', () => {
  const made = makePackage(folder, values);
  if (!made.ok) throw new Error('refused');
  expect(Object.keys(unzipSync(made.zip)).sort()).toEqual(['color.png', 'manifest.json', 'outline.png', 'tr.json']);
  expect(made.files.toSorted()).toEqual(Object.keys(unzipSync(made.zip)).sort());
});

it('is the same bytes in every zone and at every hour', () => {
  const { TZ: zone } = process.env;
  const made = ['America/Los_Angeles', 'Asia/Tokyo'].map((name) => {
    process.env['TZ'] = name;
    return makePackage(folder, values);
  });
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  const [one, other] = made;
  if (!one?.ok || !other?.ok) throw new Error('refused');
  expect(Buffer.compare(one.zip, other.zip)).toBe(0);
});

it('leaves nothing to be filled in', () => {
  const made = makePackage(folder, values);
  if (!made.ok) throw new Error('refused');
  for (const bytes of Object.values(unzipSync(made.zip))) expect(Buffer.from(bytes).includes('${{')).toBe(false);
});

it('takes a value as text, whatever stands in it', () => {
  const made = makePackage(folder, { ...values, PUBLISHER_NAME: 'Bank "A" \\ $& Co' });
  if (!made.ok) throw new Error('refused');
  const manifest = JSON.parse(Buffer.from(unzipSync(made.zip)['manifest.json']!).toString()) as {
    developer: { name: string };
  };
  expect(manifest.developer.name).toBe('Bank "A" \\ $& Co');
});

it('names every variable that is not set, or empty', () => {
  expect(refusedFor({ ...values, BOT_ID: '', BOT_DOMAIN: '  ' })).toEqual([
    'appPackage/manifest.json: needs BOT_ID, which is not set.',
    'appPackage/manifest.json: needs BOT_DOMAIN, which is not set.',
  ]);
  edit('manifest.json', '"#0F4C5C"', '"${{ toString }}"');
  expect(refusedFor()).toEqual(['appPackage/manifest.json: needs toString, which is not set.']);
});

it.each([
  ['an id that is no GUID', { TEAMS_APP_ID: 'treasury-desk' }, 'id: is not a GUID'],
  ['an id of the bot that is no GUID', { BOT_ID: '28:66666666' }, 'bots.0.botId: is not a GUID'],
  ['an address for a domain', { BOT_DOMAIN: 'https://desk.example.com/' }, 'validDomains.0: is not a domain'],
  ['a name that Teams would cut', { APP_NAME: 'Treasury Desk of the whole group' }, 'name.short: '],
  ['a publisher that Teams would cut', { PUBLISHER_NAME: 'x'.repeat(33) }, 'developer.name: '],
])('refuses %s', (_, wrong, message) => {
  expect(refusedFor({ ...values, ...wrong }).join('\n')).toContain(`appPackage/manifest.json: ${message}`);
});

it('refuses a file that is not there, is no JSON, or lies elsewhere', () => {
  rmSync(path.join(folder, 'tr.json'));
  rmSync(path.join(folder, 'color.png'));
  expect(refusedFor()).toEqual(['appPackage/tr.json: is not there.', 'appPackage/color.png: is not there.']);
  writeFileSync(path.join(folder, 'tr.json'), '{');
  expect(refusedFor()[0]).toBe('appPackage/tr.json: is not JSON.');
  edit('manifest.json', '"tr.json"', '"../env/tr.json"');
  expect(refusedFor()[0]).toContain('is not the name of a file beside the manifest');
});

it('refuses words for what the manifest does not say', () => {
  edit('tr.json', 'commands[0].description', 'commands[77].description');
  expect(refusedFor()).toEqual([
    'appPackage/tr.json: bots[0].commandLists[0].commands[77].description is nothing that the manifest says.',
  ]);
});

describe('icons', () => {
  const clear = [255, 255, 255, 0] as const;
  const white = [255, 255, 255, 255] as const;
  const red = [255, 0, 0, 255] as const;
  type Pixel = readonly [number, number, number, number];

  it('takes a white outline on nothing, whichever filter it was saved with', () => {
    for (const filter of [0, 1, 2, 3, 4]) {
      writeFileSync(
        path.join(folder, 'outline.png'),
        png(32, (x, y) => ((x + y) % 5 === 0 ? white : clear), filter),
      );
      expect(refusedFor()).toEqual([]);
    }
  });

  it('refuses an outline of another colour, without transparency, or empty', () => {
    for (const filter of [0, 1, 2, 3, 4]) {
      writeFileSync(
        path.join(folder, 'outline.png'),
        png(32, (x, y) => (x === 3 && y === 7 ? red : clear), filter),
      );
      expect(refusedFor()).toEqual(['outline.png has 1 pixels of another colour than white.']);
    }
    writeFileSync(
      path.join(folder, 'outline.png'),
      png(32, () => white),
    );
    expect(refusedFor()).toEqual(['outline.png has no transparent pixel.']);
    writeFileSync(
      path.join(folder, 'outline.png'),
      png(32, () => clear),
    );
    expect(refusedFor()).toEqual(['outline.png shows nothing.']);
  });

  it('refuses other sizes, other kinds and what is no picture', () => {
    writeFileSync(
      path.join(folder, 'color.png'),
      png(191, () => red),
    );
    expect(refusedFor()).toEqual(['color.png is 191 x 191 pixels; Teams takes 192 x 192.']);
    writeFileSync(path.join(folder, 'color.png'), 'GIF89a');
    expect(refusedFor()).toEqual(['color.png is no PNG, or is damaged.']);
    const cut = png(192, () => red);
    writeFileSync(path.join(folder, 'color.png'), cut.subarray(0, cut.length / 2));
    expect(refusedFor()).toEqual(['color.png is no PNG, or is damaged.']);
    const grey = png(32, () => white);
    grey[25] = 0;
    cpSync(path.join(shipped, 'color.png'), path.join(folder, 'color.png'));
    writeFileSync(path.join(folder, 'outline.png'), grey);
    expect(refusedFor().join()).toContain('cannot be looked into');
  });

  /** A PNG whose rows all use one filter. Checksums are left at 0: the reader is not asked to know them. */
  function png(side: number, pixelAt: (x: number, y: number) => Pixel, filter = 0): Buffer {
    const raw = Array.from({ length: side }, (_, y) => Array.from({ length: side }, (__, x) => pixelAt(x, y)).flat());
    const value = (row: number, at: number) => (row < 0 || at < 0 ? 0 : raw[row]![at]!);
    const rows = raw.map((row, y) => [
      filter,
      ...row.map((byte, at) => byte - predict(value(y, at - 4), value(y - 1, at), value(y - 1, at - 4))),
    ]);
    function predict(a: number, b: number, c: number): number {
      if (filter === 4) {
        const near = [a, b, c].map((one) => Math.abs(a + b - c - one));
        return [a, b, c][near.indexOf(Math.min(...near))]!;
      }
      return [0, a, b, Math.floor((a + b) / 2)][filter]!;
    }
    const header = Buffer.alloc(13);
    header.writeUInt32BE(side, 0);
    header.writeUInt32BE(side, 4);
    header.set([8, 6, 0, 0, 0], 8);
    const chunk = (name: string, data: Buffer) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(data.length);
      return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
    };
    const data = deflateSync(Buffer.from(rows.flat()));
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
  }
});
