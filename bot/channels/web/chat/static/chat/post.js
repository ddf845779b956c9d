/** Sends one answer until it has arrived. The same body goes each time, so that its key makes the server take it once. */

const ANSWERS_WITHIN_MS = 15_000;
const LONGEST_PAUSE_S = 30;
const CANNOT_ANSWER_NOW = new Set([502, 503, 504]);

/** @typedef {{status: number, html: string}} Answer */

/**
 * @param {string} url
 * @param {URLSearchParams} body
 * @param {(tryNow: () => void) => void} lost told each time when nothing came through; `tryNow` ends the pause
 * @returns {Promise<Answer>}
 */
export async function deliver(url, body, lost) {
  for (let seconds = 1; ; seconds = Math.min(seconds * 2, LONGEST_PAUSE_S)) {
    try {
      const answer = await once(url, body);
      if (!CANNOT_ANSWER_NOW.has(answer.status)) return answer;
    } catch {
      // No network, or no answer in time: it is sent again.
    }
    await pause(seconds, lost);
  }
}

/** @param {string} url @param {URLSearchParams} body @returns {Promise<Answer>} */
async function once(url, body) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), ANSWERS_WITHIN_MS);
  try {
    const headers = { 'X-Fragment': '1' };
    const response = await fetch(url, { method: 'POST', body, headers, signal: patience.signal });
    return { status: response.status, html: await response.text() };
  } finally {
    clearTimeout(timer);
  }
}

/** @param {number} seconds @param {(tryNow: () => void) => void} lost @returns {Promise<void>} */
function pause(seconds, lost) {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, seconds * 1000);
    addEventListener('online', go);
    lost(go);
  });
}
