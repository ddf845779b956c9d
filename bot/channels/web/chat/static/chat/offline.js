/** The worker that shows a page with help lines when there is no network. Only where the browser trusts the address. */

if ('serviceWorker' in navigator && isSecureContext) navigator.serviceWorker.register('/sw.js').catch(() => {});
