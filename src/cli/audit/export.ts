/** `audit export`: the bundle of one payment, as a folder or a zip file, while the bot runs or not. */
import { writeFileSync } from 'node:fs';
import { signBundle } from '../../anchors/signed-bundle';
import { gatherSources } from '../../composition/bundle/gather-sources';
import { createSourceReaders } from '../../composition/bundle/source-readers';
import type { Config } from '../../composition/config/config';
import { openAnchorKey } from '../../composition/serve/parts/open-anchors';
import { buildBundle } from '../../domain/bundle/build-bundle';
import { bundleName, readers, type BundleFiles, type Reader } from '../../domain/bundle/bundle-parts';
import { metadataHash } from '../../domain/bundle/metadata';
import { verifyBundle } from '../../domain/bundle/verify-bundle';
import { refuse } from '../../domain/values/errors';
import { writeBundle } from '../../sources/bundle/write-bundle';
import { printJson, printText, RefusedInput } from '../answer';
import { withStore, type AuditPlace } from './recorded';
import { orRefused } from './or-refused';

/** Of a database file anywhere, policies and workflows are read from the data folder all the same. */
export interface ExportOptions extends AuditPlace {
  readonly out: string;
  readonly for?: string;
  readonly json?: boolean;
}

/** What cannot be verified is not handed out. */
export async function exportBundle(
  readConfig: () => Config,
  paymentId: string,
  { out, for: asked = 'auditor', json, ...place }: ExportOptions,
): Promise<void> {
  const reader = requireReader(asked);
  await withStore(readConfig, place, async (store) => {
    const sourceReaders = createSourceReaders();
    const gathered = await gatherSources(paymentId, { store, dataDir: readConfig().dataDir, readers: sourceReaders });
    if (!gathered.ok) throw new RefusedInput(gathered.problems);
    const files = buildBundle(gathered.bundle, reader);
    const name = bundleName(gathered.bundle.current.payment.payment_id);
    const verified = verifyBundle(name, files, sourceReaders);
    if (!verified.ok) throw new RefusedInput(verified.problems);
    const signature = await signatureOf(name, files, readConfig());
    const written = orRefused(() => writeBundle(out, name, files));
    if (signature !== null) writeFileSync(`${written}.jws`, `${signature}\n`);
    const signed = signature === null ? {} : { signature: `${written}.jws` };
    const told = { bundle: written, ...signed, made_for: reader, files: files.size, events: verified.events };
    if (json === true) printJson(told);
    else {
      const beside = signature === null ? '' : `, signed in ${written}.jws`;
      printText([`${written}: ${told.files} files, ${told.events} events, made for ${reader}${beside}`]);
    }
  });
}

/** Null where no key is configured. */
async function signatureOf(bundle: string, files: BundleFiles, { anchors }: Config): Promise<string | null> {
  if (anchors === null) return null;
  return signBundle({ bundle, metadata_sha256: metadataHash(files) }, await openAnchorKey(anchors));
}

function requireReader(asked: string): Reader {
  const reader = readers.find((known) => known === asked);
  if (reader) return reader;
  const message = `A bundle is made for ${readers.join(', ')}, not for "${asked}".`;
  throw new RefusedInput(refuse('wrong_usage', message, 'for').problems);
}
