import type { TestBrowser } from './chromium.ts';

/** Stops the extension's worker as the browser itself does after 30 idle seconds, and resolves when it has stopped. */
export async function stopWorkers(browser: TestBrowser): Promise<void> {
  const session = await browser.context.newCDPSession(await browser.probe());
  const running = new Set<string>();
  const stopped = new Promise<void>((resolve) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, runningStatus } of versions) {
        if (runningStatus === 'running') running.add(versionId);
        else if (runningStatus === 'stopped' && running.delete(versionId) && running.size === 0) resolve();
      }
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await session.detach();
}
