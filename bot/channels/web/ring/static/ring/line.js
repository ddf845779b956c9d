/**
 * The line to the voice process. The browser plays Asterisk's part of its protocol: it speaks first, obeys commands and
 * tells what has been played. Two events are for browsers only: CAPTION (the words) and PHASE (who has the word).
 */

const SLOW_BYTES = 64000;
const LOST_AFTER_MS = 10000;
const SIGN_OF_LIFE_MS = 60000;
const FULL = 1013;
const OVER = 1000;

/** @typedef {'ended' | 'full' | 'unreachable' | 'lost'} End */

export class Line {
  /**
   * @param {string} address with its ticket
   * @param {{open(): void, play(sound: ArrayBuffer): void, mark(name: string): void, flush(): void,
   *   caption(who: string, text: string): void, phase(phase: string): void, end(why: End): void}} listener
   */
  constructor(address, listener) {
    this.listener = listener;
    this.opened = this.over = false;
    this.slowSince = 0;
    this.socket = new WebSocket(address, 'media');
    this.socket.binaryType = 'arraybuffer';
    this.socket.onopen = () => this.begin();
    this.socket.onmessage = ({ data }) => (typeof data === 'string' ? this.obey(data) : listener.play(data));
    this.socket.onclose = ({ code }) => this.end(this.whyClosed(code));
  }

  begin() {
    this.opened = true;
    const id = crypto.getRandomValues(new Uint32Array(2)).join('.');
    this.tell('MEDIA_START', {
      connection_id: 'browser', channel: `Browser/${id}`, channel_id: id, format: 'slin16', optimal_frame_size: 640,
      ptime: 20, channel_variables: {},
    });
    this.living = setInterval(() => this.tell('STATUS', {}), SIGN_OF_LIFE_MS);
    this.listener.open();
  }

  /** @param {ArrayBuffer} frame 20 ms. On a network that cannot carry them some are left out; then the line is lost. */
  send(frame) {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    if (this.socket.bufferedAmount < SLOW_BYTES) {
      this.slowSince = 0;
      this.socket.send(frame);
      return;
    }
    this.slowSince ||= performance.now();
    if (performance.now() - this.slowSince > LOST_AFTER_MS) this.end('lost');
  }

  /** @param {string} digit 0-9, * or # */
  press(digit) {
    this.tell('DTMF_END', { digit, duration_ms: 100 });
  }

  /** @param {string} name */
  played(name) {
    this.tell('MEDIA_MARK_PROCESSED', { correlation_id: name });
  }

  hangUp() {
    this.end('ended');
  }

  /** @param {string} text */
  obey(text) {
    const said = understood(text);
    const { listener } = this;
    if (said.event === 'CAPTION') listener.caption(said.who, String(said.text));
    else if (said.event === 'PHASE') listener.phase(said.phase);
    else if (said.command === 'MARK_MEDIA') listener.mark(String(said.correlation_id));
    else if (said.command === 'FLUSH_MEDIA') listener.flush();
    else if (said.command === 'STOP_MEDIA_BUFFERING') this.tell('MEDIA_BUFFERING_COMPLETED', {});
    else if (said.command === 'HANGUP') this.end('ended');
  }

  /** @param {number} code @returns {End} */
  whyClosed(code) {
    if (code === FULL) return 'full';
    if (!this.opened) return 'unreachable';
    return code === OVER ? 'ended' : 'lost';
  }

  tell(event, fields) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ event, ...fields }));
  }

  /** Once. @param {End} why */
  end(why) {
    if (this.over) return;
    this.over = true;
    clearInterval(this.living);
    this.socket.onmessage = null;
    this.socket.close(OVER);
    this.listener.end(why);
  }
}

/** @param {string} text @returns {Record<string, unknown>} */
function understood(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
