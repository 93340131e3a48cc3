/** What the URL field holds: an address that can be opened, or the words that say why not. */
export type AddressDraft =
  | { readonly isValid: true; readonly url: string }
  | { readonly isValid: false; readonly message: string };

/** Reads the field. A path without a scheme is taken from the page's own address, as in a link's `source`. */
export function parseAddress(text: string, pageUrl: string): AddressDraft {
  const trimmed = text.trim();
  if (trimmed === '')
    return { isValid: false, message: 'Type the address of a data.mdb, of its folder or of a snapshot (.sqlite)' };
  if (!URL.canParse(trimmed, pageUrl)) return { isValid: false, message: 'Not an address' };
  const { protocol, href } = new URL(trimmed, pageUrl);
  if (protocol !== 'http:' && protocol !== 'https:') {
    return { isValid: false, message: `Only http and https can be read, not ${protocol.slice(0, -1)}` };
  }
  return { isValid: true, url: href };
}
