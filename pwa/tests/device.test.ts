import { afterEach, describe, expect, test, vi } from 'vitest';
import { battery, encrypt, locate } from '#state/device';

const RSA = {
  name: 'RSA-OAEP',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

test('a PIN is sealed for the server, and no sealed one can be told from another', async () => {
  const pair = await crypto.subtle.generateKey(RSA, true, ['encrypt', 'decrypt']);
  const key = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const texts = ['1234', '1234', '{"pin":"4321","signal":"01a2"}'];
  const sealed = await Promise.all(texts.map((text) => encrypt(key, text)));
  expect(new Set(sealed.map((bytes) => bytes.length)).size).toBe(1);
  expect(new Set(sealed.map((bytes) => bytes.join())).size).toBe(texts.length);
  const opened = await Promise.all(
    sealed.map((bytes) => crypto.subtle.decrypt('RSA-OAEP', pair.privateKey, bytes.slice())),
  );
  expect(opened.map((bytes) => new TextDecoder().decode(bytes))).toEqual(texts);
});

describe('what a device says of itself', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** A browser with these sensors. */
  const browserWith = (sensors: object) => vi.stubGlobal('navigator', sensors);

  test('is where it is, to the metre', async () => {
    const coords = { latitude: 55.93, longitude: -3.13, accuracy: 12.4 };
    browserWith({ geolocation: { getCurrentPosition: (told: (found: object) => void) => told({ coords }) } });
    expect(await locate(1000)).toEqual({ lat: 55.93, lon: -3.13, accuracy_m: 12 });
  });

  test('is nothing where it may not say, or cannot', async () => {
    browserWith({
      geolocation: { getCurrentPosition: (_: unknown, refused: () => void) => refused() },
      getBattery: () => Promise.reject(new Error('not allowed')),
    });
    expect(await locate(1000)).toBe(null);
    expect(await battery()).toBe(null);
    browserWith({});
    expect(await locate(1000)).toBe(null);
    expect(await battery()).toBe(null);
  });

  test('is how full its battery is', async () => {
    browserWith({ getBattery: async () => ({ level: 0.4 }) });
    expect(await battery()).toBe(0.4);
  });
});
