/** What the demonstration remembers until the tab is closed. A browser that keeps nothing still shows everything. */
export function remembered(name: string): string | null {
  try {
    return sessionStorage.getItem(`crm.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    sessionStorage.setItem(`crm.${name}`, value);
  } catch {
    // It is only forgotten sooner.
  }
}
