import type { ComponentChildren } from 'preact';

/** The sentence of a form that says why it could not be done, read out at once; nothing while there is none (undefined). */
export function FormProblem({ children }: { readonly children: ComponentChildren }) {
  if (children === undefined) return null;
  return (
    <p class="form-problem" role="alert">
      {children}
    </p>
  );
}
