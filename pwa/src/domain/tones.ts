/** What a board sounds: the siren until somebody answers, the chime once. */
export type Tune = 'siren' | 'chime';

/** Whether it begins anew by itself. */
export const LOOPS: Readonly<Record<Tune, boolean>> = { siren: true, chime: false };

const SECONDS: Readonly<Record<Tune, number>> = { siren: 1.4, chime: 1.2 };
const EDGE_S = 0.012;

/** The siren and the chime as samples from -1 to 1: no file to fetch, so that they sound without a network. */
export function samplesOf(tune: Tune, rate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(SECONDS[tune] * rate));
  return samples.map((_, n) => VOICES[tune](n / rate));
}

const VOICES: Readonly<Record<Tune, (t: number) => number>> = { siren, chime };

/** Two tones in turn, rough enough to be heard through a door. */
function siren(t: number): number {
  const half = SECONDS.siren / 4;
  const pitch = Math.floor(t / half) % 2 === 0 ? 960 : 720;
  const within = t % half;
  const edge = Math.min(1, within / EDGE_S, (half - within) / EDGE_S);
  return 0.8 * edge * (0.7 * wave(pitch, t) + 0.3 * wave(3 * pitch, t));
}

/** Two soft notes that rise and die away. */
function chime(t: number): number {
  const begun = t < 0.4 ? t : t - 0.4;
  const edge = Math.min(1, begun / EDGE_S);
  return 0.5 * edge * Math.exp(-4 * begun) * wave(t < 0.4 ? 660 : 880, t);
}

const wave = (pitch: number, t: number) => Math.sin(2 * Math.PI * pitch * t);
