import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useText } from '../language.js';

interface Props {
  readonly isOpen: boolean;
  readonly title: string;
  /** The verb, such as “Switch off”. */
  readonly action: string;
  readonly isDangerous?: boolean;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

/** Asks before something that is hard to take back. Escape goes back; the focus returns to where it was. */
export function Confirm({ isOpen, title, action, isDangerous, isBusy, onConfirm, onCancel, children }: Props) {
  const text = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      <div className="buttons">
        <button
          type="button"
          className={isDangerous === true ? 'button button-danger' : 'button button-primary'}
          disabled={isBusy}
          onClick={onConfirm}
        >
          {action}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {text('part.goBack')}
        </button>
      </div>
    </dialog>
  );
}
