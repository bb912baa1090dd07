/** What comes with every request of the panel. */
export interface PanelHeaders {
  readonly origin?: string;
  readonly host?: string;
  readonly 'sec-fetch-site'?: string;
  readonly authorization?: string;
  readonly 'idempotency-key'?: string;
  readonly 'if-none-match'?: string;
}
