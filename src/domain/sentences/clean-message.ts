/** A chat message as the plain text a person meant: without quoted replies, mentions, markup and characters nobody sees. */
import { ownMember } from '../values/own-member';

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '-',
  mdash: '-',
  hellip: '...',
  euro: '€',
  pound: '£',
  yen: '¥',
};

const quotedBlock = /<blockquote\b[^]*?(?:<\/blockquote>|$)/gi;
/** Mentions come as elements, and from some clients as plain text of the bot's name. */
const mention = /<at\b[^>]*>[^]*?<\/at>|@treasury[ \u00a0-]?desk\b/gi;
const lineBreak = /<(?:br|\/p|\/div|\/li)\b[^>]*>/gi;
const tag = /<\/?[a-z][^<>]*>/gi;
const quotedLine = /^[ \t]*(?:&gt;|>).*$/gm;
/** Format characters: joiners, directions, soft hyphens. */
const invisible = /[\p{Cf}\u00ad]/gu;

/** Lines stay lines. Nothing but what was typed is left, in the order it was typed. */
export function cleanMessage(text: string): string {
  return text
    .replace(quotedBlock, ' ')
    .replace(mention, ' ')
    .replace(lineBreak, '\n')
    .replace(tag, '')
    .replace(quotedLine, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (entity, name: string) => decoded(name) ?? entity)
    .replace(invisible, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(?<![\w])[`*_~]{1,3}(?=\S)(.*?\S)[`*_~]{1,3}(?![\w])/g, '$1')
    .replace(/`/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n[ \n]*/g, '\n')
    .trim();
}

function decoded(name: string): string | undefined {
  if (!name.startsWith('#')) return ownMember(entities, name.toLowerCase());
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
}
