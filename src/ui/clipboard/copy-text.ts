import type { Actions } from '../../state/actions.ts';

/** Copies text; whether the browser did. A refusal becomes a message that names `what`, e.g. "the link". */
export async function copyText(
  { addMessage }: Pick<Actions, 'addMessage'>,
  text: string,
  what: string,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    addMessage({
      severity: 'warning',
      problem: {
        code: 'copy-refused',
        what: `The browser did not copy ${what}`,
        expected: 'access to the clipboard',
        found: error instanceof Error ? error.message : String(error),
        where: 'clipboard',
      },
    });
    return false;
  }
}
