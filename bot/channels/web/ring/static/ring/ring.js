/**
 * The browser phone. `data-state` of the page says how the call stands, `data-phase` who has the word; the words for
 * each are in the page, and its style shows the right ones.
 */

import * as captions from './captions.js';
import * as keypad from './keypad.js';
import { Line } from './line.js';
import { microphone, NoMicrophone, Sound } from './sound.js';

const CALLING = ['asking', 'connecting', 'talking'];

const page = document.getElementById('telefonen');
const part = (id) => document.getElementById(id);
const [start, talk, notices] = ['borja', 'samtalet', 'besked'].map(part);
const [mute, pause, larger, volume] = ['tyst', 'pausa', 'storre', 'volym'].map(part);

/** @type {Call | null} */
let call = null;

class Call {
  /** @param {boolean} speaks whether the client answers by voice, too */
  constructor(speaks) {
    this.speaks = speaks;
    this.said = 'listens';
    this.speakingNow = false;
  }

  async begin() {
    captions.clear();
    set(mute, !this.speaks);
    set(pause, false);
    mute.hidden = !this.speaks;
    show(this.speaks ? 'asking' : 'connecting');
    try {
      const stream = this.speaks ? await microphone() : null;
      if (this.over) return stream?.getTracks().forEach((track) => track.stop());
      show('connecting');
      const { url, ticket } = await ticketOfOurs();
      const sound = await Sound.begin(stream, this);
      if (this.over) return sound.end();
      this.sound = sound;
      this.setVolume();
      this.line = new Line(`${url}?ticket=${encodeURIComponent(ticket)}`, {
        open: () => this.opened(),
        play: (sound) => this.sound.play(sound),
        mark: (name) => this.sound.mark(name),
        flush: () => this.sound.flush(),
        caption: captions.show,
        phase: (phase) => this.told(phase),
        end: (why) => this.end(why),
      });
    } catch (error) {
      this.end(error instanceof NoMicrophone || error instanceof Refused ? error.why : 'unreachable');
    }
  }

  opened() {
    show('talking');
    this.showPhase();
    talk.focus({ preventScroll: true });
    scrollTo(0, 0);
    navigator.wakeLock?.request('screen').then((lock) => (this.over ? lock.release() : (this.lock = lock)), () => {});
  }

  // What the sound tells

  frame(sound) {
    this.line?.send(sound);
  }

  heard(mark) {
    this.line?.played(mark);
  }

  speaking(now) {
    this.speakingNow = now;
    this.showPhase();
  }

  /** The microphone was taken away. The keys still work. */
  deaf() {
    this.speaks = false;
    set(mute, true);
    mute.hidden = true;
    part('stum').hidden = false;
    this.setVolume();
    this.showPhase();
  }

  // What the client does

  press(key) {
    if (!this.line) return;
    if (pressed(pause)) pause.click();
    captions.show('you', key);
    this.line.press(key);
  }

  setMute() {
    this.sound?.mute(pressed(mute));
    this.showPhase();
  }

  setPause() {
    this.sound?.pause(pressed(pause));
    this.showPhase();
  }

  setVolume() {
    this.sound?.volume(volume.value / 100);
    captions.readAloud(!this.speaks || volume.value === '0');
  }

  hangUp() {
    if (this.line) this.line.hangUp();
    else this.end('ended');
  }

  // What the page shows

  told(phase) {
    this.said = phase;
    this.showPhase();
  }

  showPhase() {
    const quiet = pressed(mute) ? 'answers' : 'listens';
    const waits = this.said === 'thinks' ? 'thinks' : quiet;
    page.dataset.phase = pressed(pause) ? 'paused' : this.speakingNow ? 'speaks' : waits;
  }

  /** Once. @param {string} why a state of the page */
  end(why) {
    if (this.over) return;
    this.over = true;
    this.sound?.end();
    this.lock?.release();
    if (call !== this) return;
    call = null;
    show(why);
    notices.querySelector(`[data-shown="${why}"]`)?.focus();
  }
}

class Refused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`${status}`);
    this.why = status === 429 ? 'fast' : 'unreachable';
  }
}

/** @returns {Promise<{url: string, ticket: string}>} */
async function ticketOfOurs() {
  const answer = await fetch('/ring/ticket', { method: 'POST' });
  if (!answer.ok) throw new Refused(answer.status);
  return answer.json();
}

/** @param {string} state */
function show(state) {
  page.dataset.state = state;
  const talking = state === 'talking';
  talk.hidden = !talking;
  part('forst').hidden = talking;
  start.hidden = CALLING.includes(state);
  part('stum').hidden = true;
  part('avbryt').hidden = talking || !CALLING.includes(state);
  for (const notice of notices.children) notice.hidden = notice.dataset.shown !== state;
}

const pressed = (button) => button.getAttribute('aria-pressed') === 'true';
const set = (button, on) => button.setAttribute('aria-pressed', on);

/** A button that stays down. @param {HTMLElement} button @param {() => void} then */
function toggles(button, then) {
  button.onclick = () => {
    set(button, !pressed(button));
    then();
  };
}

/** @param {boolean} speaks */
function ring(speaks) {
  call ??= new Call(speaks);
  call.begin();
}

function prepare() {
  part('ring-upp').onclick = () => ring(true);
  part('ring-tyst').onclick = () => ring(false);
  for (const id of ['avbryt', 'lagg-pa']) part(id).onclick = () => call?.hangUp();
  toggles(mute, () => call?.setMute());
  toggles(pause, () => call?.setPause());
  toggles(larger, () => {
    page.classList.toggle('ring--larger', pressed(larger));
    captions.follow();
  });
  volume.oninput = () => call?.setVolume();
  keypad.listen(part('knappar'), (key) => call?.press(key));
  addEventListener('pagehide', () => call?.hangUp());
}

if (start) {
  const able = 'WebSocket' in window && 'AudioWorkletNode' in window;
  if (able) prepare();
  show(able ? 'idle' : 'unable');
  start.hidden = !able;
}
