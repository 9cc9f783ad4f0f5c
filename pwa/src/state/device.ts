import type { Position } from '#domain/signal';

/** Where this device is, as well as it can say within the time; null where it cannot, or may not. */
export function locate(ms: number): Promise<Position | null> {
  const sensor = navigator.geolocation;
  if (!sensor) return Promise.resolve(null);
  return new Promise((resolve) => {
    const told = ({ coords }: GeolocationPosition) =>
      resolve({
        lat: coords.latitude,
        lon: coords.longitude,
        accuracy_m: Math.round(coords.accuracy),
      });
    const options = { enableHighAccuracy: true, timeout: ms, maximumAge: 30_000 };
    sensor.getCurrentPosition(told, () => resolve(null), options);
  });
}

type WithBattery = Navigator & { getBattery?: () => Promise<{ readonly level: number }> };

/** How full the battery is, from 0 to 1; null where the browser does not say. */
export async function battery(): Promise<number | null> {
  const found = await (navigator as WithBattery).getBattery?.().catch(() => null);
  return found?.level ?? null;
}

/** Seals a text for the holder of the server's key. What comes out is as long whatever went in. */
export async function encrypt(key: JsonWebKey, text: string): Promise<Uint8Array> {
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('jwk', key, algorithm, false, ['encrypt']);
  const bytes = new TextEncoder().encode(text);
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, imported, bytes));
}
