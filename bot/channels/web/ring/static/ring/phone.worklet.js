/**
 * The telephone inside the browser's sound: what the microphone hears leaves as frames of 20 ms at 16 kHz, what the
 * other end says is played from a queue that can be thrown away at once. One file, because not every browser lets a
 * worklet import another.
 */

const LINE_RATE = 16000;
const FRAME = 320;
const PIECE = 32;
const ZEROS = 16;
const STEPS = 256;
/** Part of the lower rate that passes: 7200 Hz of 16000, so that nothing above 8000 folds back into the voice. */
const PASSES = 0.45;

/** From one rate to another through a windowed sinc, in pieces of any length. */
class Resampler {
  /** @param {number} from @param {number} to */
  constructor(from, to) {
    this.step = from / to;
    const cutoff = (2 * PASSES * Math.min(from, to)) / from;
    this.half = Math.ceil(ZEROS / cutoff);
    this.table = kernel(cutoff, this.half);
    this.held = new Float32Array(2 * this.half);
    this.at = this.half;
  }

  /** @param {Float32Array} fresh @returns {Float32Array} what is known for certain by now */
  push(fresh) {
    const held = new Float32Array(this.held.length + fresh.length);
    held.set(this.held);
    held.set(fresh, this.held.length);
    const made = [];
    while (this.at + this.half < held.length) {
      made.push(this.value(held));
      this.at += this.step;
    }
    const done = Math.max(0, Math.floor(this.at) - this.half);
    this.held = held.slice(done);
    this.at -= done;
    return Float32Array.from(made);
  }

  /** @param {Float32Array} held */
  value(held) {
    const first = Math.ceil(this.at - this.half);
    const last = Math.floor(this.at + this.half);
    let sum = 0;
    for (let i = Math.max(0, first); i <= last && i < held.length; i += 1) {
      const place = Math.abs(i - this.at) * STEPS;
      const low = Math.floor(place);
      const part = place - low;
      sum += held[i] * (this.table[low] * (1 - part) + this.table[low + 1] * part);
    }
    return sum;
  }
}

/** One half of the kernel, STEPS values for each sample, with a Blackman window. */
function kernel(cutoff, half) {
  const table = new Float32Array(half * STEPS + 2);
  for (let i = 0; i <= half * STEPS; i += 1) {
    const x = (Math.PI * cutoff * i) / STEPS;
    const turn = (Math.PI * i) / (half * STEPS);
    const window = 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
    table[i] = cutoff * window * (x ? Math.sin(x) / x : 1);
  }
  return table;
}

class Phone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.down = new Resampler(sampleRate, LINE_RATE);
    this.up = new Resampler(LINE_RATE, sampleRate);
    this.frame = new Int16Array(FRAME);
    this.filled = 0;
    /** Sound (Int16Array) and marks (string), in order. */
    this.queue = [];
    this.ready = new Float32Array(0);
    this.speaking = this.muted = this.paused = this.closed = false;
    /** After a pause: the other end believes that all of it has been heard, so it gets no time until it has. */
    this.behind = false;
    this.port.onmessage = ({ data }) => this.told(data);
  }

  told({ play, mark, flush, muted, paused, closed }) {
    if (play) this.queue.push(new Int16Array(play, 0, play.byteLength >> 1));
    if (mark !== undefined) this.queue.push(mark);
    if (flush) this.flush();
    this.muted = muted ?? this.muted;
    if (paused === false && this.paused) this.behind = this.queue.length > 0;
    this.paused = paused ?? this.paused;
    this.closed = closed ?? this.closed;
  }

  flush() {
    this.queue = [];
    this.ready = new Float32Array(0);
    this.up = new Resampler(LINE_RATE, sampleRate);
  }

  process([input], [output]) {
    if (!this.paused) {
      if (!this.behind) this.listen(input[0] ?? new Float32Array(output[0].length));
      this.speak(output);
      this.behind &&= this.queue.length > 0;
    }
    return !this.closed;
  }

  /** @param {Float32Array} heard */
  listen(heard) {
    for (const sample of this.down.push(heard)) {
      this.frame[this.filled] = this.muted ? 0 : Math.max(-32768, Math.min(32767, Math.round(sample * 32767)));
      this.filled += 1;
      if (this.filled < FRAME) continue;
      this.port.postMessage({ frame: this.frame.buffer }, [this.frame.buffer]);
      this.frame = new Int16Array(FRAME);
      this.filled = 0;
    }
  }

  /** @param {Float32Array[]} output */
  speak(output) {
    const wanted = output[0].length;
    while (this.ready.length < wanted) {
      const more = this.up.push(this.next());
      const ready = new Float32Array(this.ready.length + more.length);
      ready.set(this.ready);
      ready.set(more, this.ready.length);
      this.ready = ready;
    }
    for (const channel of output) channel.set(this.ready.subarray(0, wanted));
    this.ready = this.ready.slice(wanted);
  }

  /** The next two milliseconds of what waits, or silence. */
  next() {
    const piece = new Float32Array(PIECE);
    let filled = 0;
    while (filled < PIECE && this.queue.length) {
      const first = this.queue[0];
      if (typeof first === 'string') {
        this.port.postMessage({ heard: first });
        this.queue.shift();
        continue;
      }
      const part = first.subarray(0, PIECE - filled);
      for (const sample of part) piece[filled++] = sample / 32768;
      if (part.length < first.length) this.queue[0] = first.subarray(part.length);
      else this.queue.shift();
    }
    this.tell(filled > 0);
    return piece;
  }

  tell(speaking) {
    if (speaking === this.speaking) return;
    this.speaking = speaking;
    this.port.postMessage({ speaking });
  }
}

registerProcessor('phone', Phone);
