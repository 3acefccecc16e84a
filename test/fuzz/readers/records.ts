/** What the desk wrote itself and reads again, or somebody gives it as written by it: bundles, stored cases and events. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSourceReaders } from '../../../src/composition/bundle/source-readers';
import { bundleName, bundlePaths, type BundleFiles } from '../../../src/domain/bundle/bundle-parts';
import { replayBundle } from '../../../src/domain/bundle/replay-bundle';
import { verifyBundle } from '../../../src/domain/bundle/verify-bundle';
import { parseJson } from '../../../src/domain/values/parse-json';
import { readBundle } from '../../../src/sources/bundle/read-bundle';
import { RefusedBundle } from '../../../src/sources/bundle/refused-bundle';
import { zipBundle } from '../../../src/sources/bundle/zip';
import { caseText, readCaseText, readFalsePositives, readPeople } from '../../../src/storage/stored/stored-case';
import { readChainText } from '../../../src/storage/stored/stored-event';
import { readSubjectText } from '../../../src/storage/stored/stored-subject';
import { readReservationRow } from '../../../src/storage/columns/stored-reservation';
import { bundleOf, mended } from '../../fakes/bundles';
import { sampleCase } from '../../fakes/sample-case';
import { openTreasury } from '../../fakes/treasury';
import type { FuzzReader, Input, Outcome } from '../fuzz-reader';
import { judgeRefusal, judgeThrown, value } from '../judge';

const paymentId = 'TXN-002';
let made: Promise<BundleFiles> | null = null;

/** One review, once for all that need its bundle. */
function demoBundle(): Promise<BundleFiles> {
  const make = async (): Promise<BundleFiles> => {
    const treasury = await openTreasury();
    try {
      await treasury.review(paymentId);
      return await bundleOf(treasury, paymentId);
    } finally {
      await treasury.close();
    }
  };
  return (made ??= make());
}

/** As JSON is edited: by lines for a file of them, by its parts else. Kept contents are many and alike; a few are enough. */
async function bundleSeeds(): Promise<readonly Input[]> {
  return [...(await demoBundle())]
    .filter(([name]) => !name.includes('/policies/') && !name.endsWith('.html'))
    .map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
}

const readers = createSourceReaders();

function judgeBundle(files: BundleFiles): Outcome {
  const verified = verifyBundle(bundleName(paymentId), files, readers);
  if (verified.ok && verified.bundle)
    replayBundle(
      verified.bundle,
      verified.metadata.left_out.map(({ hash }) => hash),
    );
  return judgeRefusal(verified);
}

const bundle = (name: string, change: (files: BundleFiles) => BundleFiles): FuzzReader => ({
  name,
  covers: [
    'src/domain/bundle/verify-bundle.ts',
    'src/domain/bundle/read-sources.ts',
    'src/domain/bundle/check/read-metadata.ts',
    'src/composition/bundle/source-readers.ts',
    'src/domain/bundle/check/check-seals.ts',
    'src/domain/bundle/check/sources-of.ts',
  ],
  made: bundleSeeds,
  shape: 'json',
  cost: 25,
  open: async () => {
    const files = await demoBundle();
    return {
      read: ({ name: file, bytes }) => judgeBundle(change(new Map([...files, [file, bytes.toString('utf8')]]))),
    };
  },
});

/** Hashes that fit, so that what is changed is looked at and not only noticed; metadata that is no JSON has none to make fit. */
function mendedWherePossible(files: BundleFiles): BundleFiles {
  return parseJson(files.get(bundlePaths.metadata) ?? '').ok ? mended(files) : files;
}

const place = (name: string, made: FuzzReader['made'], put: (scratch: string, input: Input) => string): FuzzReader => ({
  name,
  covers: ['src/sources/bundle/read-bundle.ts', 'src/sources/bundle/zip.ts', 'src/sources/bundle/bundle-limits.ts'],
  ...(made ? { made } : {}),
  cost: 10,
  open: (scratch) => ({
    read(input) {
      const at = put(scratch, input);
      try {
        const { files } = readBundle(at);
        return files.size > 0 ? value : 'empty';
      } catch (error) {
        if (!(error instanceof RefusedBundle)) throw error;
        return judgeRefusal(error.refusal);
      }
    },
  }),
});

const zipped = place(
  'bundle-zip',
  async () => {
    const files = new Map([...(await demoBundle())].slice(0, 3));
    return [{ name: 'bundle.zip', bytes: Buffer.from(zipBundle(bundleName(paymentId), files)) }];
  },
  (scratch, { bytes }) => {
    const at = path.join(scratch, 'bundle.zip');
    writeFileSync(at, bytes);
    return at;
  },
);

const folder = place('bundle-folder', bundleSeeds, (scratch, { name, bytes }) => {
  const at = path.join(scratch, 'bundle');
  rmSync(at, { recursive: true, force: true });
  mkdirSync(path.dirname(path.join(at, name)), { recursive: true });
  writeFileSync(path.join(at, name), bytes);
  return at;
});

const sample = sampleCase();
const reserving = { run_id: 'WF-1', payment_id: 'PAY-1', status: 'awaiting_approval' as const };

/** The store's own texts: changed by a hand, a disk or an older release. */
const stored: FuzzReader = {
  name: 'stored',
  covers: [
    'src/storage/stored/stored-case.ts',
    'src/storage/stored/stored-event.ts',
    'src/storage/stored/stored-subject.ts',
    'src/storage/columns/stored-reservation.ts',
  ],
  made: async () => {
    const [event = ''] = ((await demoBundle()).get('replay/events.jsonl') ?? '').split('\n');
    const text = caseText(sample);
    return [
      ...[1, 2, 3, 4].map((format) => ({
        name: 'case',
        bytes: Buffer.from(text.replace(/"format":\d+/, `"format":${format}`)),
      })),
      { name: 'event', bytes: Buffer.from(event) },
      { name: 'subject', bytes: Buffer.from('{"format":1,"kind":"delegation","id":"DLG-1","version":1,"body":{}}') },
      {
        name: 'reservation',
        bytes: Buffer.from(
          '{"entity":"E","accountId":"A","currency":"USD","amount":"5.00","atMs":1769077800000,"decidedAtMs":null}',
        ),
      },
      { name: 'people', bytes: Buffer.from('[{"tenantId":"t","objectId":"o","name":"Ada","email":null}]') },
    ];
  },
  shape: 'json',
  open: () => ({
    read({ name, bytes }) {
      const text = bytes.toString('utf8');
      return judgeThrown(['store_corrupt'], () => {
        if (name === 'case') readCaseText('the store', { run_id: sample.runId, version: sample.version, body: text });
        else if (name === 'event') readChainText('the store', { seq: 1, run_id: null, body: text });
        else if (name === 'subject')
          readSubjectText('the store', { kind: 'delegation', id: 'DLG-1', version: 1, body: text });
        else if (name === 'reservation') readReservationRow('the store', { ...reserving, reservation: text });
        else {
          readPeople('the store', text);
          readFalsePositives('the store', text);
        }
      });
    },
  }),
};

export const recordReaders: readonly FuzzReader[] = [
  bundle('bundle', (files) => files),
  bundle('bundle-mended', mendedWherePossible),
  zipped,
  folder,
  stored,
];
