/** Whose name somebody wants screened: "is ACME Corp sanctioned?", "screen Maskan Trading FZE", "X yaptırım listesinde mi?". */
import { meantBy } from './cues';
import type { Sentence } from './sentence';

const end = '[?!.,;]*$';
const list =
  '(?:the |any |a |our )?(?:ofac|sdn|un|eu|uk|us|sanctions?|watch ?|black|embargo)?[ -]?(?:sanctions? ?)?lists?';
/** `(...)` is the name. Written for the text as it was typed, in any case. */
const forms: readonly RegExp[] = [
  new RegExp(
    `^(?:is|are) there (?:anything|something|any hits?|a hit) (?:on|for|about|against) (.+?) (?:in|on|under) (?:${list}|(?:the )?(?:ofac|sdn|un|eu|uk|sanctions?))${end}`,
    'iu',
  ),
  new RegExp(
    `^(?:is|are|was|were) (?:the (?:company|vendor|supplier|firm|name) )?(.+?) (?:a |an |currently |still |already )*(?:sanctioned|blacklisted|embargoed|clean|an? sdn|(?:on|in|under) (?:${list}|(?:any |us |eu |ofac )*sanctions?|ofac|the sdn))(?: (?:party|entity|company|person|by .+))?${end}`,
    'iu',
  ),
  new RegExp(`^(?:does|do) (.+?) (?:appear|show up|stand) (?:on|in) ${list}${end}`, 'iu'),
  new RegExp(
    `^(?:any |is there any |are there any )?(?:sanctions?|ofac|sdn) (?:hits?|match(?:es)?|issues?|problems?) (?:on|for|with|against) (.+?)${end}`,
    'iu',
  ),
  new RegExp(
    `^(?:please |pls |can y?o?u |could y?o?u |kindly |let'?s )*(?:re-?)?screen(?:ing)?(?: (?:the )?(?:name|company|vendor|supplier|party|beneficiary))?(?: (?:of|for|on))?:? (.+?)(?: (?:against|on|for|please|pls|thanks)(?: .*)?)?${end}`,
    'iu',
  ),
  new RegExp(
    `^(?:please |pls |can y?o?u |could y?o?u |kindly )*(?:run|do|make|perform|start)? ?(?:an? |the )?(?:sanctions?|ofac|sdn|aml|name|compliance|watch ?list)[ -]?(?:screening|check|search|scan)s?(?: (?:on|for|of|against|about))?:? (.+?)(?: (?:please|pls|thanks))?${end}`,
    'iu',
  ),
  new RegExp(
    `^(?:please |pls |can y?o?u |could y?o?u |kindly |let'?s )*(?:check|verify|look up|search|test|run)(?: (?:if|whether|that))? (.+?) (?:(?:against|on|in|for|with|through|thru) (?:${list}|(?:the )?(?:sanctions?|ofac|sdn|aml|embargo(?:es)?).*)|is (?:sanctioned|clean|on ${list}))${end}`,
    'iu',
  ),
  new RegExp(
    `^(.+?)(?:['’](?:y[ae]|[ae]))? (?:yaptırımlı|yaptirimli|yaptırım listesinde|yaptirim listesinde|yaptırımda|yaptirimda|kara listede|listede|ofac listesinde|yaptırım altında|yaptirim altinda)(?: var)?(?: mı| mi| mıdır| midir)?${end}`,
    'iu',
  ),
  new RegExp(
    `^(.+?)(?:['’](?:yi|yı|i|ı|u|ü|yu|yü))?(?: (?:yaptırım|yaptirim|ofac)\\p{L}*(?: için| icin)?)? (?:tara|tarar mısın|tarar misin|tarayın|tarayin|taray[ıi]n[ıi]z|kontrol et|sorgula)${end}`,
    'iu',
  ),
  new RegExp(
    `^(.+?) (?:için|icin) (?:yaptırım|yaptirim|ofac)(?: taraması| taramasi| kontrolü| kontrolu| sorgusu)?(?: yap.*| et.*)?${end}`,
    'iu',
  ),
  new RegExp(
    `^(?:please |pls |can y?o?u |could y?o?u )*(?:check|run|do) (?:the |an? )?(?:sanctions?|ofac|sdn|compliance) (?:on|for|of|against) (.+?)(?: (?:please|pls|thanks))?${end}`,
    'iu',
  ),
  // Whether somebody may be paid is first of all whether they are on a list.
  new RegExp(
    `^(?:are|is|am) (?:we|i|it) (?:allowed|permitted|ok|okay|possible|fine) to (?:pay|send (?:money|funds) to) (.+?)${end}`,
    'iu',
  ),
  new RegExp(
    `^(.+?)['’](?:y[ae]|[ae]) (?:ödeme|odeme|para) (?:yapabilir|gönderebilir|gonderebilir|yollayabilir) miyi[zm](?:,? (?:yaptırım|yaptirim|listede).*)?${end}`,
    'iu',
  ),
  new RegExp(`^(.+?)[:,]? (?:sanctioned|on (?:the )?(?:sanctions|ofac) list)${end}`, 'iu'),
];
/** What reads as a question about screening, not as anybody's name. */
const noName =
  /^(?:it|this|that|they|he|she|we|you|us|everyone|someone|somebody|who|what|when|why|how|which|where|if|whether|the (?:payment|beneficiary|payee|bank|list|name|supplier|vendor|customer|client)|a|an|bu|o|kim|ne|list|check|hit|hits|process|result|results|rules?|polic(?:y|ies))\b/i;
const maxLength = 140;
/** A name and the words of asking. */
const maxSaid = 300;

export function screenedName({ text, words }: Sentence): string | null {
  const [first] = words;
  const meant = first && meantBy(first.folded);
  const corrected = meant ? `${text.slice(0, first.from)}${meant}${text.slice(first.to)}` : text;
  const said = corrected.replace(/\s+/g, ' ').trim();
  if (said.length > maxSaid) return null;
  for (const form of forms) {
    const name = form
      .exec(said)?.[1]
      // "bakar mısın: ACME Corp, listede mi": what asks stands before the colon.
      ?.replace(/^[^:]{1,60}: (?=\S)/, '')
      .replace(/^["'“”‘’]+|["'“”‘’,]+$/g, '')
      .trim();
    if (name === undefined || name === '') continue;
    return noName.test(name) || name.length > maxLength || !/\p{L}/u.test(name) ? null : name;
  }
  return null;
}
