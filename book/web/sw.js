// Keeps what a reader has visited, so that it opens without a network.  The network comes first:
// a page is never older than what the host sends.
"use strict";
const KEPT = "course";
const OFFLINE =
  '<!DOCTYPE html><html lang="en"><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width"><title>Offline</title>' +
  "<h1>No network</h1><p>Without one, only pages that you have visited before can be opened.</p>";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The first page loads before this worker runs, and then says what it is made of.
self.addEventListener("message", (event) => {
  const load = async (url) => keep(url, await fetch(url));
  event.waitUntil(Promise.allSettled(event.data.filter(isOurs).map(load)));
});

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && isOurs(event.request.url)) event.respondWith(answer(event));
});

function isOurs(url) {
  const { scope } = self.registration;
  return url.startsWith(scope) && !url.startsWith(`${scope}lite/`); // JupyterLite keeps its own
}

async function keep(request, response) {
  if (response.status !== 200 || response.redirected) return;
  const cache = await caches.open(KEPT);
  await cache.delete(request, { ignoreSearch: true }); // an older version: style.css?v=…
  await cache.put(request, response);
}

async function answer(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (offline) {
    const cache = await caches.open(KEPT);
    const kept =
      (await cache.match(request, { ignoreVary: true })) ??
      (await cache.match(request, { ignoreVary: true, ignoreSearch: true }));
    if (kept) return kept;
    if (request.mode !== "navigate") throw offline;
    return new Response(OFFLINE, { status: 503, headers: { "Content-Type": "text/html" } });
  }
}
