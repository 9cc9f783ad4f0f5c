import { afterEach, expect, test, vi } from 'vitest';
import { LOOPS, samplesOf, type Tune } from '#domain/tones';
import { sound } from '#state/sounding';

const TUNES: readonly Tune[] = ['siren', 'chime'];
const RATE = 8000;

class FakeContext extends EventTarget {
  static allowed = false;
  static last: FakeContext;
  state = 'suspended';
  sampleRate = RATE;
  destination = {};
  playing: { loop: boolean; stopped: boolean }[] = [];
  constructor() {
    super();
    FakeContext.last = this;
  }
  async resume() {
    if (!FakeContext.allowed) throw new DOMException('Not yet.', 'NotAllowedError');
    this.state = 'running';
    this.dispatchEvent(new Event('statechange'));
  }
  createBuffer() {
    return { copyToChannel: () => {} };
  }
  createBufferSource() {
    const source = { loop: false, stopped: false, buffer: null };
    this.playing.push(source);
    return Object.assign(source, {
      connect: () => {},
      start: () => {},
      stop: () => {
        source.stopped = true;
      },
    });
  }
}

afterEach(() => vi.unstubAllGlobals());

test('a browser without a loudspeaker has none', () => {
  vi.stubGlobal('AudioContext', undefined);
  expect(sound()).toBeNull();
});

test('the page is silent until a touch, and then sounds what is asked for, one at a time', async () => {
  vi.stubGlobal('AudioContext', FakeContext);
  const page = new EventTarget();
  vi.stubGlobal('document', page);
  const speaker = sound();
  let heard = 0;
  speaker?.changed(() => heard++);
  expect(speaker?.ready()).toBe(false);
  expect(await speaker?.wake()).toBe(false);
  speaker?.play('siren');
  FakeContext.allowed = true;
  page.dispatchEvent(new Event('pointerdown'));
  expect(speaker?.ready()).toBe(true);
  expect(heard).toBe(1);
  speaker?.play('chime');
  speaker?.play(null);
  expect(FakeContext.last.playing).toMatchObject([
    { loop: LOOPS.siren, stopped: true },
    { loop: LOOPS.chime, stopped: true },
  ]);
  expect(await speaker?.wake()).toBe(true);
});

test('every tune can be heard, and begins and ends without a click', () => {
  for (const tune of TUNES) {
    const samples = samplesOf(tune, RATE);
    const loudest = Math.max(...samples.map(Math.abs));
    expect(loudest).toBeGreaterThan(0.3);
    expect(loudest).toBeLessThanOrEqual(1);
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.05);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.05);
  }
});
