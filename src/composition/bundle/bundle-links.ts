/** Links of limited life to a payment's bundle: nobody can guess one, it shows what the person who asked may read, and each download is noted. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Knowledge } from '../../app/know';
import { readers } from '../../domain/bundle/bundle-parts';
import type { PaymentCase } from '../../domain/case/payment-case';
import { asFault } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import type { Clock, Log, RandomHex } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { Config } from '../config/config';
import { keepTokens, lastsMinutes } from './kept-tokens';
import { readerFor, type ZipOfPayment } from './zip-of-payment';

export interface BundleLinksParts {
  readonly config: Pick<Config, 'publicUrl' | 'profile'>;
  readonly store: Pick<Store, 'keepToken' | 'findToken' | 'dropToken'>;
  readonly zipOfPayment: ZipOfPayment;
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

const linked = z.object({ paymentId: z.string(), reader: z.enum(readers), person: z.string() });
type Linked = z.infer<typeof linked>;

export function createBundleLinks(parts: BundleLinksParts): BundleLinks {
  const { config, zipOfPayment, knowledge, log } = parts;
  const links = keepTokens({ ...parts, use: 'link to a bundle', given: linked });
  let base = config.publicUrl;
  return {
    listenAt(url) {
      if (config.profile === 'local') base ??= url;
    },

    async link(paymentCase, who) {
      if (base === null) return null;
      const { payment_id: paymentId } = paymentCase.payment;
      const reader = readerFor(paymentCase, who, await knowledge.inForce(paymentCase));
      const token = await links.give({ paymentId, reader, person: who.objectId });
      log.info({ paymentId, reader, person: who.objectId }, 'a link to an audit bundle was given');
      return { url: `${base.replace(/\/$/, '')}/bundles/${token}`, minutes: lastsMinutes };
    },

    mounted: { [route]: answerLink },
  };

  async function answerLink({ method, url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = new URL(url, 'http://localhost').pathname.split('/').at(-1) ?? '';
    try {
      const found = method === 'GET' ? await links.find(token) : null;
      if (found) await send(found, response);
      else answer(response, 404, 'This link is over. Ask for the bundle again from the card.');
    } catch (error) {
      log.error({ err: asFault(error) }, 'an audit bundle could not be made');
      answer(response, 500, 'The bundle could not be made. The operator finds why in the log.');
    }
  }

  async function send({ paymentId, reader, person }: Linked, response: ServerResponse): Promise<void> {
    const zipped = await zipOfPayment(paymentId, reader);
    if (!zipped.ok) {
      answer(response, 409, zipped.problems.map(({ message }) => message).join(' '));
      return;
    }
    const { name, bytes } = zipped;
    log.info({ paymentId, reader, person, bytes: bytes.length }, 'an audit bundle was downloaded');
    response.writeHead(200, {
      ...privately,
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
    response.end(bytes);
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
