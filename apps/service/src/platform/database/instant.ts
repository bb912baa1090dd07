/** SQL for an instant as RFC 3339 in UTC with milliseconds, as facts and wires carry every instant. */
export function instant(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
