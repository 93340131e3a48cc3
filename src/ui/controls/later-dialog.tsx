import { type ComponentType, useEffect, useState } from 'react';

export interface DialogSwitch {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export interface LaterDialogProps<Given extends object> extends DialogSwitch {
  readonly load: () => Promise<ComponentType<DialogSwitch & Given>>;
  /** What the dialog is given besides. */
  readonly given: Given;
  /** Called with the reason where its code cannot be had, e.g. without network. */
  readonly onFail: (reason: string) => void;
}

/** A dialog whose code is fetched when it is first opened. A failed fetch is tried anew the next time. */
export function LaterDialog<Given extends object>({ load, given, isOpen, onClose, onFail }: LaterDialogProps<Given>) {
  const [Loaded, setLoaded] = useState<ComponentType<DialogSwitch & Given> | null>(null);
  useEffect(() => {
    if (!isOpen || Loaded !== null) return;
    let isWanted = true;
    load().then(
      (component) => isWanted && setLoaded(() => component),
      (error: unknown) => isWanted && onFail(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [isOpen, Loaded, load, onFail]);
  return Loaded === null ? null : <Loaded isOpen={isOpen} onClose={onClose} {...given} />;
}
