/* Served at /sw.js after a line that says `const VERSION = "...";`. Keeps one page for when there is no network, and the
   styles that page needs. Nothing else, and never anything that a client has written or been told. */

const OFFLINE = '/utan-nat';

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(keepOfflinePage());
});

self.addEventListener('activate', (event) => event.waitUntil(forgetOldVersions()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin || url.pathname.startsWith('/desk')) return;
  if (event.request.mode === 'navigate') event.respondWith(fetch(event.request).catch(() => caches.match(OFFLINE)));
  else if (url.pathname.startsWith('/static/')) event.respondWith(keptOrFetched(event.request));
});

async function keepOfflinePage() {
  const cache = await caches.open(VERSION);
  const page = await fetch(OFFLINE, { credentials: 'omit' });
  if (!page.ok) throw new Error('no offline page');
  const html = await page.clone().text();
  await cache.addAll([...new Set(html.match(/\/static\/[^"]+/g))]);
  await cache.put(OFFLINE, page);
}

async function forgetOldVersions() {
  for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
  await self.clients.claim();
}

async function keptOrFetched(request) {
  return (await caches.match(request)) ?? fetch(request);
}
