/**
 * Whether a claimed originator, which is free text, means a person: however it is spelled, spaced, capitalised or ordered, with or
 * without an address. Between one too many and one too few it takes one too many: somebody else can approve, nobody can un-approve.
 */
import { normaliseName } from '../../sanctions/names/normalise';
import { withoutSilentMarks } from '../../sanctions/names/transliterate';
import type { Person } from '../../values/person';

export function isClaimedAs(person: Person, claimed: string): boolean {
  const known = lastAnswers.get(person);
  if (known?.claimed === claimed) return known.is;
  const is = readings(claimed).some((text) => isNamedBy(text, person));
  lastAnswers.set(person, { claimed, is });
  return is;
}

/** The last one for each person: a card asks whether they may do each of a dozen acts, and every time who asked for it. */
const lastAnswers = new WeakMap<Person, { readonly claimed: string; readonly is: boolean }>();

/** As it is written, as an address that was made safe for a link or from robots, and as a client shows what is to be read backwards. */
function readings(claimed: string): readonly string[] {
  // Full-width letters and signs (＠) are the plain ones; what nobody sees stands for nothing.
  const plain = (text: string): string => withoutSilentMarks(text.normalize('NFKC'));
  const backwards = /[\u202e\u2067]/.test(claimed) ? [plain(Array.from(claimed).reverse().join(''))] : [];
  const opened = plain(unescaped(claimed))
    .replace(/\s*[([{<]\s*at\s*[)\]}>]\s*|\s*@\s*/gi, '@')
    .replace(/\s*[([{<]\s*dot\s*[)\]}>]\s*/gi, '.')
    .replace(/"([^"@\s]+)"(?=@)/g, '$1');
  return [plain(claimed), opened, ...backwards];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that escapes nothing.
    return text;
  }
}

function isNamedBy(text: string, { email, objectId, name }: Person): boolean {
  const id = (written: string): string => written.toLowerCase().replaceAll('-', '');
  if (objectId !== '' && id(text).includes(id(objectId))) return true;
  const known = email === null ? null : mailboxOf(email);
  const mailboxes = [...text.matchAll(address)].map(([found]) => mailboxOf(found));
  if (known !== null && mailboxes.some((mailbox) => mailbox === known)) return true;
  // A name may also stand in the address alone: `dana.demir@elsewhere.example`.
  return (
    isNamedIn(name, text.replace(address, ' ')) || mailboxes.some((mailbox) => isNamedIn(name, localPart(mailbox)))
  );
}

/** An address wherever it stands: bare, in angle brackets, after `mailto:`. Looked for from where a word begins, so that a long text takes no longer than its length. */
const address = /(?<![^\s<>()[\]",;:@])[^\s<>()[\]",;:@]+@[^\s<>()[\]",;:@]+/gu;

/** One mailbox, however its address is written: case, a sub-address (`name+anything@`), a dot at the end, a domain in its own script. */
function mailboxOf(written: string): string {
  const folded = withoutSilentMarks(written.normalize('NFKC')).trim().toLowerCase();
  const at = folded.lastIndexOf('@');
  const [local = ''] = folded.slice(0, at).split('+');
  return `${local}@${asciiDomain(folded.slice(at + 1).replace(/\.+$/, ''))}`;
}

function localPart(mailbox: string): string {
  return mailbox.slice(0, mailbox.lastIndexOf('@'));
}

function asciiDomain(domain: string): string {
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain;
}

/** All words of the name stand in the text, in any order; a name of one word must be all of it. */
function isNamedIn(name: string, text: string): boolean {
  const wanted = wordsOf(name);
  const given = wordsOf(text);
  if (wanted.length === 0 || given.length === 0) return false;
  if (given.join('') === wanted.join('')) return true;
  if (wanted.length === 1) return false;
  if (given.join('') === [...wanted].reverse().join('')) return true;
  const left = [...given];
  return wanted.every((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** By the screening's own normaliser, so that both mean the same by one name; then without the second letter of an umlaut written out. */
function wordsOf(text: string): readonly string[] {
  return normaliseName(text).spelled.map((word) => word.replace(/([aou])e/g, '$1').replace(/aa/g, 'a'));
}
