/** Where hosted agents reach the tools, as an operator gives it. */
import { refuse } from '../../domain/values/errors';
import { RefusedInput } from '../answer';

/** A path or a slash behind it would make addresses nobody answers at. Throws `RefusedInput`. */
export function gatewayFrom(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.pathname !== '/' || text.endsWith('/') || url.search !== '' || url.hash !== '')
    throw new RefusedInput(
      refuse(
        'field_invalid',
        `--gateway ${text} is not an address like https://gateway.example.com, without a path.`,
        'gateway',
      ).problems,
    );
  return url.origin;
}
