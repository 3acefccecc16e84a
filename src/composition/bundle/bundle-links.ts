/** Links of limited life to a payment's bundle: nobody can guess one, it shows what the person who asked may read, and each download is noted. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Knowledge } from '../../app/know';
import { buildBundle } from '../../domain/bundle/build-bundle';
import { bundleName, type Reader } from '../../domain/bundle/bundle-parts';
import type { InForce } from '../../domain/case/in-force';
import type { PaymentCase } from '../../domain/case/payment-case';
import { mayReadMatch } from '../../domain/case/people/compliance-alone';
import { asFault } from '../../domain/values/errors';
import { minuteMs } from '../../domain/values/time';
import type { Member } from '../../domain/values/person';
import type { Clock, Log, RandomHex } from '../../ports';
import { zipBundle } from '../../sources/bundle/zip';
import type { Config } from '../config/config';
import { gatherSources, type GatherParts } from './gather-sources';
import { createSourceReaders } from './source-readers';

export interface BundleLinksParts {
  readonly config: Pick<Config, 'dataDir' | 'publicUrl' | 'profile'>;
  readonly store: GatherParts['store'];
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly randomHex: RandomHex;
  readonly log: Log;
}

export interface BundleLinks {
  /** Null where there is no address for it. */
  readonly link: (paymentCase: PaymentCase, who: Member) => Promise<{ url: string; minutes: number } | null>;
  /** Where the desk itself listens: the demo's browser is on the same machine. */
  readonly listenAt: (url: string) => void;
  /** Answers whoever follows one. */
  readonly mounted: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>>>;
}

const route = '/bundles/:token';

const lastsMinutes = 10;
/** 256 bits: nobody finds one by trying. */
const tokenLength = 64;
/** Far more than people press in ten minutes; the oldest makes room. */
const mostLinks = 1_000;

interface Linked {
  readonly paymentId: string;
  readonly reader: Reader;
  readonly person: string;
  readonly untilMs: number;
}

/** Whoever may read the match gets it; everybody else what the payment's card tells. */
export function readerFor(paymentCase: PaymentCase, who: Member, inForce: InForce): Reader {
  return mayReadMatch(paymentCase, who, inForce) ? 'compliance' : 'originator';
}

export function createBundleLinks(parts: BundleLinksParts): BundleLinks {
  const { config, store, knowledge, clock, randomHex, log } = parts;
  const gathering = { store, dataDir: config.dataDir, readers: createSourceReaders() };
  const links = new Map<string, Linked>();
  let base = config.publicUrl;
  return {
    listenAt(url) {
      if (config.profile === 'local') base ??= url;
    },

    async link(paymentCase, who) {
      if (base === null) return null;
      for (const [token, { untilMs }] of links)
        if (untilMs <= clock.recordedNow() || links.size >= mostLinks) links.delete(token);
      const token = randomHex(tokenLength);
      const { payment_id: paymentId } = paymentCase.payment;
      const reader = readerFor(paymentCase, who, await knowledge.inForce(paymentCase));
      links.set(token, {
        paymentId,
        reader,
        person: who.objectId,
        untilMs: clock.recordedNow() + lastsMinutes * minuteMs,
      });
      log.info({ paymentId, reader, person: who.objectId }, 'a link to an audit bundle was given');
      return { url: `${base.replace(/\/$/, '')}/bundles/${token}`, minutes: lastsMinutes };
    },

    mounted: { [route]: answerLink },
  };

  async function answerLink({ method, url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = new URL(url, 'http://localhost').pathname.split('/').at(-1) ?? '';
    const linked = links.get(token);
    // Over, made up or another process's: all the same to whoever has no link.
    if (method !== 'GET' || !linked || linked.untilMs <= clock.recordedNow()) {
      answer(response, 404, 'This link is over. Ask for the bundle again from the card.');
      return;
    }
    const { paymentId, reader, person } = linked;
    try {
      const gathered = await gatherSources(paymentId, gathering);
      if (!gathered.ok) {
        answer(response, 409, gathered.problems.map(({ message }) => message).join(' '));
        return;
      }
      const name = bundleName(paymentId);
      const zipped = zipBundle(name, buildBundle(gathered.bundle, reader));
      log.info({ paymentId, reader, person, bytes: zipped.length }, 'an audit bundle was downloaded');
      response.writeHead(200, {
        ...privately,
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${name}.zip"`,
      });
      response.end(zipped);
    } catch (error) {
      log.error({ paymentId, err: asFault(error) }, 'an audit bundle could not be made');
      answer(response, 500, 'The bundle could not be made. The operator finds why in the log.');
    }
  }
}

/** Kept by no browser and no proxy, framed by nobody, and its address told to nobody. */
const privately = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...privately, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}
