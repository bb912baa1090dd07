/** The version in package.json. */
declare const DOORSTEP_VERSION: string;
/** Filled in by the build: what to keep on the phone, and a name that changes with any of it. */
declare const DOORSTEP_PRECACHE: { readonly version: string; readonly paths: readonly string[] };

declare module '*.css';
