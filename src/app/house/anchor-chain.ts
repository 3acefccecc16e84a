/** Says outside the database how long the audit chain is and how it ends, every so often: what is taken off it later is missed. */
import { describeAnchorFault, holdAgainstAnchor, type Anchor } from '../../domain/case/anchor';
import { Fault } from '../../domain/values/errors';
import { formatUtc, parseUtc } from '../../domain/values/time';
import type { Clock } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { AnchorPlace, SignedAnchor } from '../../ports/anchors';

export interface AnchorChainDeps {
  readonly store: Pick<Store, 'lastEvent' | 'readChain'>;
  readonly place: AnchorPlace;
  readonly sign: (anchor: Anchor) => Promise<SignedAnchor>;
  readonly clock: Pick<Clock, 'recordedNow'>;
  /** Whichever comes first. Nothing is anchored twice. */
  readonly every: { readonly events: number; readonly ms: number };
}

export interface AnchorChain {
  /** Throws `store_corrupt` where the chain is not the one last anchored there, and `anchor_failed`. */
  open(): Promise<void>;
  /** Anchors what is due. Throws `anchor_failed`. */
  keepUp(): Promise<void>;
  /** Anchors what is new, due or not: at an end. */
  catchUp(): Promise<void>;
}

export function createAnchorChain({ store, place, sign, clock, every }: AnchorChainDeps): AnchorChain {
  let last: { readonly count: number; readonly atMs: number } | null = null;

  async function anchor(isDue: (count: number, nowMs: number) => boolean): Promise<void> {
    const event = await store.lastEvent();
    const nowMs = clock.recordedNow();
    if (!event || event.seq === last?.count || !isDue(event.seq, nowMs)) return;
    const said = {
      format: 1,
      count: event.seq,
      head: event.hash,
      at: event.at,
      recorded_at: formatUtc(nowMs),
    } as const;
    await place.keep(await sign(said));
    last = { count: event.seq, atMs: nowMs };
  }

  return {
    async open() {
      const kept = await place.last();
      if (!kept) return;
      const [event] = await store.readChain({ afterSeq: kept.anchor.count - 1, limit: 1 });
      const fault = holdAgainstAnchor(kept.anchor, event?.hash ?? null);
      if (fault) throw new Fault('store_corrupt', `${place.name}: ${describeAnchorFault(fault)}`);
      last = { count: kept.anchor.count, atMs: parseUtc(kept.anchor.recorded_at) ?? 0 };
    },
    keepUp: () =>
      anchor((count, nowMs) => last === null || count - last.count >= every.events || nowMs - last.atMs >= every.ms),
    catchUp: () => anchor(() => true),
  };
}
