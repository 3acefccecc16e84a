/** Cuts a BAI2 file into its records: a line each, with the 88 lines that continue it. */
import { badStatement, quoted } from '../values';

export interface Bai2Record {
  /** `01`, `02`, `03`, `16`, `49`, `98` or `99`. */
  readonly code: string;
  readonly line: number;
  /** How many lines it takes, itself included: what the control totals count. */
  readonly lines: number;
  readonly fields: Bai2Fields;
}

/** Reads a record's fields one after the other, across its lines. */
export interface Bai2Fields {
  /** Empty where it is left to its default, or where the record has ended. */
  next(): string;
  readonly ended: boolean;
}

const codes = ['01', '02', '03', '16', '49', '98', '99'];
const continuation = '88';

/** Throws `ledger_unreadable`, the message starting with the line. */
export function readBai2Records(text: string): readonly Bai2Record[] {
  const open: { code: string; line: number; parts: string[] }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const content = raw.trim();
    if (content === '') continue;
    const line = index + 1;
    const [, code = '', rest = ''] = /^(\d\d)(?:,(.*))?$/s.exec(content) ?? [];
    const last = open.at(-1);
    // The slash ends a record that does not end in its text; a slash inside a text is only a slash.
    const part = rest.replace(/\/$/, '');
    if (codes.includes(code)) open.push({ code, line, parts: [part] });
    else if (code === continuation && last) last.parts.push(part);
    else badStatement(line, `${quoted(content)} is no BAI2 record`);
  }
  return open.map(({ code, line, parts }) => ({ code, line, lines: parts.length, fields: createFields(parts) }));
}

function createFields(parts: readonly string[]): Bai2Fields {
  let partAt = 0;
  let at = 0;
  return {
    get ended() {
      return partAt >= parts.length;
    },
    next() {
      const part = parts[partAt];
      if (part === undefined) return '';
      const comma = part.indexOf(',', at);
      const field = part.slice(at, comma < 0 ? part.length : comma).trim();
      if (comma >= 0) at = comma + 1;
      else {
        partAt += 1;
        at = 0;
      }
      return field;
    },
  };
}
