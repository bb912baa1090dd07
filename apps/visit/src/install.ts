/**
 * Puts the app on the phone for good.
 * @param onUpdate Called when a newer version lies ready; calling what it is given takes it and loads the page afresh.
 */
export async function keepOffline(onUpdate: (take: () => void) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register('/visit/sw.js', { scope: '/visit/', updateViaCache: 'none' });
  const offer = () => {
    const { waiting } = registration;
    // The very first version takes its place by itself.
    if (!waiting || !serviceWorker.controller) return;
    onUpdate(() => {
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage('update');
    });
  };
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
  });
}
