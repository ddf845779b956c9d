/** The microphone and the loudspeaker of one call. */

/** Why there is no microphone. */
export class NoMicrophone extends Error {
  /** @param {'denied' | 'missing' | 'unsafe'} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

const WISHES = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };

/**
 * Asks for the microphone. Raises NoMicrophone when the client says no, when there is none, or when the browser gives
 * none to an address that is not encrypted.
 *
 * @returns {Promise<MediaStream>}
 */
export async function microphone() {
  if (!navigator.mediaDevices) throw new NoMicrophone('unsafe');
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: WISHES });
  } catch (error) {
    throw new NoMicrophone(['NotAllowedError', 'SecurityError'].includes(error.name) ? 'denied' : 'missing');
  }
}

/** Sound out and, with a stream, sound in. `heard` are functions that are told what happens. */
export class Sound {
  /**
   * Begin it when the client has pressed something: before that no browser plays.
   *
   * @param {MediaStream | null} stream
   * @param {{frame(sound: ArrayBuffer): void, heard(mark: string): void, speaking(now: boolean): void,
   *   deaf(): void}} listener
   */
  static async begin(stream, listener) {
    const sound = new Sound(stream, listener);
    try {
      await sound.context.audioWorklet.addModule(new URL('phone.worklet.js', import.meta.url));
      sound.connect();
      await sound.context.resume();
    } catch (error) {
      sound.end();
      throw error;
    }
    return sound;
  }

  constructor(stream, listener) {
    this.stream = stream;
    this.listener = listener;
    this.context = new AudioContext({ latencyHint: 'interactive' });
  }

  connect() {
    const { context, stream, listener } = this;
    this.phone = new AudioWorkletNode(context, 'phone', { outputChannelCount: [1], channelCount: 1, channelCountMode: 'explicit' });
    this.loudness = context.createGain();
    this.phone.connect(this.loudness).connect(context.destination);
    this.phone.port.onmessage = ({ data }) => {
      if (data.frame) listener.frame(data.frame);
      else if (data.heard !== undefined) listener.heard(data.heard);
      else listener.speaking(data.speaking);
    };
    if (stream) {
      context.createMediaStreamSource(stream).connect(this.phone);
      for (const track of stream.getTracks()) track.onended = () => listener.deaf();
    }
    // A phone that was locked, or in another call, has silenced us.
    this.wake = () => document.hidden || context.state === 'running' || context.resume().catch(() => {});
    document.addEventListener('visibilitychange', this.wake);
    context.onstatechange = this.wake;
  }

  /** @param {ArrayBuffer} sound 16 kHz, mono, signed 16 bit */
  play(sound) {
    this.phone.port.postMessage({ play: sound }, [sound]);
  }

  /** Tells `listener.heard` when everything before has been played. @param {string} name */
  mark(name) {
    this.phone.port.postMessage({ mark: name });
  }

  flush() {
    this.phone.port.postMessage({ flush: true });
  }

  /** Time stands still: nothing is played and nothing is sent. @param {boolean} on */
  pause(on) {
    this.phone.port.postMessage({ paused: on });
  }

  /** The other end hears silence. @param {boolean} on */
  mute(on) {
    this.phone.port.postMessage({ muted: on });
  }

  /** @param {number} level 0 to 1 */
  volume(level) {
    this.loudness.gain.value = level;
  }

  end() {
    document.removeEventListener('visibilitychange', this.wake);
    this.context.onstatechange = null;
    this.phone?.port.postMessage({ closed: true });
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.context.close().catch(() => {});
  }
}
