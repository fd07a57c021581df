/** Buttons and links to other screens. */
import type { ComponentChildren } from 'preact';
import { hrefOf } from '../router.ts';

type Look = 'main' | 'quiet' | 'careful';

const LOOKS: Record<Look, string> = {
  main: 'govuk-button',
  quiet: 'govuk-button govuk-button--secondary',
  careful: 'govuk-button govuk-button--warning',
};

interface ButtonFacts {
  readonly children: ComponentChildren;
  readonly look?: Look;
  readonly submits?: boolean;
  readonly disabled?: boolean;
  readonly describedBy?: string | undefined;
  readonly onPress?: () => void;
}

export function Button({ children, look = 'main', submits, disabled, describedBy, onPress }: ButtonFacts) {
  return (
    <button
      type={submits === true ? 'submit' : 'button'}
      class={LOOKS[look]}
      disabled={disabled === true}
      aria-describedby={describedBy}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

export function ButtonLink({ to, children, look = 'main' }: { readonly to: string; readonly children: ComponentChildren; readonly look?: Look }) {
  return (
    <a class={LOOKS[look]} href={hrefOf(to)} draggable={false}>
      {children}
    </a>
  );
}

export function Link({ to, children }: { readonly to: string; readonly children: ComponentChildren }) {
  return (
    <a class="govuk-link" href={hrefOf(to)}>
      {children}
    </a>
  );
}

export function Buttons({ children }: { readonly children: ComponentChildren }) {
  return <div class="govuk-button-group">{children}</div>;
}
