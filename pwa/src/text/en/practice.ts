export const card = 'Going out';
export const heading = 'Practise a visit';
export const banner = 'Practice. Nothing is sent, and nobody is watching.';
export const lead =
  'Go the whole way, as often as you like: start, more time, finish. Any four digits do as a PIN.';
export const real = 'The red Help button is real, even here.';
export const again = 'Practise again';
export const stop = 'Stop practising';
