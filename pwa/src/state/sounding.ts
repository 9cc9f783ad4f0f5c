import type { Sound } from '#domain/outside';
import { LOOPS, samplesOf, type Tune } from '#domain/tones';

/** The browser's loudspeaker, woken by the first touch of the page; null where it has none. */
export function sound(): Sound | null {
  return typeof AudioContext === 'undefined' ? null : new Speaker();
}

class Speaker implements Sound {
  readonly #waiting: (() => void)[] = [];
  #context: AudioContext | null = null;
  #playing: AudioBufferSourceNode | null = null;

  ready(): boolean {
    return this.#context?.state === 'running';
  }

  async wake(): Promise<boolean> {
    const context = this.#open();
    // Where no touch has come yet, some browsers never answer.
    await Promise.race([context.resume().catch(() => undefined), oneMoment()]);
    return this.ready();
  }

  play(tune: Tune | null): void {
    this.#playing?.stop();
    this.#playing = null;
    if (tune === null) return;
    const context = this.#open();
    this.#playing = sourceOf(context, tune);
    this.#playing.start();
  }

  changed(run: () => void): void {
    this.#waiting.push(run);
  }

  /** Opened only when there is something to sound: an open loudspeaker costs battery. */
  #open(): AudioContext {
    if (this.#context !== null) return this.#context;
    const context = new AudioContext();
    context.addEventListener('statechange', () => {
      for (const run of this.#waiting) run();
    });
    const touched = () => void context.resume().catch(() => undefined);
    for (const touch of ['pointerdown', 'keydown']) document.addEventListener(touch, touched);
    this.#context = context;
    return context;
  }
}

function sourceOf(context: AudioContext, tune: Tune): AudioBufferSourceNode {
  const samples = samplesOf(tune, context.sampleRate);
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.loop = LOOPS[tune];
  source.connect(context.destination);
  return source;
}

const oneMoment = () => new Promise((resolve) => setTimeout(resolve, 500));
