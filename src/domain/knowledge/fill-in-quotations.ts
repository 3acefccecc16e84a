/** Puts into a document what it quotes of the policy: `{{tier-50k.up_to_usd}}`. */
import type { Problem, Refusal } from '../values/errors';
import { yamlProblem } from '../values/file-faults';

/** The words of a quoted reference, or null where there are none. */
export type Quote = (reference: string) => string | null;

const quotation = /\{\{([^{}]*)\}\}/g;

/** A quotation nobody can fill in is a fault of its line: a runbook with a hole in it answers nothing. */
export function fillInQuotations(file: string, text: string, quote: Quote): { ok: true; text: string } | Refusal {
  const problems: Problem[] = [];
  const lines = text.split('\n').map((line, index) => {
    const filled = line.replaceAll(quotation, (whole: string, inside: string) => {
      const reference = inside.trim();
      const words = quote(reference);
      if (words === null)
        problems.push(yamlProblem(file, index + 1, `quotes ${reference || 'nothing'}, which the policy does not have`));
      return words ?? whole;
    });
    if (/\{\{|\}\}/.test(line.replaceAll(quotation, '')))
      problems.push(yamlProblem(file, index + 1, 'has a quotation that does not open or close on this line'));
    return filled;
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, text: lines.join('\n') };
}
