import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'playwright-core';
import type { TestBrowser } from './chromium.ts';

const ANSWERS_WITHIN_MS = 3_000;
const RELOADS = 3;

/** Stops the extension's worker as the browser itself does after 30 idle seconds, and resolves when it has stopped. */
export async function stopWorkers(browser: TestBrowser): Promise<void> {
  const session = await browser.context.newCDPSession(await browser.probe());
  const statuses = new Map<string, string>();
  let isSent = false;
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, runningStatus } of versions) statuses.set(versionId, runningStatus);
    // A busy machine reports late: the first word of a worker may be that it is stopping.
    const isStopped = statuses.size > 0 && [...statuses.values()].every((status) => status === 'stopped');
    if (isSent && isStopped) resolve();
  });
  await session.send('ServiceWorker.enable');
  isSent = true;
  await session.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await session.detach();
}

/**
 * Reloads the extension and resolves when it is there again. The browser closes the extension's own tabs then. A debugger holds each
 * new worker back for a moment, in which Chromium can give it an environment without the extension's interfaces, or lose it, about once
 * in a hundred reloads (without a debugger: never in 600). No event starts another then; a further reload does.
 */
export async function reloadExtension(browser: TestBrowser): Promise<void> {
  for (let attempt = 1; attempt <= RELOADS; attempt++) {
    const started = browser.context.waitForEvent('serviceworker', { timeout: 10_000 }).catch(() => null);
    const probe = await browser.probe();
    const closed = probe.waitForEvent('close');
    // In a turn of its own, so that this call is answered before its page is closed.
    await probe.evaluate(() => void setTimeout(() => chrome.runtime.reload()));
    await closed;
    const worker = await started;
    if (worker && (await isWhole(worker))) return;
  }
  throw new Error(`the extension has no whole worker after ${RELOADS} reloads`);
}

/** A worker that is not whole refuses, or never answers. */
async function isWhole(worker: Worker): Promise<boolean> {
  const asked = worker.evaluate(() => chrome.storage.local.get('cache').then(() => true));
  return Promise.race([asked.catch(() => false), pause(ANSWERS_WITHIN_MS, false, { ref: false })]);
}
