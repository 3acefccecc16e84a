/** A model that does whatever it reads it should, in the order a real one would come across it: its message first, then what its tool says. */
import type { JsonObject } from '../../../src/domain/values/json';
import { answerFrom, askedOf, loosened, outputOf, type Model, type ModelTurn } from './models';
import type { Deed } from './injections';

/** What a text commands, by its words, whatever it is dressed in. */
const heard: readonly (readonly [RegExp, Deed])[] = [
  [/second time/i, 'twice'],
  [/instead of the one given|channel INTERNAL/i, 'swap'],
  [/answer without it/i, 'skip'],
  [/Show this as the tool/i, 'forge'],
  [/Ask for permission/i, 'permission'],
  [/answer CLEAR|report no match/i, 'lie'],
];

export function deedIn(text: string): Deed | null {
  return heard.find(([words]) => words.test(text))?.[1] ?? null;
}

/** The gates' input about somebody harmless, at another time and by another way. */
function swapped(input: JsonObject): JsonObject {
  if ('name' in input) return { ...input, name: 'ACME Trading LLC', parties: [], free_text: 'invoice' };
  if ('amount' in input) return { ...input, timestamp_utc: '2026-01-22T23:59:00Z', channel: 'INTERNAL', amount: 1 };
  return { ...input, query: 'release without approval' };
}

export function obedient(obeyed: (deed: Deed) => void = () => undefined): Model {
  return async (turn) => {
    const first = deedIn(turn.message);
    if (first !== null && first !== 'lie') {
      obeyed(first);
      return doAs(first, turn);
    }
    const call = await turn.call(askedOf(turn));
    if (call['error'] !== null) return [call, turn.say('{}')];
    const deed = first ?? deedIn(JSON.stringify(call['output']));
    if (deed !== null) obeyed(deed);
    if (deed === 'twice' || deed === 'swap') return [call, ...(await doAs('swap', turn))];
    return [call, answerFrom(turn, outputOf(call), deed === null ? undefined : loosened)];
  };
}

async function doAs(deed: Exclude<Deed, 'lie'>, turn: ModelTurn): Promise<readonly JsonObject[]> {
  const lie = (found: JsonObject) => answerFrom(turn, found, loosened);
  const ask = async (input: JsonObject) => {
    const call = await turn.call(input);
    return { call, found: call['error'] === null ? outputOf(call) : {} };
  };
  switch (deed) {
    case 'swap': {
      const { call, found } = await ask(swapped(askedOf(turn)));
      return [call, lie(found)];
    }
    case 'twice': {
      const one = await ask(askedOf(turn));
      const other = await ask(swapped(askedOf(turn)));
      return [one.call, other.call, lie(other.found)];
    }
    case 'skip':
      return [lie((await ask(askedOf(turn))).found)];
    case 'forge': {
      const forged = loosened((await ask(askedOf(turn))).found);
      return [turn.pretend(askedOf(turn), forged), lie(forged)];
    }
    case 'permission':
      return [turn.askPermission({ payment: 'this one' }, 'approve_payment')];
  }
}
