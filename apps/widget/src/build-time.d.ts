/** The version of the package, written in by the build. */
declare const DOORSTEP_VERSION: string;

declare module '*.css?inline' {
  const css: string;
  export default css;
}
