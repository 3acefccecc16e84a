/** Brings a payment run's card to whoever may decide its payments, in the chat they talk in, and to the channel for approvals as a single payment's would go there. */
import type { TellOfRun } from '../../app/payment-files/announce-runs';
import type { ApprovalsChannel } from '../../app/delivery/addressees';
import type { ReadRun } from '../../app/payment-files/read-run';
import type { Language } from '../../cards/words/languages';
import { Fault } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import type { Speech, TellChat, TellPerson } from '../cards/tell-person';
import { createAccess } from '../people/access';
import { drawRun, type RunDesk } from './payment-runs';

export interface TellOfRunDeps {
  readonly desks: Readonly<Record<Language, RunDesk>>;
  readonly readRun: ReadRun;
  readonly channel: ApprovalsChannel | null;
  readonly tellPerson: TellPerson;
  readonly tellChat: TellChat;
}

/** A channel reads counts and sums: what waits for somebody, and which payments, each person sees for themselves. */
const nobody: Member = { tenantId: '', objectId: '', name: '', email: null, roles: [] };

export function createTellOfRun({ desks, readRun, channel, tellPerson, tellChat }: TellOfRunDeps): TellOfRun {
  const mayRead = (member: Member) => createAccess(desks.en).refuse('read_worklist', member) === null;
  const cardFor = async (
    id: string,
    viewer: Member,
    { language, isPersona }: Pick<Speech, 'language' | 'isPersona'>,
  ) => {
    const standing = await readRun(id, viewer);
    if (!standing) throw new Fault('internal', `payment run ${id} is gone`);
    return drawRun(desks[language], standing, viewer, { addressee: isPersona ? viewer.name : undefined });
  };

  return async (id, asked) => {
    const readers = asked.filter(mayRead);
    const reached: boolean[] = [];
    // One after the other: each card is drawn from what stands then, and nobody waits for it.
    for (const member of readers) reached.push(await tellPerson(member, (speech) => cardFor(id, member, speech)));
    const people = reached.filter(Boolean).length;
    const usesChannel = channel !== null && asked.length > 0 && (channel.use === 'besides' || people < asked.length);
    const inChannel =
      usesChannel &&
      (await tellChat({ conversation: channel.conversation, isPersona: false }, (speech) =>
        cardFor(id, nobody, speech),
      ));
    return { people, inChannel };
  };
}
