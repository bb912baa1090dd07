/** The version of the package, written in by the build. */
declare const DOORSTEP_VERSION: string;

/** What a page gets that can hold no custom element: its address beside the loader, and its hash. */
declare const DOORSTEP_INSTEAD: { readonly file: string; readonly integrity: string };

/** What the panel needs before it can show anything, the panel itself first: addresses beside the loader, and hashes. */
declare const DOORSTEP_FIRST_VIEW: readonly { readonly file: string; readonly integrity: string }[];

declare module '*.css?inline' {
  const css: string;
  export default css;
}
