/** Whether an address is one where Teams keeps the files of its chats. */
import { isLoopbackUrl } from '../../domain/values/this-machine';

const teamsHosts = ['.sharepoint.com', '.sharepoint.us'];

/** `takesLocal`: also this machine's own, in the local profile alone. */
export function isTeamsPlace(url: string, takesLocal: boolean): boolean {
  if (!URL.canParse(url)) return false;
  if (takesLocal && isLoopbackUrl(url)) return true;
  const { protocol, hostname, username, port } = new URL(url);
  const isTeams = teamsHosts.some((host) => hostname.endsWith(host));
  return isTeams && protocol === 'https:' && username === '' && port === '';
}
