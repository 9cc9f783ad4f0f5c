import { expect, test } from 'vitest';
import { encrypt } from '#state/device';

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
