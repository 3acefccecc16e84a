/** When models end, as Microsoft's model retirement page had it on 28 November 2026. A deployment may be called anything; only these names are known. */
import { dayMs } from '../../domain/values/time';
import { ownMember } from '../../domain/values/own-member';

const retirements: Readonly<Record<string, string>> = {
  'gpt-4o': '2026-10-01',
  'gpt-4.1': '2026-10-14',
  'gpt-5.4-mini': '2027-03-18',
  'model-router': '2027-05-20',
};

/** Long enough to choose another, deploy it and try it. */
const warnDays = 90;

/** In words; null where nothing is known, or the end is far. */
export function retirementWarning(model: string, nowMs: number): string | null {
  const ends = ownMember(retirements, model);
  if (ends === undefined) return null;
  const left = Math.ceil((Date.parse(ends) - nowMs) / dayMs);
  if (left <= 0) return `${model} was retired on ${ends}`;
  return left <= warnDays ? `${model} retires on ${ends}, in ${left} days` : null;
}
