import { useEffect, useState } from 'react';
import { useActions } from '../store-context.ts';
import { copyText } from './copy-text.ts';

/** How long "Copied" stands. */
const COPIED_MS = 1000;

/** Copies text. `isCopied` is true for a moment afterwards; a refusal of the browser becomes a message that names `what`. */
export function useCopy(): { readonly isCopied: boolean; readonly copy: (text: string, what: string) => void } {
  const actions = useActions();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function write(text: string, what: string): Promise<void> {
    if (await copyText(actions, text, what)) setIsCopied(true);
  }

  return { isCopied, copy: (text, what) => void write(text, what) };
}
